// Segments -> blocks: lines that are read in one go, so that a number wrapped over two lines is one
// number while neighbouring table cells stay apart (invariant 11).
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/grid.h"
#include "plugins/formats/pdf/lines.h"
#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

struct Block {
  std::vector<std::uint32_t> segments;  // indices into LineSet::segments, top to bottom
};

// In no particular order.
[[nodiscard]] std::vector<Block> find_blocks(const PageContent& page, const Grid& grid,
                                             const LineSet& lines);

}  // namespace mishen::pdf
