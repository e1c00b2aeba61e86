// Glyphs -> segments: the pieces of visual lines. Works for text in any direction: each direction
// is a frame with its own axes, s along the line and t across it, upwards.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

// One direction of writing on a page.
struct Frame {
  Point along{1, 0};
  Point up{0, 1};

  [[nodiscard]] double s(double x, double y) const { return x * along.x + y * along.y; }
  [[nodiscard]] double t(double x, double y) const { return x * up.x + y * up.y; }
};

// Glyphs that stand side by side on one line, in reading order. Before columns are split a segment
// may be a whole visual line.
struct Segment {
  std::uint32_t frame = 0;
  std::vector<std::uint32_t> glyphs;  // indices into PageContent::glyphs
  double begin = 0, end = 0;          // reach along s
  double base = 0;                    // t of the base line
  float size = 0;                     // largest font size
  std::uint32_t line = 0;             // segments of one visual line share it
  std::uint32_t parts = 1;            // into how many columns its visual line was split
  double room_begin = -1e30;          // where its neighbours in the visual line end and begin
  double room_end = 1e30;
  std::int32_t cell = -1;  // the ruled cell it stands in, index into Grid::cells

  [[nodiscard]] double low() const { return base - 0.22 * static_cast<double>(size); }
  [[nodiscard]] double high() const { return base + 0.88 * static_cast<double>(size); }
  [[nodiscard]] double width() const { return end - begin; }
};

struct LineSet {
  std::vector<Frame> frames;
  std::vector<Segment> segments;  // by frame, then from top to bottom, then along the line
};

// The lines of one layer; with a hidden layer come the glyphs of PageContent::beside. Glyphs drawn
// twice at one place (fake bold, shadows) are taken once.
[[nodiscard]] LineSet find_lines(const PageContent& page, Layer layer);

// Asked for every glyph, several times.
[[nodiscard]] constexpr bool is_blank(char32_t code) {
  return code == ' ' || code == 0xA0 || code == 0x3000 || (code >= 0x2000 && code <= 0x200A) ||
         code == 0x202F || code == 0x205F;
}

}  // namespace mishen::pdf
