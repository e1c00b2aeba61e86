// Which blocks are cells of a table, where in it, and under which header: by rulings where there
// are some, else by rows whose pieces stand in the same columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugins/formats/pdf/blocks.h"
#include "plugins/formats/pdf/grid.h"
#include "plugins/formats/pdf/lines.h"
#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/passage.h"

namespace mishen::pdf {

// For each block its place, if it is in a table. `tables` counts the tables of the document on.
[[nodiscard]] std::vector<std::optional<CellPlace>> find_tables(const PageContent& page,
                                                                const Grid& grid,
                                                                const LineSet& lines,
                                                                const std::vector<Block>& blocks,
                                                                std::uint32_t& tables);

}  // namespace mishen::pdf
