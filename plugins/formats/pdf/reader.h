// Bytes to passages with a chosen glyph source; what pdf_format() does with the best one there is.
#pragma once

#include <string_view>

#include "plugins/formats/pdf/glyph_source.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

using OpenPdf = OpenedPdf (*)(std::string_view bytes, const Limits& limits);

// The pages of an opened document, up to the limits.
void read_pages(GlyphSource& source, DocumentBuilder& out);

void read_pdf(std::string_view bytes, OpenPdf open, DocumentBuilder& out);

}  // namespace mishen::pdf
