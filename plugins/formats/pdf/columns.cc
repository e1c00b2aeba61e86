#include "plugins/formats/pdf/columns.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "plugins/formats/pdf/order.h"

namespace mishen::pdf {
namespace {

// A blank stretch inside a segment, wide enough to be a gutter.
struct Gap {
  std::uint32_t segment = 0;
  std::uint32_t glyph = 0;    // position in Segment::glyphs of the first glyph after it
  double begin = 0, end = 0;  // along s
  bool ruled = false;         // a ruling stands in it
};

// Gaps of different lines that lie over each other, as sets, with how many lines each set has.
class Chains {
 public:
  explicit Chains(std::size_t size) : parent_(size), count_(size, 1) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return;
    parent_[a] = b;
    count_[b] += count_[a];
  }
  std::uint32_t lines(std::uint32_t i) { return count_[find(i)]; }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> count_;
};

bool is_wide(char32_t c) { return c >= 0x2E80 && c < 0xFB00; }

class ColumnSplitter {
 public:
  ColumnSplitter(const PageContent& page, const Grid& grid, LineSet lines)
      : page_(&page), grid_(&grid), lines_(std::move(lines)) {}

  LineSet split() {
    for (std::uint32_t i = 0; i < lines_.segments.size(); ++i) find_gaps(i);
    choose();
    return cut();
  }

 private:
  void find_gaps(std::uint32_t index);
  [[nodiscard]] bool ruled(const Frame& frame, const Glyph& before, const Glyph& after) const;
  [[nodiscard]] Box box_of(const Frame& frame, const Glyph& glyph) const;
  [[nodiscard]] bool lone_characters(const Gap& gap) const;
  void chain(std::uint32_t first, Chains& strong, Chains& weak);
  void choose();
  LineSet cut();

  const PageContent* page_;
  const Grid* grid_;
  LineSet lines_;
  std::vector<Gap> gaps_;                 // by segment
  std::vector<std::uint32_t> first_gap_;  // of each segment, and one past the end
  std::vector<bool> chosen_;
};

Box ColumnSplitter::box_of(const Frame& frame, const Glyph& glyph) const {
  const double advance = static_cast<double>(glyph.advance);
  const double height = static_cast<double>(page_->styles[glyph.style].size) * 0.7;
  const Point a{glyph.x, glyph.y};
  const Point b{glyph.x + frame.along.x * advance + frame.up.x * height,
                glyph.y + frame.along.y * advance + frame.up.y * height};
  return as_displayed(
      {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)},
      page_->rotate);
}

bool ColumnSplitter::ruled(const Frame& frame, const Glyph& before, const Glyph& after) const {
  return grid_->parted(box_of(frame, before), box_of(frame, after));
}

void ColumnSplitter::find_gaps(std::uint32_t index) {
  constexpr double kNarrowest = 0.8;  // in font sizes
  first_gap_.push_back(static_cast<std::uint32_t>(gaps_.size()));
  const Segment& segment = lines_.segments[index];
  const Frame& frame = lines_.frames[segment.frame];
  const Glyph* before = nullptr;
  double reach = segment.begin;
  for (std::uint32_t i = 0; i < segment.glyphs.size(); ++i) {
    const Glyph& glyph = page_->glyphs[segment.glyphs[i]];
    if (is_blank(glyph.code)) continue;
    const double s = frame.s(glyph.x, glyph.y);
    if (before != nullptr) {
      Gap gap{index, i, reach, s, false};
      gap.ruled = !grid_->empty() && ruled(frame, *before, glyph);
      const bool wide = s - reach > kNarrowest * static_cast<double>(segment.size);
      if (wide || gap.ruled) gaps_.push_back(gap);
    }
    before = &glyph;
    reach = std::max(reach, s + static_cast<double>(glyph.advance));
  }
}

// One Chinese character on each side of the gap: a word drawn apart (姓  名), not two columns.
bool ColumnSplitter::lone_characters(const Gap& gap) const {
  const auto& glyphs = lines_.segments[gap.segment].glyphs;
  const std::uint32_t first = first_gap_[gap.segment];
  std::uint32_t from = 0;
  auto to = static_cast<std::uint32_t>(glyphs.size());
  for (std::uint32_t i = first; i < first_gap_[gap.segment + 1]; ++i) {
    if (gaps_[i].glyph < gap.glyph) from = gaps_[i].glyph;
    if (gaps_[i].glyph > gap.glyph) to = std::min(to, gaps_[i].glyph);
  }
  const auto lone = [&](std::uint32_t begin, std::uint32_t end) {
    std::uint32_t count = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
      const char32_t code = page_->glyphs[glyphs[i]].code;
      if (is_blank(code)) continue;
      if (!is_wide(code) || ++count > 1) return false;
    }
    return count == 1;
  };
  return lone(from, gap.glyph) && lone(gap.glyph, to);
}

