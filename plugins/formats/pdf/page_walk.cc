#include "plugins/formats/pdf/page_walk.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

namespace mishen::pdf {
namespace {

// A node of the page tree, and which of its kids is next.
class Node {
 public:
  explicit Node(QPDFObjectHandle kids) : kids_(std::move(kids)) {
    for (int i = 0; i < kids_.getArrayNItems(); ++i)
      ids_.push_back(kids_.getArrayItem(i).getObjGen());
    std::sort(ids_.begin(), ids_.end());
  }

  [[nodiscard]] bool is_done() { return next_ == kids_.getArrayNItems(); }
  QPDFObjectHandle take_next() { return kids_.getArrayItem(next_++); }
  [[nodiscard]] bool has_twice(QPDFObjGen kid) const {
    const auto [first, last] = std::equal_range(ids_.begin(), ids_.end(), kid);
    return last - first > 1;
  }

 private:
  QPDFObjectHandle kids_;
  std::vector<QPDFObjGen> ids_;  // of all kids, sorted
  int next_ = 0;
};

void walk_tree(QPDFObjectHandle root, const TakePage& take) {
  std::set<QPDFObjGen> entered = {root.getObjGen()};
  std::vector<Node> open;
  open.emplace_back(root.getKey("/Kids"));
  while (!open.empty()) {
    if (open.back().is_done()) {
      open.pop_back();
      continue;
    }
    QPDFObjectHandle kid = open.back().take_next();
    if (!kid.isDictionary() || !kid.hasKey("/Kids")) {
      take(kid, !open.back().has_twice(kid.getObjGen()));
      continue;
    }
    if (kid.isIndirect() && !entered.insert(kid.getObjGen()).second) {
      throw std::runtime_error("the page tree has a loop");
    }
    open.emplace_back(kid.getKey("/Kids"));
  }
}

}  // namespace

void each_page(QPDF& pdf, std::size_t many_pages, const TakePage& take) {
  QPDFObjectHandle root = pdf.getRoot().getKeyIfDict("/Pages");
  // A tree that is not as it should be is left to qpdf, which mends it.
  const bool plain = root.isDictionary() && !root.hasKey("/Parent") &&
                     root.getKey("/Kids").isArray() && root.getKey("/Count").isInteger();
  const long long count = plain ? root.getKey("/Count").getIntValue() : -1;
  if (count >= 0 && static_cast<std::size_t>(count) >= many_pages) return walk_tree(root, take);
  for (const QPDFObjectHandle& page : pdf.getAllPages()) take(page, false);
}

}  // namespace mishen::pdf
