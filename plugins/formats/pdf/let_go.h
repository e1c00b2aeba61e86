// Structure elements (tagged PDF) that were read and let go of. qpdf keeps every object it has read
// for good, and a tagged draft has twenty elements a page that nobody asks for again but the
// census, which only needs to know where they lead.
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
  bool gather(QPDFObjectHandle element, Beyond& beyond);

  std::map<QPDFObjGen, Beyond> beyond_;
  std::vector<QPDFObjGen> objects_;
};

}  // namespace mishen::pdf