// Joins the gaps of a segment with those that lie over them in the lines below. A line that lies
// wholly beside a gap (the second line of a cell) says nothing; one that runs across it ends it.
void ColumnSplitter::chain(std::uint32_t index, Chains& strong, Chains& weak) {
  const Segment& segment = lines_.segments[index];
  const double size = static_cast<double>(segment.size);
  constexpr std::uint32_t kLinesAhead = 8;
  constexpr double kFar = 6;  // font sizes
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t i = first_gap_[index]; i < first_gap_[index + 1]; ++i) waiting.push_back(i);
  for (std::uint32_t other = index + 1;
       other < lines_.segments.size() && !waiting.empty() && other <= index + kLinesAhead;
       ++other) {
    const Segment& next = lines_.segments[other];
    if (next.frame != segment.frame || segment.base - next.base > kFar * size) return;
    if (next.line == segment.line) continue;
    std::erase_if(waiting, [&](std::uint32_t a) {
      const Gap& gap = gaps_[a];
      if (next.end <= gap.end || next.begin >= gap.begin) return false;
      for (std::uint32_t b = first_gap_[other]; b < first_gap_[other + 1]; ++b) {
        if (gaps_[b].begin > gap.end) break;
        const double common = std::min(gap.end, gaps_[b].end) - std::max(gap.begin, gaps_[b].begin);
        if (common > size) strong.join(a, b);
        if (common > 0.6 * size) weak.join(a, b);
      }
      return true;
    });
  }
}

void ColumnSplitter::choose() {
  first_gap_.push_back(static_cast<std::uint32_t>(gaps_.size()));
  Chains strong(gaps_.size());
  Chains weak(gaps_.size());
  for (std::uint32_t i = 0; i < lines_.segments.size(); ++i) chain(i, strong, weak);
  chosen_.resize(gaps_.size());
  for (std::uint32_t i = 0; i < gaps_.size(); ++i) {
    const bool stands = strong.lines(i) >= 2 || weak.lines(i) >= 4;
    chosen_[i] = gaps_[i].ruled || (stands && !lone_characters(gaps_[i]));
  }
}

LineSet ColumnSplitter::cut() {
  LineSet out;
  out.frames = std::move(lines_.frames);
  std::vector<std::uint32_t> parts_of_line;
  for (std::uint32_t index = 0; index < lines_.segments.size(); ++index) {
    const Segment& whole = lines_.segments[index];
    std::vector<std::uint32_t> cuts;
    std::vector<double> begins = {whole.begin};
    std::vector<double> ends;
    for (std::uint32_t i = first_gap_[index]; i < first_gap_[index + 1]; ++i) {
      if (!chosen_[i]) continue;
      cuts.push_back(gaps_[i].glyph);
      ends.push_back(gaps_[i].begin);
      begins.push_back(gaps_[i].end);
    }
    cuts.push_back(static_cast<std::uint32_t>(whole.glyphs.size()));
    ends.push_back(whole.end);
    if (parts_of_line.size() <= whole.line) parts_of_line.resize(whole.line + 1, 0);
    std::uint32_t from = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      Segment part = whole;
      part.glyphs.assign(whole.glyphs.begin() + from, whole.glyphs.begin() + cuts[i]);
      part.begin = begins[i];
      part.end = ends[i];
      if (i > 0) part.room_begin = ends[i - 1];
      if (i + 1 < cuts.size()) part.room_end = begins[i + 1];
      from = cuts[i];
      ++parts_of_line[whole.line];
      out.segments.push_back(std::move(part));
    }
  }
  for (Segment& segment : out.segments) segment.parts = parts_of_line[segment.line];
  return out;
}

}  // namespace

LineSet split_columns(const PageContent& page, const Grid& grid, LineSet lines) {
  return ColumnSplitter(page, grid, std::move(lines)).split();
}

}  // namespace mishen::pdf
