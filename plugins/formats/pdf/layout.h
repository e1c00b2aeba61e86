// From glyphs to blocks in reading order: lines, columns, cells, paragraphs, tables, order.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plugins/formats/pdf/blocks.h"
#include "plugins/formats/pdf/lines.h"
#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/passage.h"

namespace mishen::pdf {

struct LaidBlock {
  Block block;
  std::optional<CellPlace> cell;
  Box box;  // in user space
};

struct Layout {
  LineSet lines;
  std::vector<LaidBlock> blocks;  // in reading order; a table row by row
};

// One layer of a page. `tables` counts the tables of the document on.
[[nodiscard]] Layout lay_out(const PageContent& page, Layer layer, std::uint32_t& tables);

}  // namespace mishen::pdf
