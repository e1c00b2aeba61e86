#include "plugins/formats/pdf/paragraphs.h"

#include <algorithm>
#include <utility>

namespace mishen::pdf {
namespace {

bool is_wide(char32_t c) { return c >= 0x2E80 && c < 0xFB00; }

// Letters and digits that make up numbers and words; a line end between two of them may be a wrap
// in the middle of one.
bool is_number_part(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) || c == '-' || c == 'X' || c == 'x';
}

// From where to where the lines of a block go.
struct Reach {
  float begin = 1e30F;
  float end = -1e30F;
};

class Splitter {
 public:
  Splitter(const PageContent& page, const LineSet& lines) : page_(&page), lines_(&lines) {}

  void split(const Block& block, std::vector<Block>& out) const {
    Reach reach;
    for (const std::uint32_t i : block.segments) {
      reach.begin = std::min(reach.begin, static_cast<float>(segment(i).begin));
      reach.end = std::max(reach.end, static_cast<float>(segment(i).end));
    }
    Block paragraph;
    for (const std::uint32_t i : block.segments) {
      const bool starts = !paragraph.segments.empty() &&
                          ends_before(segment(paragraph.segments.back()), segment(i), reach);
      if (starts) out.push_back(std::exchange(paragraph, {}));
      paragraph.segments.push_back(i);
    }
    if (!paragraph.segments.empty()) out.push_back(std::move(paragraph));
  }

 private:
  const Segment& segment(std::uint32_t i) const { return lines_->segments[i]; }

  // The first or last glyph that is not blank; null if there is none.
  [[nodiscard]] const Glyph* first_of(const Segment& line) const {
    for (const std::uint32_t i : line.glyphs) {
      if (!is_blank(page_->glyphs[i].code)) return &page_->glyphs[i];
    }
    return nullptr;
  }
  [[nodiscard]] const Glyph* last_of(const Segment& line) const {
    for (auto i = line.glyphs.rbegin(); i != line.glyphs.rend(); ++i) {
      if (!is_blank(page_->glyphs[*i].code)) return &page_->glyphs[*i];
    }
    return nullptr;
  }

  // The room the next line's first word takes: one character of Chinese, else up to the next blank.
  [[nodiscard]] double first_word_width(const Segment& line) const {
    const Frame& frame = lines_->frames[line.frame];
    double end = line.begin;
    for (const std::uint32_t i : line.glyphs) {
      const Glyph& glyph = page_->glyphs[i];
      const bool word_over = is_blank(glyph.code) || is_wide(glyph.code);
      if (word_over && end > line.begin) break;
      end = frame.s(glyph.x, glyph.y) + static_cast<double>(glyph.advance);
      if (is_wide(glyph.code)) break;
    }
    return end - line.begin;
  }

  [[nodiscard]] bool ends_before(const Segment& above, const Segment& next, Reach reach) const {
    const Glyph* last = last_of(above);
    const Glyph* first = first_of(next);
    if (last == nullptr || first == nullptr) return false;
    // Whatever the look, a number is never cut between two of its parts.
    if (is_number_part(last->code) && is_number_part(first->code)) return false;
    const double size = static_cast<double>(above.size);
    // Narrow cells break their lines anywhere.
    constexpr double kNarrowCell = 20;
    if (above.cell >= 0 && static_cast<double>(reach.end - reach.begin) < kNarrowCell * size) {
      return false;
    }
    if (above.end + first_word_width(next) + 1.5 * size >= static_cast<double>(reach.end)) {
      return false;
    }
    const bool short_line = above.end - static_cast<double>(reach.begin) <
                            0.8 * static_cast<double>(reach.end - reach.begin);
    return short_line || next.begin > static_cast<double>(reach.begin) + size;
  }

  const PageContent* page_;
  const LineSet* lines_;
};

}  // namespace

std::vector<Block> split_paragraphs(const PageContent& page, const LineSet& lines,
                                    std::vector<Block> blocks) {
  std::vector<Block> out;
  const Splitter splitter(page, lines);
  for (const Block& block : blocks) splitter.split(block, out);
  return out;
}

}  // namespace mishen::pdf
