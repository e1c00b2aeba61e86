#include "plugins/formats/pdf/spelling.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "plugins/formats/pdf/shift.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

// One glyph along its line.
struct Letter {
  char32_t code = 0;
  double begin = 0, end = 0;
  double size = 0;
};

std::vector<Letter> letters_of(const PageContent& page, const Frame& frame,
                               std::span<const std::uint32_t> glyphs) {
  std::vector<Letter> letters;
  letters.reserve(glyphs.size());
  for (const std::uint32_t index : glyphs) {
    const Glyph& glyph = page.glyphs[index];
    const double s = frame.s(glyph.x, glyph.y);
    letters.push_back({glyph.code, s, s + static_cast<double>(glyph.advance),
                       static_cast<double>(page.styles[glyph.style].size)});
  }
  return letters;
}

// The gap that is usual between neighbours: above zero where text is letter-spaced, and then it
// separates nothing.
double usual_gap(const std::vector<Letter>& letters) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < letters.size(); ++i) {
    if (is_blank(letters[i].code) || is_blank(letters[i - 1].code)) continue;
    gaps.push_back(letters[i].begin - letters[i - 1].end);
  }
  if (gaps.size() < 3) return 0;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return std::max(*middle, 0.0);
}

bool is_wide(char32_t c) { return c >= 0x2E80 && c < 0xFB00; }

bool seen_as_space(const Letter& before, const Letter& after, double usual) {
  const double gap = after.begin - before.end - usual;
  const double size = std::max(std::max(before.size, after.size), 0.1);
  // Justified Chinese text has gaps of up to a quarter of a character that mean nothing.
  const double least = is_wide(before.code) && is_wide(after.code) ? 0.45 : 0.18;
  return gap > least * size;
}

std::span<const std::uint32_t> without_outer_blanks(const PageContent& page,
                                                    const std::vector<std::uint32_t>& glyphs) {
  std::span<const std::uint32_t> inner = glyphs;
  while (!inner.empty() && is_blank(page.glyphs[inner.front()].code)) inner = inner.subspan(1);
  while (!inner.empty() && is_blank(page.glyphs[inner.back()].code)) {
    inner = inner.first(inner.size() - 1);
  }
  return inner;
}

}  // namespace

GlyphLine spell(const PageContent& page, const Frame& frame, const Segment& segment,
                std::string& text, ExtentsWriter* extents, std::vector<std::uint32_t>* drawn) {
  GlyphLine line;
  line.text_begin = static_cast<std::uint32_t>(text.size());
  line.text_end = line.text_begin;
  const auto glyphs = without_outer_blanks(page, segment.glyphs);
  if (glyphs.empty()) return line;
  std::vector<Letter> letters = letters_of(page, frame, glyphs);
  const double usual = usual_gap(letters);
  const double start = letters.front().begin;
  double ascent = 0;
  double descent = 0;
  for (const std::uint32_t index : glyphs) {
    const GlyphStyle& style = page.styles[page.glyphs[index].style];
    ascent = std::max(ascent, static_cast<double>(style.ascent));
    descent = std::min(descent, static_cast<double>(style.descent));
  }
  if (extents != nullptr) line.extents = extents->begin_line();
  const auto extend = [&](double begin, double end) {
    if (extents != nullptr) extents->add(begin - start, end - start);
  };
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const Letter& letter = letters[i];
    const bool parted = i > 0 && !is_blank(letter.code) && !is_blank(letters[i - 1].code) &&
                        seen_as_space(letters[i - 1], letter, usual);
    if (parted) {
      text += ' ';
      if (drawn != nullptr) drawn->push_back(kNoGlyph);
      extend(letters[i - 1].end, letter.begin);
    }
    utf8::append(text, letter.code);
    if (drawn != nullptr) drawn->push_back(glyphs[i]);
    extend(letter.begin, letter.end);
  }
  line.text_end = static_cast<std::uint32_t>(text.size());
  const double bottom = segment.base + descent;
  line.origin = {frame.along.x * start + frame.up.x * bottom,
                 frame.along.y * start + frame.up.y * bottom};
  line.along = shift_of(frame.along.x, frame.along.y);
  line.up = shift_of(frame.up.x * (ascent - descent), frame.up.y * (ascent - descent));
  return line;
}

}  // namespace mishen::pdf
