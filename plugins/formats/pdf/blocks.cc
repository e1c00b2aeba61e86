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

class BlockFinder {
 public:
  explicit BlockFinder(const LineSet& lines) : lines_(&lines) {}

  std::vector<Block> find() {
    for (std::uint32_t i = 0; i < lines_->segments.size(); ++i) place(i);
    return std::move(blocks_);
  }

 private:
  void place(std::uint32_t index);
  [[nodiscard]] bool follows(const Open& open, const Segment& next) const;
  [[nodiscard]] bool same_column(const Segment& above, const Segment& next) const;
  [[nodiscard]] bool row_of_table(const Segment& above, const Segment& next) const;

  const LineSet* lines_;
  std::vector<Block> blocks_;
  std::vector<Open> open_;  // blocks that may still grow, in order of their last growth
};

// Stacked over each other enough to be one column.
bool BlockFinder::same_column(const Segment& above, const Segment& next) const {
  const double overlap = std::min(above.end, next.end) - std::max(above.begin, next.begin);
  const double narrower = std::max(std::min(above.width(), next.width()), 0.1);
  return overlap >= 0.3 * narrower;
}

// Lines of a borderless table: both are split into the same number of short pieces.
bool BlockFinder::row_of_table(const Segment& above, const Segment& next) const {
  if (next.parts < 2 || next.parts < above.parts) return false;
  const double wide = 8 * static_cast<double>(std::max(above.size, next.size));
  return std::min(above.width(), next.width()) < wide;
}

bool BlockFinder::follows(const Open& open, const Segment& next) const {
  const Segment& above = lines_->segments[open.last];
  if (above.frame != next.frame || above.cell != next.cell || above.line == next.line) return false;
  if (!same_column(above, next)) return false;
  if (next.cell >= 0) return true;
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

std::vector<Block> find_blocks(const PageContent& page, const LineSet& lines) {
  return split_paragraphs(page, lines, BlockFinder(lines).find());
}

}  // namespace mishen::pdf
