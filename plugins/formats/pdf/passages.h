// Blocks -> passages: the text with its spaces and line ends, and the place of every character.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// Lays out all layers of `page` and adds what they say to `out`, in reading order.
// `tables` counts the tables of the document on.
// False once `out` is full.
bool add_page_passages(const PageContent& page, std::uint32_t number, std::uint32_t& tables,
                       DocumentBuilder& out);

}  // namespace mishen::pdf
