#include "plugins/formats/pdf/order.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace mishen::pdf {
namespace {

class Cutter {
 public:
  explicit Cutter(const std::vector<Placed>& things) : things_(&things) {}

  std::vector<std::uint32_t> order() {
    std::vector<std::uint32_t> all(things_->size());
    std::iota(all.begin(), all.end(), 0U);
    cut(all, 0);
    return std::move(out_);
  }

 private:
  using Items = std::span<std::uint32_t>;

  void cut(Items items, int depth);
  bool cut_columns(Items items, int depth);
  bool cut_bands(Items items, int depth);
  bool cut_side_by_side(Items items, int depth);
  [[nodiscard]] bool running_text(Items items) const;
  const Box& box(std::uint32_t i) const { return (*things_)[i].box; }

  const std::vector<Placed>* things_;
  std::vector<std::uint32_t> out_;
};

// Splits `items`, sorted by `begin`, wherever nothing spans from one to the next; true if there was
// such a place. `gap` is how far apart the parts must be.
template <class Begin, class End, class Part>
bool split(std::span<std::uint32_t> items, double gap, Begin begin, End end, Part part) {
  std::size_t first = 0;
  double reach = end(items[0]);
  std::vector<std::span<std::uint32_t>> parts;
  for (std::size_t i = 1; i < items.size(); ++i) {
    if (begin(items[i]) >= reach + gap) {
      parts.push_back(items.subspan(first, i - first));
      first = i;
    }
    reach = std::max(reach, end(items[i]));
  }
  if (first == 0) return false;
  parts.push_back(items.subspan(first));
  for (const auto& one : parts) part(one);
  return true;
}

bool Cutter::running_text(Items items) const {
  std::uint32_t most = 0;
  for (const std::uint32_t i : items) most = std::max(most, (*things_)[i].lines);
  return most >= 4;
}

// Columns of running text: a gutter through the whole height, text of several lines on both sides.
bool Cutter::cut_columns(Items items, int depth) {
  std::sort(items.begin(), items.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(box(a).left, a) < std::pair(box(b).left, b);
  });
  std::vector<Items> parts;
  const bool found = split(
      items, 6, [&](std::uint32_t i) { return box(i).left; },
      [&](std::uint32_t i) { return box(i).right; }, [&](Items part) { parts.push_back(part); });
  if (!found) return false;
  if (!std::all_of(parts.begin(), parts.end(), [&](Items p) { return running_text(p); })) {
    return false;
  }
  for (const Items& part : parts) cut(part, depth + 1);
  return true;
}

bool Cutter::cut_bands(Items items, int depth) {
  std::sort(items.begin(), items.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(-box(a).top, a) < std::pair(-box(b).top, b);
  });
  // Boxes of neighbouring lines may touch a little.
  return split(
      items, -2, [&](std::uint32_t i) { return -box(i).top; },
      [&](std::uint32_t i) { return -box(i).bottom; }, [&](Items part) { cut(part, depth + 1); });
}

bool Cutter::cut_side_by_side(Items items, int depth) {
  std::sort(items.begin(), items.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(box(a).left, a) < std::pair(box(b).left, b);
  });
  return split(
      items, 0, [&](std::uint32_t i) { return box(i).left; },
      [&](std::uint32_t i) { return box(i).right; }, [&](Items part) { cut(part, depth + 1); });
}

void Cutter::cut(Items items, int depth) {
  constexpr int kMaxDepth = 40;
  if (items.size() > 1 && depth < kMaxDepth) {
    if (cut_columns(items, depth) || cut_bands(items, depth) || cut_side_by_side(items, depth)) {
      return;
    }
  }
  std::sort(items.begin(), items.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (std::abs(box(a).top - box(b).top) > 2) return box(a).top > box(b).top;
    return std::pair(box(a).left, a) < std::pair(box(b).left, b);
  });
  out_.insert(out_.end(), items.begin(), items.end());
}

}  // namespace

std::vector<std::uint32_t> reading_order(const std::vector<Placed>& things) {
  if (things.empty()) return {};
  return Cutter(things).order();
}

Box as_displayed(const Box& box, int rotate) {
  switch (rotate) {
    case 90:
      return {box.bottom, -box.right, box.top, -box.left};
    case 180:
      return {-box.right, -box.top, -box.left, -box.bottom};
    case 270:
      return {-box.top, box.left, -box.bottom, box.right};
    default:
      return box;
  }
}

}  // namespace mishen::pdf
