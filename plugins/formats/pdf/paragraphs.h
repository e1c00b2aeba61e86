// Cuts blocks of lines into paragraphs: a line that ends well before the right edge, although the
// next word would have fitted, ends its paragraph.
#pragma once

#include <vector>

#include "plugins/formats/pdf/blocks.h"

namespace mishen::pdf {

[[nodiscard]] std::vector<Block> split_paragraphs(const PageContent& page, const LineSet& lines,
                                                  std::vector<Block> blocks);

}  // namespace mishen::pdf
