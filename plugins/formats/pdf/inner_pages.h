// Pages that are not among the document's own: of an earlier revision, hidden, no longer in use.
// They are read by the same glyph source and layout as any page.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// A PDF of these page objects alone; they may belong to any file that outlives the call.
[[nodiscard]] std::string file_of_pages(const std::vector<QPDFObjectHandle>& pages);

// What these pages say. `numbers`, if given, are the page numbers their places shall have; without
// it the places begin inside the page.
[[nodiscard]] Document read_inner_pages(Parts& parts, const std::vector<QPDFObjectHandle>& pages,
                                        const std::vector<std::uint32_t>& numbers = {});

// What page `number` of `source` says, its places inside the page.
[[nodiscard]] Document read_inner_page(GlyphSource& source, std::uint32_t number,
                                       const Parts& parts);

// A PDF whose page i + 1 shows form i and nothing else, and what that form is called in there.
// `apart`: without the forms that these forms draw.
struct FormFile {
  std::string bytes;
  std::vector<std::pair<int, int>> ids;  // number and generation, as in FormIds
};
[[nodiscard]] FormFile file_of_forms(QPDF& pdf, std::span<const QPDFObjectHandle> forms,
                                     bool apart);

// A page of `pdf` (of its file, not of its page tree) that draws the form XObject `form` alone.
[[nodiscard]] QPDFObjectHandle page_showing(QPDF& pdf, QPDFObjectHandle form);

}  // namespace mishen::pdf
