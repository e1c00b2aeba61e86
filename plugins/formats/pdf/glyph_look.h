// How glyphs look on the page, coarsely: where their ink is, which colours cannot be told apart.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

constexpr int kSide = 5;  // points of a glyph, along and up
constexpr int kPoints = kSide * kSide;
constexpr int kEnough = kPoints * 4 / 5;  // covered points that make a glyph unreadable
constexpr int kNearColour = 12;           // of 255, for each of red, green and blue

using Points = std::array<Point, kPoints>;

// The points of the part of a glyph's box that usually carries ink, along it and then up, one by
// one for those who may not need all.
class PointGrid {
 public:
  PointGrid(const Glyph& glyph, const GlyphStyle& style);
  [[nodiscard]] Point at(int i) const;  // 0 <= i < kPoints

 private:
  Point origin_, along_, up_;
  double size_ = 0, width_ = 0, low_ = 0, high_ = 0;
};

[[nodiscard]] Points points_of(const Glyph& glyph, const GlyphStyle& style);
[[nodiscard]] Box box_of(const Points& points);

// True when text of one colour on the other is not seen.
[[nodiscard]] bool near(std::uint32_t a, std::uint32_t b);

// Colours, coarsely; asks whether one near a given colour was put in.
class ColourSet {
 public:
  void insert(std::uint32_t rgb) {
    set_[index(rgb >> 20U, (rgb >> 12U) & 15U, (rgb >> 4U) & 15U)] = true;
  }
  [[nodiscard]] bool has_near(std::uint32_t rgb) const {
    for (unsigned i = 0; i < 27; ++i) {
      const unsigned r = (rgb >> 20U) + i % 3;
      const unsigned g = ((rgb >> 12U) & 15U) + i / 3 % 3;
      const unsigned b = ((rgb >> 4U) & 15U) + i / 9;
      if (r < 1 || g < 1 || b < 1 || r > 16 || g > 16 || b > 16) continue;
      if (set_[index(r - 1, g - 1, b - 1)]) return true;
    }
    return false;
  }

 private:
  static std::size_t index(unsigned r, unsigned g, unsigned b) { return r << 8U | g << 4U | b; }
  std::bitset<4096> set_;
};

// True for what a hidden stretch must have one of to be worth telling: a letter or a digit.
[[nodiscard]] bool carries_text(char32_t code);

}  // namespace mishen::pdf
