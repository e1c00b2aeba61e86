#include "plugins/formats/pdf/blocks.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "plugins/formats/pdf/paragraphs.h"

namespace mishen::pdf {
namespace {

// One growing block.
struct Open {
  std::uint32_t block;
  std::uint32_t last;  // its lowest segment
  double pitch = 0;    // distance of its last two base lines; 0: only one line
};

// Each stands within the room the other's neighbours leave it.
bool within(const Segment& inner, const Segment& outer) {
  const double slack = 0.3 * static_cast<double>(outer.size);
  return inner.begin > outer.room_begin - slack && inner.end < outer.room_end + slack;
}

class BlockFinder {
 public:
  BlockFinder(const PageContent& page, const Grid& grid, const LineSet& lines)
      : page_(&page), grid_(&grid), lines_(&lines) {}

  std::vector<Block> find() {
    for (std::uint32_t i = 0; i < lines_->segments.size(); ++i) place(i);
    return std::move(blocks_);
  }

 private:
  void place(std::uint32_t index);
  [[nodiscard]] bool follows(const Open& open, const Segment& next) const;
  [[nodiscard]] bool same_column(const Segment& above, const Segment& next) const;
  [[nodiscard]] bool only_figures(const Segment& segment) const;
  [[nodiscard]] bool row_of_table(const Segment& above, const Segment& next) const;

  const PageContent* page_;
  const Grid* grid_;
  const LineSet* lines_;
  std::vector<Block> blocks_;
  std::vector<Open> open_;  // blocks that may still grow, in order of their last growth
};

// Stacked over each other enough to be one column.
bool BlockFinder::same_column(const Segment& above, const Segment& next) const {
  if (!within(above, next) || !within(next, above)) return false;
  const double overlap = std::min(above.end, next.end) - std::max(above.begin, next.begin);
  const double narrower = std::max(std::min(above.width(), next.width()), 0.1);
  return overlap >= 0.3 * narrower;
}

// Figures and what stands among them: no prose.
bool BlockFinder::only_figures(const Segment& segment) const {
  return std::all_of(segment.glyphs.begin(), segment.glyphs.end(), [&](std::uint32_t i) {
    const char32_t c = page_->glyphs[i].code;
    return (c < 0x80 && c != 'e' && !(c >= 'g' && c <= 'z')) || is_blank(c) ||
           (c >= 0xFF10 && c <= 0xFF19);
  });
}

// Rows of a borderless table: `next` has as many columns as the row above, so it is no continuation
// of it, and what stands above is too short to be a column of running text.
bool BlockFinder::row_of_table(const Segment& above, const Segment& next) const {
  if (next.parts < 2 || next.parts < above.parts) return false;
  return above.width() < 8 * static_cast<double>(above.size) || only_figures(above);
}

bool BlockFinder::follows(const Open& open, const Segment& next) const {
  const Segment& above = lines_->segments[open.last];
  if (above.frame != next.frame || above.cell != next.cell || above.line == next.line) return false;
  if (!same_column(above, next)) return false;
  if (next.cell >= 0 && !grid_->cells()[static_cast<std::size_t>(next.cell)].alone) return true;
  const double size = std::max(above.size, next.size);
  const float smaller = std::min(above.size, next.size);
  if (static_cast<double>(smaller) < 0.7 * size) return false;
  const double down = above.base - next.base;
  const bool steady = open.pitch > 0 && std::abs(down - open.pitch) < 0.15 * open.pitch;
  if (down > (steady ? 3.2 : 2.2) * size) return false;
  return !row_of_table(above, next);
}

void BlockFinder::place(std::uint32_t index) {
  const Segment& segment = lines_->segments[index];
  constexpr std::size_t kMaxOpen = 64;
  if (open_.size() > kMaxOpen) open_.erase(open_.begin());
  for (std::size_t i = open_.size(); i > 0; --i) {
    Open& open = open_[i - 1];
    if (!follows(open, segment)) continue;
    const double down = lines_->segments[open.last].base - segment.base;
    blocks_[open.block].segments.push_back(index);
    Open grown{open.block, index, down};
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i) - 1);
    open_.push_back(grown);
    return;
  }
  blocks_.push_back({{index}});
  open_.push_back({static_cast<std::uint32_t>(blocks_.size() - 1), index, 0});
}

}  // namespace

std::vector<Block> find_blocks(const PageContent& page, const Grid& grid, const LineSet& lines) {
  return split_paragraphs(page, lines, BlockFinder(page, grid, lines).find());
}

}  // namespace mishen::pdf
