// Which bytes of a PDF belong to what: objects its cross-reference sections know, the sections
// themselves, and what is neither.
#pragma once

#include <cstddef>
#include <cstdint>
#include <qpdf/QPDF.hh>
#include <set>
#include <string_view>
#include <vector>

namespace mishen::pdf {

// An object that stands in the file and in no section.
struct LooseObject {
  int number = 0;
  int generation = 0;
  std::size_t offset = 0;  // bytes into the file
};

struct ByteMap {
  std::vector<LooseObject> loose;         // in the order of the file
  std::vector<std::string_view> between;  // other bytes between header and end, blanks aside
};

// `offsets` are those of the objects that all sections know, in bytes from the header as the
// sections count; `pdf` resolves lengths. Linear in the file.
[[nodiscard]] ByteMap map_bytes(QPDF& pdf, std::string_view bytes,
                                const std::set<std::size_t>& offsets);

}  // namespace mishen::pdf
