#include "plugins/formats/pdf/paint_recorder.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mishen::pdf {
namespace {

constexpr std::size_t kMaxPaints = 100'000;
constexpr std::size_t kMaxClips = 200'000;
constexpr std::size_t kMaxPoints = 1'000'000;
constexpr double kBackground = 2;  // points; text on less has none

bool finite(const Box& box) {
  return std::isfinite(box.left) && std::isfinite(box.right) && std::isfinite(box.bottom) &&
         std::isfinite(box.top);
}

// The subpath on the page, its curves as a few straight pieces each.
std::vector<Point> flattened(const GfxState* state, const GfxSubpath& path) {
  std::vector<Point> points;
  const auto at = [&](int i) { return on_page(state, path.getX(i), path.getY(i)); };
  for (int i = 0; i < path.getNumPoints(); ++i) {
    if (!path.getCurve(i) || i == 0 || i + 2 >= path.getNumPoints()) {
      points.push_back(at(i));
      continue;
    }
    const Point a = points.back();
    const Point b = at(i);
    const Point c = at(i + 1);
    const Point d = at(i + 2);
    constexpr int kPieces = 6;
    for (int k = 1; k <= kPieces; ++k) {
      const double t = static_cast<double>(k) / kPieces;
      const double u = 1 - t;
      const double wa = u * u * u;
      const double wb = 3 * u * u * t;
      const double wc = 3 * u * t * t;
      const double wd = t * t * t;
      points.push_back(
          {wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y});
    }
    i += 2;
  }
  if (points.size() > 1 && points.front() == points.back()) points.pop_back();
  return points;
}

bool upright(Point a, Point b) { return std::abs(a.x - b.x) < 0.05 || std::abs(a.y - b.y) < 0.05; }

bool is_rectangle(const std::vector<Point>& points) {
  if (points.size() != 4) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    if (!upright(points[i], points[(i + 1) % 4])) return false;
  }
  return !(points[0] == points[2]) && !(points[1] == points[3]);
}

bool runs_left(const std::vector<Point>& p) {
  double area = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const Point& a = p[i];
    const Point& b = p[i + 1 < p.size() ? i + 1 : 0];
    area += a.x * b.y - b.x * a.y;
  }
  return area > 0;
}

Shape shape_of(const GfxState* state, bool even_odd) {
  Shape shape;
  shape.even_odd = even_odd;
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    std::vector<Point> points = flattened(state, *path->getSubpath(i));
    if (points.size() > 2) shape.contours.push_back(std::move(points));
  }
  return shape;
}

// The union of its contours is its area, and each is a rectangle.
bool is_rectangles(const Shape& shape) {
  if (shape.contours.empty() || (shape.even_odd && shape.contours.size() > 1)) return false;
  const bool left = runs_left(shape.contours.front());
  return std::all_of(shape.contours.begin(), shape.contours.end(), [&](const auto& contour) {
    return is_rectangle(contour) && runs_left(contour) == left;
  });
}

Box box_of(const Shape& shape) {
  Box box = box_round(shape.contours.front());
  for (const auto& contour : shape.contours) {
    const Box other = box_round(contour);
    box = {std::min(box.left, other.left), std::min(box.bottom, other.bottom),
           std::max(box.right, other.right), std::max(box.top, other.top)};
  }
  return box;
}

// A line as the area it paints.
void add_line(Shape& shape, Point a, Point b, double half, double more_a, double more_b) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  if (!(length > 1e-6)) return;
  const Point d{(b.x - a.x) / length, (b.y - a.y) / length};
  const Point n{-d.y * half, d.x * half};
  a = {a.x - d.x * more_a, a.y - d.y * more_a};
  b = {b.x + d.x * more_b, b.y + d.y * more_b};
  shape.contours.push_back({{a.x - n.x, a.y - n.y},
                            {b.x - n.x, b.y - n.y},
                            {b.x + n.x, b.y + n.y},
                            {a.x + n.x, a.y + n.y}});
}

Shape outline_of(const GfxState* state, double width) {
  Shape shape;
  const double half = width / 2;
  const double cap = state->getLineCap() == 0 ? 0 : half;
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath& part = *path->getSubpath(i);
    std::vector<Point> points = flattened(state, part);
    if (part.isClosed() && points.size() > 2) points.push_back(points.front());
    for (std::size_t k = 1; k < points.size(); ++k) {
      add_line(shape, points[k - 1], points[k], half, k == 1 ? cap : half,
               k + 1 == points.size() ? cap : half);
    }
  }
  return shape;
}

