// Blocks -> passages: the text with its spaces and line ends, and the place of every character.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/page_content.h"
#include "plugins/formats/pdf/table_over_pages.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// What goes on from page to page.
struct DocumentState {
  std::uint32_t tables = 0;     // tables met so far
  TableOverPages table;         // what the last page ended with
  bool told_ocr_layer = false;  // a passage has said that scans of the draft carry text
};

// Lays out all layers of `page` and adds what they say to `out`, in reading order, hidden layers
// after what is shown. False once `out` is full.
bool add_page_passages(const PageContent& page, std::uint32_t number, DocumentState& state,
                       DocumentBuilder& out);

}  // namespace mishen::pdf
