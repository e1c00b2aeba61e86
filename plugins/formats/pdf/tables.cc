#include "plugins/formats/pdf/tables.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "plugins/formats/pdf/spelling.h"

namespace mishen::pdf {
namespace {

using Places = std::vector<std::optional<CellPlace>>;

// The block's text on one line, as a header.
std::string text_of(const PageContent& page, const LineSet& lines, const Block& block) {
  std::string text;
  for (const std::uint32_t index : block.segments) {
    const Segment& segment = lines.segments[index];
    (void)spell(page, lines.frames[segment.frame], segment, text);
  }
  return text;
}

bool has_digit(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Tables {
 public:
  Tables(const PageContent& page, const Grid& grid, const LineSet& lines,
         const std::vector<Block>& blocks, std::uint32_t& count)
      : page_(&page), grid_(&grid), lines_(&lines), blocks_(&blocks), count_(&count) {
    places_.resize(blocks.size());
  }

  Places find() {
    find_ruled();
    find_aligned();
    return std::move(places_);
  }

 private:
  struct Column {
    double begin = 0, end = 0;
  };
  // A stretch of rows whose pieces stand under each other.
  struct Region {
    std::vector<std::vector<std::uint32_t>> rows;  // blocks
    std::vector<Column> columns;
    double base = 0;  // of the last row
    std::uint32_t frame = 0;
  };

  const Segment& first_segment(std::uint32_t block) const {
    return lines_->segments[(*blocks_)[block].segments.front()];
  }
  [[nodiscard]] std::string text(std::uint32_t block) const {
    return text_of(*page_, *lines_, (*blocks_)[block]);
  }
  void find_ruled();
  void find_aligned();
  [[nodiscard]] bool takes(const Region& region, const std::vector<std::uint32_t>& row) const;
  [[nodiscard]] std::size_t column_of(const Region& region, std::uint32_t block) const;
  static void widen(Region& region, const Segment& segment);
  void close(const Region& region);

  const PageContent* page_;
  const Grid* grid_;
  const LineSet* lines_;
  const std::vector<Block>* blocks_;
  std::uint32_t* count_;
  Places places_;
};

void Tables::find_ruled() {
  std::map<std::uint32_t, std::uint32_t> number;  // table of the grid -> of the document
  std::map<std::int32_t, std::uint32_t> blocks_in_cell;
  // The topmost cell that has exactly the column's left and right edge heads it.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> head;
  const auto cell = [&](std::uint32_t block) -> const GridCell* {
    const std::int32_t index = first_segment(block).cell;
    if (index < 0) return nullptr;
    const GridCell& found = grid_->cells()[static_cast<std::size_t>(index)];
    return found.alone ? nullptr : &found;
  };
  for (std::uint32_t i = 0; i < blocks_->size(); ++i) {
    const GridCell* here = cell(i);
    if (here == nullptr) continue;
    ++blocks_in_cell[first_segment(i).cell];
    const auto [top, is_new] = head.try_emplace({here->table, here->column}, i);
    if (!is_new && here->row < cell(top->second)->row) top->second = i;
    if (number.count(here->table) == 0) number[here->table] = ++*count_;
  }
  for (std::uint32_t i = 0; i < blocks_->size(); ++i) {
    const GridCell* here = cell(i);
    if (here == nullptr) continue;
    CellPlace place;
    place.table = number[here->table];
    place.row = here->row;
    place.column = here->column;
    place.fills_cell = blocks_in_cell[first_segment(i).cell] == 1;
    const std::uint32_t top = head[{here->table, here->column}];
    if (cell(top)->row < here->row) place.header = text(top);
    places_[i] = place;
  }
}

std::size_t Tables::column_of(const Region& region, std::uint32_t block) const {
  const Segment& segment = first_segment(block);
  for (std::size_t i = 0; i < region.columns.size(); ++i) {
    const Column& column = region.columns[i];
    const double common = std::min(column.end, segment.end) - std::max(column.begin, segment.begin);
    if (common > 0) return i;
  }
  return region.columns.size();
}

void Tables::widen(Region& region, const Segment& segment) {
  for (Column& column : region.columns) {
    if (std::min(column.end, segment.end) <= std::max(column.begin, segment.begin)) continue;
    column.begin = std::min(column.begin, segment.begin);
    column.end = std::max(column.end, segment.end);
    return;
  }
  const auto after = std::find_if(region.columns.begin(), region.columns.end(),
                                  [&](const Column& c) { return c.begin > segment.begin; });
  region.columns.insert(after, {segment.begin, segment.end});
}

// At least two of the row's pieces stand in columns the region has, and no piece in two of them.
bool Tables::takes(const Region& region, const std::vector<std::uint32_t>& row) const {
  std::set<std::size_t> met;
  for (const std::uint32_t block : row) {
    const std::size_t column = column_of(region, block);
    if (column == region.columns.size()) continue;
    if (!met.insert(column).second) return false;
    const Segment& segment = first_segment(block);
    const bool reaches_next =
        column + 1 < region.columns.size() && region.columns[column + 1].begin < segment.end;
    if (reaches_next) return false;
  }
  const Segment& first = first_segment(row.front());
  const double far = 6 * static_cast<double>(first.size);
  return met.size() >= 2 && first.frame == region.frame && region.base - first.base < far;
}

void Tables::close(const Region& region) {
  const bool prose = std::any_of(region.rows.begin(), region.rows.end(), [&](const auto& row) {
    return std::any_of(row.begin(), row.end(),
                       [&](std::uint32_t block) { return (*blocks_)[block].segments.size() > 3; });
  });
  if (region.rows.size() < 2 || prose) return;
  std::map<std::size_t, std::string> header;
  bool headed = true;
  for (const std::uint32_t block : region.rows.front()) {
    header[column_of(region, block)] = text(block);
    headed = headed && !has_digit(text(block));
  }
  if (region.rows.size() < 3 && !headed) return;
  ++*count_;
  for (std::size_t row = 0; row < region.rows.size(); ++row) {
    for (const std::uint32_t block : region.rows[row]) {
      const std::size_t column = column_of(region, block);
      CellPlace place;
      place.table = *count_;
      place.row = static_cast<std::uint32_t>(row + 1);
      place.column = static_cast<std::uint32_t>(column + 1);
      if (headed && row > 0 && header.count(column) != 0) place.header = header[column];
      places_[block] = place;
    }
  }
}

void Tables::find_aligned() {
  // Rows in the order of their lines, which is from top to bottom in each frame.
  std::map<std::uint32_t, std::vector<std::uint32_t>> rows;
  for (std::uint32_t i = 0; i < blocks_->size(); ++i) {
    const Segment& segment = first_segment(i);
    if (segment.cell < 0 && segment.parts >= 2) rows[segment.line].push_back(i);
  }
  Region region;
  for (auto& [line, row] : rows) {
    std::sort(row.begin(), row.end(), [&](std::uint32_t a, std::uint32_t b) {
      return first_segment(a).begin < first_segment(b).begin;
    });
    if (!region.rows.empty() && !takes(region, row)) close(std::exchange(region, {}));
    region.frame = first_segment(row.front()).frame;
    region.base = first_segment(row.front()).base;
    for (const std::uint32_t block : row) widen(region, first_segment(block));
    region.rows.push_back(row);
  }
  close(region);
}

}  // namespace

std::vector<std::optional<CellPlace>> find_tables(const PageContent& page, const Grid& grid,
                                                  const LineSet& lines,
                                                  const std::vector<Block>& blocks,
                                                  std::uint32_t& tables) {
  return Tables(page, grid, lines, blocks, tables).find();
}

}  // namespace mishen::pdf
