// Blocks -> passages: the text with its spaces and line ends, and the place of every character.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// Numbers tables through a document.
struct TableCounter {
  std::uint32_t tables = 0;
};

// Lays out all layers of `page` and adds what they say to `out`, in reading order.
// False once `out` is full.
bool add_page_passages(const PageContent& page, std::uint32_t number, TableCounter& tables,
                       DocumentBuilder& out);

}  // namespace mishen::pdf
