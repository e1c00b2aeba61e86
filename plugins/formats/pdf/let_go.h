// Objects that were read and let go of: structure elements (tagged PDF), and the pages of a long
// draft. qpdf keeps every object it has read for good, 3 KB for a page; nobody asks for these again
// but the census, which only needs to know where they lead.
#pragma once

#include <cstdint>
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <vector>

namespace mishen::pdf {

class LetGo {
 public:
  // Makes `element` null to qpdf, unless it is not an object of its own, or anything that a
  // structure element is not.
  void let_go(QPDF& pdf, QPDFObjectHandle element);
  // The same for a page of the page tree, unless it holds in itself what the census takes note of.
  // Whoever wants pages afterwards must open the file again.
  void let_go_page(QPDF& pdf, QPDFObjectHandle page);
  [[nodiscard]] bool has_pages() const { return has_pages_; }

  // What a walk over `id` meets: the objects it leads to, in the order met, and how many direct
  // arrays and dictionaries lie between.
  struct Beyond {
    std::uint32_t first = 0;
    std::uint32_t objects = 0;
    std::uint32_t direct = 0;
  };
  // Null when `id` was not let go of.
  [[nodiscard]] const Beyond* beyond(QPDFObjGen id) const;
  [[nodiscard]] QPDFObjGen object(std::uint32_t index) const { return objects_[index]; }

 private:
  bool gather(QPDFObjectHandle holder, Beyond& beyond);
  bool replace(QPDF& pdf, QPDFObjectHandle holder);

  std::map<QPDFObjGen, Beyond> beyond_;
  std::vector<QPDFObjGen> objects_;
  bool has_pages_ = false;
};

}  // namespace mishen::pdf
