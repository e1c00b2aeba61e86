#include "plugins/formats/pdf/table_over_pages.h"

#include <algorithm>
#include <utility>

namespace mishen::pdf {
namespace {

// Running lines may stand above and below a table: titles, page numbers.
constexpr std::size_t kRunningLines = 2;

}  // namespace

bool TableOverPages::Table::goes_on_in(const Table& other) const {
  if (columns.size() != other.columns.size()) return false;
  return std::equal(columns.begin(), columns.end(), other.columns.begin(),
                    [](const auto& mine, const auto& theirs) {
                      return mine.first == theirs.first &&
                             std::max(mine.second.left, theirs.second.left) <=
                                 std::min(mine.second.right, theirs.second.right);
                    });
}

TableOverPages::Table TableOverPages::table_of(const std::vector<LaidBlock>& blocks,
                                               std::uint32_t number) {
  Table table;
  table.number = number;
  for (const LaidBlock& block : blocks) {
    if (!block.cell || block.cell->table != number) continue;
    const auto [at, fresh] = table.columns.try_emplace(block.cell->column);
    Column& column = at->second;
    column.left = fresh ? block.box.left : std::min(column.left, block.box.left);
    column.right = fresh ? block.box.right : std::max(column.right, block.box.right);
    if (column.header.empty()) column.header = block.cell->header;
  }
  return table;
}

void TableOverPages::next_page(std::uint32_t page, std::vector<LaidBlock>& blocks) {
  const auto is_cell = [](const LaidBlock& block) { return block.cell.has_value(); };
  const auto first = std::find_if(blocks.begin(), blocks.end(), is_cell);
  const bool follows = page == page_ + 1 && last_.number != 0;
  Table before = std::exchange(last_, {});
  page_ = page;
  if (first == blocks.end()) return;
  if (follows && static_cast<std::size_t>(first - blocks.begin()) <= kRunningLines) {
    const std::uint32_t number = first->cell->table;
    const Table here = table_of(blocks, number);
    // Heads that are said again are those of the table above, word for word.
    const bool again = std::any_of(here.columns.begin(), here.columns.end(), [&](const auto& c) {
      const auto above = before.columns.find(c.first);
      return above != before.columns.end() && !c.second.header.empty() &&
             above->second.header == c.second.header;
    });
    if (!again && before.goes_on_in(here)) {
      for (LaidBlock& block : blocks) {
        if (!block.cell || block.cell->table != number) continue;
        block.cell->header = before.columns[block.cell->column].header;
      }
    }
  }
  const auto last = std::find_if(blocks.rbegin(), blocks.rend(), is_cell);
  if (static_cast<std::size_t>(last - blocks.rbegin()) > kRunningLines) return;
  last_ = table_of(blocks, last->cell->table);
}

}  // namespace mishen::pdf
