// Pages that are not among the document's own: of an earlier revision, hidden, no longer in use.
// They are read by the same glyph source and layout as any page.
#pragma once

#include <vector>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// The passages and gaps of the pages of `file`, a whole PDF. Page and block steps are its own.
[[nodiscard]] Document read_inner_file(std::string_view file, OpenPdf open, const Limits& limits);

// A PDF of these page objects alone; they may belong to any file that outlives the call.
[[nodiscard]] std::string file_of_pages(const std::vector<QPDFObjectHandle>& pages);

// Adds what `page` says as passages of `surface` with `trace`, and its gaps, all behind `where`.
// Returns true when it said anything.
bool add_inner_page(Parts& parts, QPDFObjectHandle page, const Provenance& where, Surface surface,
                    const Trace& trace);

}  // namespace mishen::pdf
