// Pages that are not among the document's own: of an earlier revision, hidden, no longer in use.
// They are read by the same glyph source and layout as any page.
#pragma once

#include <string>
#include <vector>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// A PDF of these page objects alone; they may belong to any file that outlives the call.
[[nodiscard]] std::string file_of_pages(const std::vector<QPDFObjectHandle>& pages);

// What these pages say. `numbers`, if given, are the page numbers their places shall have; without
// it the places begin inside the page.
[[nodiscard]] Document read_inner_pages(Parts& parts, const std::vector<QPDFObjectHandle>& pages,
                                        const std::vector<std::uint32_t>& numbers = {});

// A page of `pdf` (of its file, not of its page tree) that draws the form XObject `form` alone.
[[nodiscard]] QPDFObjectHandle page_showing(QPDF& pdf, QPDFObjectHandle form);

}  // namespace mishen::pdf
