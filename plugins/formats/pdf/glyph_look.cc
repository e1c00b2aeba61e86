#include "plugins/formats/pdf/glyph_look.h"

#include <algorithm>
#include <cmath>

#include "plugins/formats/pdf/lines.h"

namespace mishen::pdf {
namespace {

bool is_wide(char32_t c) { return c >= 0x2E80 && c < 0xFB00; }

}  // namespace

PointGrid::PointGrid(const Glyph& glyph, const GlyphStyle& style)
    : origin_{glyph.x, glyph.y}, along_(style.along), up_(style.up) {
  size_ = std::max(static_cast<double>(style.size), 0.1);
  low_ = is_wide(glyph.code) ? -0.05 : 0.02;
  high_ = is_wide(glyph.code) ? 0.78 : 0.62;
  if (style.vertical) {
    low_ = -0.35;
    high_ = 0.35;
  }
  width_ = std::max(static_cast<double>(glyph.advance), 0.1 * size_);
}

Point PointGrid::at(int i) const {
  const double s = width_ * (0.1 + 0.8 * (i % kSide) / (kSide - 1));
  const double t = size_ * (low_ + (high_ - low_) * (i / kSide) / (kSide - 1));
  return {origin_.x + along_.x * s + up_.x * t, origin_.y + along_.y * s + up_.y * t};
}

Points points_of(const Glyph& glyph, const GlyphStyle& style) {
  const PointGrid grid(glyph, style);
  Points points;
  for (int i = 0; i < kPoints; ++i) points[static_cast<std::size_t>(i)] = grid.at(i);
  return points;
}

Box box_of(const Points& points) {
  Box box{points[0].x, points[0].y, points[0].x, points[0].y};
  for (const Point& p : points) {
    box.left = std::min(box.left, p.x);
    box.right = std::max(box.right, p.x);
    box.bottom = std::min(box.bottom, p.y);
    box.top = std::max(box.top, p.y);
  }
  return box;
}

bool near(std::uint32_t a, std::uint32_t b) {
  for (const unsigned shift : {16U, 8U, 0U}) {
    const int x = static_cast<int>((a >> shift) & 0xFFU);
    const int y = static_cast<int>((b >> shift) & 0xFFU);
    if (std::abs(x - y) > kNearColour) return false;
  }
  return true;
}

bool carries_text(char32_t code) {
  if (code < 0x80) {
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
           (code >= 'a' && code <= 'z');
  }
  if (is_blank(code) || code < 0xC0 || code == 0xFFFD) return false;
  if (code >= 0x2000 && code < 0x2C00) return code >= 0x2460 && code < 0x2500;  // circled digits
  if (code >= 0x3000 && code < 0x3040) return code >= 0x3005 && code <= 0x3007;
  if (code >= 0xE000 && code < 0xF900) return false;  // symbols of the font's own
  if (code >= 0xFF00 && code < 0xFFF0) {
    return (code >= 0xFF10 && code <= 0xFF19) || (code >= 0xFF21 && code <= 0xFF3A) ||
           (code >= 0xFF41 && code <= 0xFF5A) || (code >= 0xFF66 && code <= 0xFFDC);
  }
  return true;
}

}  // namespace mishen::pdf
