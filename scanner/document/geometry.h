// Places on a page. Coordinates are PDF points (1/72 inch) in the page's own default user space, as
// its content stream and its annotations use them: origin and direction as the file has them, not
// turned by /Rotate, not shifted by /CropBox.
#pragma once

#include <cstdint>

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

// From one point to another.
struct Shift {
  float x = 0;
  float y = 0;
};

// One visual line of a passage: a box that may be turned, cut into characters along its direction.
// Where they stand is told by the Extents of the passage, one for each code point of the line.
struct GlyphLine {
  std::uint32_t text_begin = 0;  // bytes of Passage::text this line covers; lines are in order
  std::uint32_t text_end = 0;
  Point origin;               // start-bottom corner of the line's box
  Shift along;                // unit vector in reading direction
  Shift up;                   // from the bottom edge to the top edge; its length is the height
  std::uint32_t extents = 0;  // ExtentsWriter::begin_line() of it
};

}  // namespace mishen
