#include "plugins/formats/pdf/layout.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "plugins/formats/pdf/columns.h"
#include "plugins/formats/pdf/grid.h"
#include "plugins/formats/pdf/order.h"
#include "plugins/formats/pdf/tables.h"

namespace mishen::pdf {
namespace {

Box joined(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.bottom, b.bottom), std::max(a.right, b.right),
          std::max(a.top, b.top)};
}

// The user-space box of a segment.
Box box_of(const LineSet& lines, const Segment& segment) {
  const Frame& frame = lines.frames[segment.frame];
  const auto at = [&](double s, double t) {
    return Point{frame.along.x * s + frame.up.x * t, frame.along.y * s + frame.up.y * t};
  };
  const std::array<Point, 3> others = {at(segment.end, segment.low()),
                                       at(segment.begin, segment.high()),
                                       at(segment.end, segment.high())};
  const Point first = at(segment.begin, segment.low());
  Box box{first.x, first.y, first.x, first.y};
  for (const Point& p : others) box = joined(box, {p.x, p.y, p.x, p.y});
  return box;
}

Box box_of(const LineSet& lines, const Block& block) {
  Box box = box_of(lines, lines.segments[block.segments.front()]);
  for (const std::uint32_t index : block.segments) {
    box = joined(box, box_of(lines, lines.segments[index]));
  }
  return box;
}

// What is ordered as one thing: a block by itself, or all cells of a table.
struct Group {
  Placed placed;
  std::vector<std::uint32_t> members;  // indices into Layout::blocks
};

std::vector<Group> groups_of(const std::vector<LaidBlock>& blocks, int rotate) {
  std::vector<Group> groups;
  std::map<std::uint32_t, std::size_t> of_table;
  for (std::uint32_t i = 0; i < blocks.size(); ++i) {
    const Box box = as_displayed(blocks[i].box, rotate);
    const auto lines = static_cast<std::uint32_t>(blocks[i].block.segments.size());
    if (blocks[i].cell) {
      const auto [known, is_new] = of_table.try_emplace(blocks[i].cell->table, groups.size());
      if (!is_new) {
        Group& group = groups[known->second];
        group.placed.box = joined(group.placed.box, box);
        group.members.push_back(i);
        continue;
      }
    }
    // A table is no running text, however long it is.
    groups.push_back({{box, blocks[i].cell ? 1U : lines}, {i}});
  }
  return groups;
}

void put_in_order(Layout& layout, int rotate) {
  std::vector<Group> groups = groups_of(layout.blocks, rotate);
  std::vector<Placed> placed;
  for (const Group& group : groups) placed.push_back(group.placed);
  std::vector<LaidBlock> ordered;
  ordered.reserve(layout.blocks.size());
  for (const std::uint32_t index : reading_order(placed)) {
    auto& members = groups[index].members;
    const auto key = [&](std::uint32_t i) {
      const LaidBlock& block = layout.blocks[i];
      const Box box = as_displayed(block.box, rotate);
      const CellPlace place = block.cell.value_or(CellPlace{});
      return std::tuple(place.row, place.column, -box.top, box.left, i);
    };
    std::sort(members.begin(), members.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (const std::uint32_t i : members) ordered.push_back(std::move(layout.blocks[i]));
  }
  layout.blocks = std::move(ordered);
}

}  // namespace

Layout lay_out(const PageContent& page, Layer layer, std::uint32_t& tables) {
  Layout layout;
  Grid grid(page);
  layout.lines = split_columns(page, grid, find_lines(page, layer));
  for (Segment& segment : layout.lines.segments) {
    segment.cell = grid.cell_of(as_displayed(box_of(layout.lines, segment), page.rotate));
  }
  grid.number_cells();
  const std::vector<Block> blocks = find_blocks(page, grid, layout.lines);
  auto places = find_tables(page, grid, layout.lines, blocks, tables);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    layout.blocks.push_back({blocks[i], std::move(places[i]), box_of(layout.lines, blocks[i])});
  }
  put_in_order(layout, page.rotate);
  return layout;
}

}  // namespace mishen::pdf
