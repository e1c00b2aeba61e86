// The ruled cells of a page, from its rulings. Works as displayed (/Rotate applied), so that rows
// run from top to bottom for a reader.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

struct GridCell {
  Box box;
  std::uint32_t table = 0;   // which connected set of rulings, from 0
  std::uint32_t row = 0;     // from 1, by the horizontal rulings of the table
  std::uint32_t column = 0;  // from 1, by its vertical rulings
  // The only cell of its table that holds text: a frame round something, not a table.
  bool alone = false;
};

class Grid {
 public:
  explicit Grid(const PageContent& page);

  // The cell round `box` (as displayed); -1 when no four rulings surround it. Cells are made as
  // they are asked for.
  [[nodiscard]] std::int32_t cell_of(const Box& box);

  // True when a ruling stands between two boxes of one line, which may run across or down.
  [[nodiscard]] bool parted(const Box& a, const Box& b) const;

  // Numbers tables, rows and columns of all cells; call once, after the last cell_of().
  void number_cells();

  [[nodiscard]] const std::vector<GridCell>& cells() const { return cells_; }
  [[nodiscard]] bool empty() const { return across_.empty() || down_.empty(); }

 private:
  struct Line {
    double at = 0;
    double begin = 0, end = 0;
  };
  // Indices of the four lines round a cell.
  struct Sides {
    std::uint32_t left, right, bottom, top;
    friend auto operator<=>(const Sides&, const Sides&) = default;
  };

  static bool crossed(const std::vector<Line>& lines, double from, double to, double where);
  static std::vector<Line> merged(std::vector<Line> lines);
  [[nodiscard]] std::optional<std::uint32_t> below(const std::vector<Line>& lines, double at,
                                                   double where) const;
  [[nodiscard]] std::optional<std::uint32_t> above(const std::vector<Line>& lines, double at,
                                                   double where) const;

  std::vector<Line> across_;  // horizontal, by y
  std::vector<Line> down_;    // vertical, by x
  std::map<Sides, std::int32_t> by_sides_;
  std::vector<Sides> sides_;  // of cells_
  std::vector<GridCell> cells_;
};

}  // namespace mishen::pdf
