// Plane areas of a page: boxes, filled paths, clips, and whether a point lies in them.
// Coordinates are those of scanner/document/geometry.h.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/document/geometry.h"

namespace mishen::pdf {

// An upright rectangle, left <= right and bottom <= top.
struct Box {
  double left = 0, bottom = 0, right = 0, top = 0;

  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return top - bottom; }
  [[nodiscard]] bool contains(Point p) const {
    return left <= p.x && p.x <= right && bottom <= p.y && p.y <= top;
  }
  [[nodiscard]] bool contains(const Box& other) const {
    return left <= other.left && other.right <= right && bottom <= other.bottom && other.top <= top;
  }
  [[nodiscard]] bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && bottom < other.top && other.bottom < top;
  }
  friend bool operator==(const Box&, const Box&) = default;
};

// What both cover; of no width or height where they do not meet.
[[nodiscard]] Box common(const Box& a, const Box& b);

// The smallest box round `points`, which must not be empty.
[[nodiscard]] Box box_round(const std::vector<Point>& points);

// A filled path. Contours are closed: the last point is joined to the first.
struct Shape {
  std::vector<std::vector<Point>> contours;
  bool even_odd = false;  // the fill rule; else non-zero winding

  [[nodiscard]] bool contains(Point p) const;
  [[nodiscard]] std::size_t points() const;
};

inline constexpr std::uint32_t kNoShape = ~0U;

// An area outside of which nothing is painted.
struct Clip {
  Box box;                         // all of it is in here
  std::uint32_t shape = kNoShape;  // index into Areas::shapes; none: the box itself
  std::uint32_t outer = 0;         // the next clip that narrows it; 0: none
  bool partial = false;  // lets through less than is known here: outlines of glyphs, lines
};

// The shapes and clips of a page. Clip 0 is no clip.
struct Areas {
  std::vector<Shape> shapes;
  std::vector<Clip> clips{Clip{}};

  [[nodiscard]] bool in_shape(std::uint32_t shape, Point p) const {
    return shape == kNoShape || shapes[shape].contains(p);
  }
  // True when `p` is inside `clip` and all that are round it.
  [[nodiscard]] bool in_clip(std::uint32_t clip, Point p) const;
};

}  // namespace mishen::pdf
