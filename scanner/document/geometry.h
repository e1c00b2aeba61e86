// Places on a page. Coordinates are PDF points (1/72 inch) in the page's own default user space, as
// its content stream and its annotations use them: origin and direction as the file has them, not
// turned by /Rotate, not shifted by /CropBox.
#pragma once

#include <cstdint>
#include <vector>

namespace mishen {

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

// Four corners in the order viewers expect in /QuadPoints, seen in reading direction: start-top,
// end-top, start-bottom, end-bottom.
struct Quad {
  Point start_top, end_top, start_bottom, end_bottom;
  friend bool operator==(const Quad&, const Quad&) = default;
};

// How far along its line a character reaches: distances from GlyphLine::origin in PDF points.
struct Extent {
  float begin = 0;
  float end = 0;
};

// One visual line of a passage: a box that may be turned, cut into characters along its direction.
// Two floats a character instead of four corners, since a long document has millions of them.
struct GlyphLine {
  std::uint32_t text_begin = 0;  // bytes of Passage::text this line covers; lines are in order
  std::uint32_t text_end = 0;
  Point origin;                 // start-bottom corner of the line's box
  Point along;                  // unit vector in reading direction
  Point up;                     // from the bottom edge to the top edge; its length is the height
  std::vector<Extent> extents;  // one for each code point in [text_begin, text_end)
};

}  // namespace mishen