int largest(std::uint32_t rgb) {
  return static_cast<int>(std::max({rgb >> 16U, (rgb >> 8U) & 0xFFU, rgb & 0xFFU}));
}
int smallest(std::uint32_t rgb) {
  return static_cast<int>(std::min({rgb >> 16U, (rgb >> 8U) & 0xFFU, rgb & 0xFFU}));
}

}  // namespace

Point on_page(const GfxState* state, double x, double y) {
  Point p;
  state->transform(x, y, &p.x, &p.y);
  return {p.x - kShift, p.y - kShift};
}

std::uint32_t rgb_of(const GfxRGB& colour) {
  return static_cast<std::uint32_t>(colToByte(colour.r)) << 16 |
         static_cast<std::uint32_t>(colToByte(colour.g)) << 8 | colToByte(colour.b);
}

void PaintRecorder::begin_page(PageContent& page) {
  page_ = &page;
  layer_ = Layer::shown;
  now_ = {};
  saved_.clear();
  has_text_ = false;
  points_ = 0;
}

void PaintRecorder::note_glyph(Point at, double size) {
  const Box box{at.x - size, at.y - size, at.x + size, at.y + size};
  if (!has_text_) text_box_ = box;
  has_text_ = true;
  text_box_ = {std::min(text_box_.left, box.left), std::min(text_box_.bottom, box.bottom),
               std::max(text_box_.right, box.right), std::max(text_box_.top, box.top)};
}

PaintRecorder::Blend PaintRecorder::blend_of(const GfxState* state) {
  switch (state->getBlendMode()) {
    case gfxBlendNormal:
      return Blend::normal;
    case gfxBlendMultiply:
    case gfxBlendDarken:
    case gfxBlendColorBurn:
      return Blend::darkening;
    case gfxBlendScreen:
    case gfxBlendLighten:
    case gfxBlendColorDodge:
      return Blend::lightening;
    default:
      return Blend::other;
  }
}

PaintRecorder::Blend PaintRecorder::both(Blend a, Blend b) {
  if (a == Blend::normal) return b;
  return b == Blend::normal || a == b ? a : Blend::other;
}

void PaintRecorder::save(GfxState* state) {
  now_.state_opacity = state->getFillOpacity();
  now_.state_blend = blend_of(state);
  saved_.push_back(now_);
}

void PaintRecorder::restore() {
  if (saved_.empty()) return;
  now_ = saved_.back();
  saved_.pop_back();
}

// poppler saves the state, takes opacity, blend mode and mask out of it, and then begins the group.
void PaintRecorder::begin_group(bool for_soft_mask) {
  now_.in_mask = now_.in_mask || for_soft_mask;
  if (saved_.empty() || for_soft_mask) return;
  const Surroundings& outside = saved_.back();
  now_.opacity *= outside.state_opacity;
  now_.blend = both(now_.blend, outside.state_blend);
  now_.group_masked = now_.group_masked || outside.masked;
}

bool PaintRecorder::room_for(std::size_t points) {
  const bool room = page_->paints.size() < kMaxPaints && points_ + points < kMaxPoints &&
                    page_->areas.clips.size() < kMaxClips;
  if (!room) page_->paints_lost = true;
  return room;
}

void PaintRecorder::clip(const GfxState* state, bool even_odd) {
  Shape shape = shape_of(state, even_odd);
  if (!room_for(shape.points())) return;
  const Clip& outer = page_->areas.clips[now_.clip];
  Clip clip;
  // A path without area lets nothing through.
  if (!shape.contours.empty()) clip.box = box_of(shape);
  if (!finite(clip.box)) return;
  clip.partial = now_.clip != 0 && outer.partial;
  if (now_.clip != 0) clip.box = common(clip.box, outer.box);
  // Rectangles within rectangles are one rectangle.
  const bool outer_is_box = now_.clip != 0 && outer.shape == kNoShape;
  clip.outer = outer_is_box ? outer.outer : now_.clip;
  if (!shape.contours.empty() && !(is_rectangles(shape) && shape.contours.size() == 1)) {
    points_ += shape.points();
    clip.shape = static_cast<std::uint32_t>(page_->areas.shapes.size());
    page_->areas.shapes.push_back(std::move(shape));
  }
  now_.clip = static_cast<std::uint32_t>(page_->areas.clips.size());
  page_->areas.clips.push_back(clip);
}

void PaintRecorder::clip_partially() {
  if (!room_for(0)) return;
  Clip clip = page_->areas.clips[now_.clip];
  if (now_.clip == 0) clip.box = {-kShift, -kShift, kShift, kShift};
  clip.partial = true;
  now_.clip = static_cast<std::uint32_t>(page_->areas.clips.size());
  page_->areas.clips.push_back(clip);
}

