#include "plugins/formats/pdf/area.h"

#include <algorithm>

namespace mishen::pdf {

Box common(const Box& a, const Box& b) {
  Box both{std::max(a.left, b.left), std::max(a.bottom, b.bottom), std::min(a.right, b.right),
           std::min(a.top, b.top)};
  both.right = std::max(both.left, both.right);
  both.top = std::max(both.bottom, both.top);
  return both;
}

Box box_round(const std::vector<Point>& points) {
  Box box{points[0].x, points[0].y, points[0].x, points[0].y};
  for (const Point& p : points) {
    box.left = std::min(box.left, p.x);
    box.right = std::max(box.right, p.x);
    box.bottom = std::min(box.bottom, p.y);
    box.top = std::max(box.top, p.y);
  }
  return box;
}

bool Shape::contains(Point p) const {
  int winding = 0;
  int crossings = 0;
  for (const std::vector<Point>& contour : contours) {
    for (std::size_t i = 0; i < contour.size(); ++i) {
      const Point& a = contour[i];
      const Point& b = contour[i + 1 < contour.size() ? i + 1 : 0];
      if ((a.y <= p.y) == (b.y <= p.y)) continue;
      const double x = a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
      if (x <= p.x) continue;
      ++crossings;
      winding += a.y < b.y ? 1 : -1;
    }
  }
  return even_odd ? crossings % 2 != 0 : winding != 0;
}

std::size_t Shape::points() const {
  std::size_t count = 0;
  for (const auto& contour : contours) count += contour.size();
  return count;
}

bool Areas::in_clip(std::uint32_t clip, Point p) const {
  for (; clip != 0; clip = clips[clip].outer) {
    if (!clips[clip].box.contains(p) || !in_shape(clips[clip].shape, p)) return false;
  }
  return true;
}

}  // namespace mishen::pdf
