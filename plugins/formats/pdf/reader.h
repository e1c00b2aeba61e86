// Bytes to passages with a chosen glyph source; what pdf_format() does with the best one there is.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "plugins/formats/pdf/glyph_source.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

using OpenPdf = OpenedPdf (*)(std::string_view bytes, const Limits& limits);

// Page `number` of `source`, judged: which of its text a reader sees.
[[nodiscard]] PageContent ready_page(GlyphSource& source, std::uint32_t number);

// The pages of an opened document, up to the limits.
void read_pages(GlyphSource& source, DocumentBuilder& out);
// The same of a document of `pages` pages; `next` gives them ready, one after the other.
void read_pages(std::uint32_t pages, const std::function<PageContent()>& next,
                DocumentBuilder& out);

// Uses as many threads as `out` grants.
void read_pdf(std::string_view bytes, OpenPdf open, DocumentBuilder& out);

}  // namespace mishen::pdf