bool PaintRecorder::opaque(const GfxState* state, double opacity, std::uint32_t rgb) const {
  constexpr double kOpaque = 0.97;
  if (opacity * now_.opacity < kOpaque || now_.masked || now_.group_masked) return false;
  if (now_.clip != 0 && page_->areas.clips[now_.clip].partial) return false;
  switch (both(now_.blend, blend_of(state))) {
    case Blend::normal:
      return true;
    case Blend::darkening:  // a black highlighter
      return largest(rgb) <= 24;
    case Blend::lightening:
      return smallest(rgb) >= 231;
    case Blend::other:
      return false;
  }
  return false;
}

bool PaintRecorder::plain(const GfxState* state) const {
  return !now_.masked && !now_.group_masked && !now_.in_mask &&
         both(now_.blend, blend_of(state)) == Blend::normal;
}

Paint PaintRecorder::paint(const GfxState* state, double opacity, const GfxRGB& colour) const {
  Paint paint;
  paint.rgb = rgb_of(colour);
  paint.covers = opaque(state, opacity, paint.rgb);
  paint.one_colour = paint.covers;
  paint.after_glyph = static_cast<std::uint32_t>(page_->glyphs.size());
  paint.layer = layer_;
  return paint;
}

// Keeps what can matter: something under it, or large enough to be under something.
void PaintRecorder::add(Paint paint, const Box& box, Shape shape) {
  if (now_.in_mask || !finite(box)) return;
  paint.box = box;
  if (now_.clip != 0) {
    const Clip& clip = page_->areas.clips[now_.clip];
    paint.box = common(box, clip.box);
    paint.clip = clip.shape == kNoShape ? clip.outer : now_.clip;
  }
  paint.background = std::min(paint.box.width(), paint.box.height()) >= kBackground;
  const bool over_text = has_text_ && text_box_.overlaps(paint.box);
  if (!paint.background && !over_text) return;
  if (!room_for(shape.points())) return;
  if (!shape.contours.empty()) {
    points_ += shape.points();
    paint.shape = static_cast<std::uint32_t>(page_->areas.shapes.size());
    page_->areas.shapes.push_back(std::move(shape));
  }
  page_->paints.push_back(paint);
}

void PaintRecorder::fill(GfxState* state, bool even_odd) {
  Shape shape = shape_of(state, even_odd);
  if (shape.contours.empty()) return;
  GfxRGB colour;
  state->getFillRGB(&colour);
  const Paint made = paint(state, state->getFillOpacity(), colour);
  if (is_rectangles(shape)) {
    for (const auto& contour : shape.contours) add(made, box_round(contour), {});
    return;
  }
  const Box box = box_of(shape);
  add(made, box, std::move(shape));
}

void PaintRecorder::stroke(GfxState* state) {
  double start = 0;
  if (!state->getLineDash(&start).empty()) return;
  const double width = state->getTransformedLineWidth();
  constexpr double kThick = 3;
  constexpr std::size_t kLong = 400;  // points of outlines: a curve of a chart, a river
  if (!(width > 0.2) || (width < kThick && !has_text_)) return;
  Shape shape = outline_of(state, width);
  if (shape.contours.empty() || (width < kThick && shape.points() > kLong)) return;
  const Box box = box_of(shape);
  if (width < kThick && !text_box_.overlaps(box)) return;
  GfxRGB colour;
  state->getStrokeRGB(&colour);
  Paint made = paint(state, state->getStrokeOpacity(), colour);
  if (shape.contours.size() == 1 && is_rectangle(shape.contours.front())) shape = {};
  add(made, box, std::move(shape));
}

void PaintRecorder::fill_clip(const GfxState* state, bool solid) {
  Paint made = paint(state, state->getFillOpacity(), {});
  made.covers = solid && made.covers;
  made.one_colour = false;
  add(made, {-kShift, -kShift, kShift, kShift}, {});
}

void PaintRecorder::picture(GfxState* state, bool solid, bool one_colour) {
  GfxRGB colour{};
  if (one_colour) state->getFillRGB(&colour);
  Paint made = paint(state, state->getFillOpacity(), colour);
  made.covers = solid && made.covers;
  made.one_colour = one_colour && made.covers;
  made.picture = true;
  std::vector<Point> corners = {on_page(state, 0, 0), on_page(state, 1, 0), on_page(state, 1, 1),
                                on_page(state, 0, 1)};
  const Box box = box_round(corners);
  Shape shape;
  if (!is_rectangle(corners)) shape.contours.push_back(std::move(corners));
  add(made, box, std::move(shape));
}

bool PaintRecorder::over_text(const GfxState* state) const {
  return has_text_ && text_box_.overlaps(box_round({on_page(state, 0, 0), on_page(state, 1, 0),
                                                    on_page(state, 1, 1), on_page(state, 0, 1)}));
}

}  // namespace mishen::pdf
