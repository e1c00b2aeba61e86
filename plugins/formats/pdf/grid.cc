#include "plugins/formats/pdf/grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "plugins/formats/pdf/order.h"

namespace mishen::pdf {
namespace {

constexpr double kSame = 1.5;            // lines this near to each other are one
constexpr std::size_t kMaxLines = 2000;  // a page with more is a drawing, not a table

class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parent_;
};

// 1 for the first of `marks` that is within kSame of `at`, and so on.
std::uint32_t place_of(const std::vector<double>& marks, double at) {
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (i == 0 || std::abs(marks[i] - marks[i - 1]) > kSame) ++place;
    if (std::abs(marks[i] - at) <= kSame) return place;
  }
  return place;
}

}  // namespace

Grid::Grid(const PageContent& page) {
  std::vector<Line> across;
  std::vector<Line> down;
  for (const Ruling& ruling : page.rulings) {
    const double at = static_cast<double>(ruling.at);
    const double begin = static_cast<double>(ruling.begin);
    const double end = static_cast<double>(ruling.end);
    const Box box = as_displayed(
        ruling.horizontal ? Box{begin, at, end, at} : Box{at, begin, at, end}, page.rotate);
    if (box.width() > box.height()) {
      across.push_back({box.bottom, box.left, box.right});
    } else {
      down.push_back({box.left, box.bottom, box.top});
    }
  }
  across_ = merged(std::move(across));
  down_ = merged(std::move(down));
  if (across_.size() > kMaxLines || down_.size() > kMaxLines) {
    across_.clear();
    down_.clear();
  }
}

// Borders are often drawn cell by cell, and twice: one line for all pieces that continue each
// other.
std::vector<Grid::Line> Grid::merged(std::vector<Line> lines) {
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return a.at < b.at || (a.at == b.at && a.begin < b.begin);
  });
  std::vector<Line> out;
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t last = first;
    while (last < lines.size() && lines[last].at - lines[first].at <= kSame) ++last;
    const auto group = lines.begin() + static_cast<std::ptrdiff_t>(first);
    const auto group_end = lines.begin() + static_cast<std::ptrdiff_t>(last);
    std::sort(group, group_end, [](const Line& a, const Line& b) { return a.begin < b.begin; });
    for (auto line = group; line != group_end; ++line) {
      const bool continues = line != group && line->begin <= out.back().end + 2 * kSame;
      if (continues) {
        out.back().end = std::max(out.back().end, line->end);
      } else {
        out.push_back(*line);
      }
    }
    first = last;
  }
  return out;
}

// The nearest line at or under `at` that reaches over `where`.
std::optional<std::uint32_t> Grid::below(const std::vector<Line>& lines, double at,
                                         double where) const {
  const auto after = std::upper_bound(lines.begin(), lines.end(), at,
                                      [](double v, const Line& line) { return v < line.at; });
  for (auto line = after; line != lines.begin();) {
    --line;
    if (line->begin <= where && where <= line->end) {
      return static_cast<std::uint32_t>(line - lines.begin());
    }
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Grid::above(const std::vector<Line>& lines, double at,
                                         double where) const {
  const auto first = std::upper_bound(lines.begin(), lines.end(), at,
                                      [](double v, const Line& line) { return v < line.at; });
  for (auto line = first; line != lines.end(); ++line) {
    if (line->begin <= where && where <= line->end) {
      return static_cast<std::uint32_t>(line - lines.begin());
    }
  }
  return std::nullopt;
}

std::int32_t Grid::cell_of(const Box& box) {
  if (empty()) return -1;
  const double x = (box.left + box.right) / 2;
  const double y = (box.bottom + box.top) / 2;
  const auto left = below(down_, x, y);
  const auto right = above(down_, x, y);
  const auto bottom = below(across_, y, x);
  const auto top = above(across_, y, x);
  if (!left || !right || !bottom || !top) return -1;
  const Sides sides{*left, *right, *bottom, *top};
  const auto [known, is_new] =
      by_sides_.try_emplace(sides, static_cast<std::int32_t>(cells_.size()));
  if (!is_new) return known->second;
  sides_.push_back(sides);
  GridCell cell;
  cell.box = {down_[*left].at, across_[*bottom].at, down_[*right].at, across_[*top].at};
  cells_.push_back(cell);
  return known->second;
}

// A line between `from` and `to` that reaches over `where`.
bool Grid::crossed(const std::vector<Line>& lines, double from, double to, double where) {
  if (from > to) std::swap(from, to);
  auto line = std::upper_bound(lines.begin(), lines.end(), from,
                               [](double v, const Line& l) { return v < l.at; });
  for (; line != lines.end() && line->at < to; ++line) {
    if (line->begin <= where && where <= line->end) return true;
  }
  return false;
}

bool Grid::parted(const Box& a, const Box& b) const {
  const Point from{(a.left + a.right) / 2, (a.bottom + a.top) / 2};
  const Point to{(b.left + b.right) / 2, (b.bottom + b.top) / 2};
  if (std::abs(from.x - to.x) >= std::abs(from.y - to.y)) {
    return crossed(down_, from.x, to.x, (from.y + to.y) / 2);
  }
  return crossed(across_, from.y, to.y, (from.x + to.x) / 2);
}

void Grid::number_cells() {
  const std::size_t downs = down_.size();
  Sets sets(downs + across_.size());
  for (const Sides& s : sides_) {
    sets.join(s.left, s.right);
    sets.join(s.left, downs + s.bottom);
    sets.join(s.left, downs + s.top);
  }
  struct Marks {
    std::uint32_t number = 0;
    std::uint32_t cells = 0;
    std::vector<double> rows, columns;
  };
  std::map<std::size_t, Marks> tables;
  for (const Sides& s : sides_) {
    const auto number = static_cast<std::uint32_t>(tables.size());
    tables.try_emplace(sets.find(s.left), Marks{number, 0, {}, {}}).first->second.cells += 1;
  }
  for (std::size_t i = 0; i < downs; ++i) {
    const auto table = tables.find(sets.find(i));
    if (table != tables.end()) table->second.columns.push_back(down_[i].at);
  }
  for (std::size_t i = across_.size(); i > 0; --i) {
    const auto table = tables.find(sets.find(downs + i - 1));
    if (table != tables.end()) table->second.rows.push_back(across_[i - 1].at);
  }
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const Marks& marks = tables.at(sets.find(sides_[i].left));
    cells_[i].table = marks.number;
    cells_[i].alone = marks.cells < 2;
    cells_[i].row = place_of(marks.rows, cells_[i].box.top);
    cells_[i].column = place_of(marks.columns, cells_[i].box.left);
  }
}

}  // namespace mishen::pdf
