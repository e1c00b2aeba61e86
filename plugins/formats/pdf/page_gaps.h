// What of a page could not be read, as gaps with their page.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// Counts the page's pictures and unmapped glyphs in `out` and records its gaps.
void add_page_gaps(const PageContent& page, std::uint32_t number, DocumentBuilder& out);

// Records what was said while the document was opened.
void add_opening_gaps(const std::vector<PageError>& errors, DocumentBuilder& out);

}  // namespace mishen::pdf
