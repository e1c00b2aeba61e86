#include "plugins/formats/pdf/collector_device.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/poppler_values.h"

namespace mishen::pdf {
namespace {

constexpr std::size_t kMaxAreas = 20'000;  // rulings and fills kept of a page, each

Point unit(Point v, Point otherwise) {
  const double length = std::hypot(v.x, v.y);
  return length > 1e-9 && std::isfinite(length) ? Point{v.x / length, v.y / length} : otherwise;
}

double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }

// The columns of text matrix x CTM without translation: where text space's axes point on the page.
struct TextAxes {
  Point x, y;
};

TextAxes text_axes(const GfxState* state) {
  const double* t = state->getTextMat();
  const double* c = state->getCTM();
  return {{t[0] * c[0] + t[1] * c[2], t[0] * c[1] + t[1] * c[3]},
          {t[2] * c[0] + t[3] * c[2], t[2] * c[1] + t[3] * c[3]}};
}

// Sets direction, size and reach of glyphs in `style`.
void place(GlyphStyle& style, const TextAxes& axes, double size, double horizontal_scale,
           const FontFacts& font) {
  const double x_sign = size * horizontal_scale < 0 ? -1 : 1;
  const double y_sign = (size < 0) != font.flipped ? -1 : 1;
  const Point x{axes.x.x * x_sign, axes.x.y * x_sign};
  const Point y{axes.y.x * y_sign, axes.y.y * y_sign};
  const Point reading = font.vertical ? Point{-y.x, -y.y} : x;
  const Point rising = font.vertical ? x : y;
  style.along = unit(reading, {1, 0});
  const Point normal{-style.along.y, style.along.x};
  const double height = dot(rising, normal);
  style.up = height < 0 ? Point{-normal.x, -normal.y} : normal;
  const double scale = std::abs(height) > 1e-9 ? std::abs(height) : std::hypot(x.x, x.y);
  style.size = static_cast<float>(std::abs(size) * scale);
  style.ascent = static_cast<float>(font.vertical ? 0.5 : font.ascent) * style.size;
  style.descent = static_cast<float>(font.vertical ? -0.5 : font.descent) * style.size;
}

bool finite(const Box& box) {
  return std::isfinite(box.left) && std::isfinite(box.right) && std::isfinite(box.bottom) &&
         std::isfinite(box.top);
}

bool has_pattern(GfxState* state) {
  return state->getFillColorSpace()->getMode() == csPattern ||
         state->getStrokeColorSpace()->getMode() == csPattern;
}

bool upright_side(Point a, Point b) {
  return std::abs(a.x - b.x) < 0.05 || std::abs(a.y - b.y) < 0.05;
}

}  // namespace

void CollectorDevice::begin_page(PageContent& page) {
  constexpr std::size_t kMaxFonts = 512;
  if (fonts_.size() > kMaxFonts) fonts_.clear();
  page_ = &page;
  layer_ = Layer::shown;
  stale_ = true;
  text_clips_ = false;
  outside_ = 0;
  forms_ = 0;
  given_up_ = false;
  open_said_.clear();
  recorder_.begin_page(page);
  budget.begin_page();
}

void CollectorDevice::set_layer(Layer layer) {
  layer_ = layer;
  stale_ = true;
  recorder_.set_layer(layer);
}

const FontFacts& CollectorDevice::facts_of(const std::shared_ptr<GfxFont>& font) {
  auto [entry, is_new] = fonts_.try_emplace(font.get());
  if (is_new) entry->second = facts_of_font(font, xref_);
  return entry->second;
}

void CollectorDevice::use_style(const GlyphStyle& style) {
  auto& styles = page_->styles;
  constexpr std::size_t kLookBack = 16;
  const std::size_t first = styles.size() > kLookBack ? styles.size() - kLookBack : 0;
  for (std::size_t i = styles.size(); i > first; --i) {
    if (styles[i - 1] == style) {
      style_ = static_cast<std::uint32_t>(i - 1);
      return;
    }
  }
  style_ = static_cast<std::uint32_t>(styles.size());
  styles.push_back(style);
}

void CollectorDevice::refresh_style(GfxState* state) {
  font_ = &facts_of(state->getFont());
  GlyphStyle style;
  const TextAxes axes = text_axes(state);
  place(style, axes, state->getFontSize() * font_->scale, state->getHorizScaling(), *font_);
  const Point spacing = font_->vertical ? axes.y
                                        : Point{axes.x.x * state->getHorizScaling(),
                                                axes.x.y * state->getHorizScaling()};
  spacing_scale_ = dot(spacing, style.along);
  style.bold = font_->bold;
  style.vertical = font_->vertical;
  style.render_mode = static_cast<std::uint8_t>(state->getRender() & 7);
  const bool stroked = (style.render_mode & 3) == 1;
  GfxRGB colour;
  if (stroked) {
    state->getStrokeRGB(&colour);
  } else {
    state->getFillRGB(&colour);
  }
  style.fill_rgb = rgb_of(colour);
  const double opacity = stroked ? state->getStrokeOpacity() : state->getFillOpacity();
  style.opacity = static_cast<float>(opacity * recorder_.group_opacity());
  style.colour_known = recorder_.plain(state) && !has_pattern(state) && !font_->own_colours;
  if ((style.render_mode & 3) == 2) {
    state->getStrokeRGB(&colour);
    style.colour_known = style.colour_known && rgb_of(colour) == style.fill_rgb;
  }
  style.layer = layer_;
  use_style(style);
  stale_ = false;
}

void CollectorDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double,
                               double, CharCode code, int bytes, const Unicode* u, int u_len) {
  if (page_->glyphs.size() >= limits_->max_page_characters) page_->cut = true;
  if (page_->cut) return;
  if (stale_) refresh_style(state);
  const GlyphStyle& style = page_->styles[style_];
  Point at = on_page(state, x, y);
  Point delta;
  state->transformDelta(dx, dy, &delta.x, &delta.y);
  double spacing = state->getCharSpace();
  if (bytes == 1 && code == ' ') spacing += state->getWordSpace();
  double advance = dot(delta, style.along) - spacing * spacing_scale_;
  std::uint32_t style_index = style_;
  if (advance < -0.01 * static_cast<double>(style.size)) {
    // A mirrored matrix (every Type 3 font of Skia): the glyphs run the other way.
    GlyphStyle turned = style;
    turned.along = {-style.along.x, -style.along.y};
    advance = -advance;
    use_style(turned);
    std::swap(style_, style_index);
  }
  if (!std::isfinite(at.x) || !std::isfinite(at.y) || !std::isfinite(advance)) {
    at = {-kShift, -kShift};  // nowhere on the page, but still in the file
    advance = 0;
  }
  text_clips_ = text_clips_ || page_->styles[style_index].render_mode >= 4;
  recorder_.note_glyph(at, static_cast<double>(page_->styles[style_index].size));
  if (font_->truth) [[unlikely]] {
    if (const char32_t drawn = font_->truth->drawn_otherwise(code, u, u_len)) {
      page_->drawn_otherwise.push_back({static_cast<std::uint32_t>(page_->glyphs.size()), drawn});
    }
  }
  const int count = std::max(u_len, 1);
  const double share = advance / count;
  for (int i = 0; i < count; ++i) {
    const char32_t meant = i < u_len ? meaning(u[i]) : U'�';
    if (meant == U'�' || (i == 0 && font_->is_guess(code))) ++page_->unmapped;
    const Point& along = page_->styles[style_index].along;
    page_->glyphs.push_back({at.x + along.x * share * i, at.y + along.y * share * i,
                             static_cast<float>(share), meant, style_index,
                             recorder_.current_clip()});
  }
  if (recording_) record_code(state, {dx, dy}, bytes, static_cast<std::size_t>(count));
}

void CollectorDevice::beginString(GfxState*, const GooString* text) {
  if (!recording_ || page_->cut) return;
  page_->strings.push_back({text->toStr(), outside_ == 0});
  offset_ = 0;
}

// `moved` is how far the code moves, in user space; a number in a TJ array counts in text space.
void CollectorDevice::record_code(GfxState* state, Point moved, int bytes, std::size_t glyphs) {
  if (page_->strings.empty()) return;
  const double* matrix = state->getTextMat();
  const bool vertical = page_->styles[style_].vertical;
  const Point axis = vertical ? Point{matrix[2], matrix[3]} : Point{matrix[0], matrix[1]};
  const double unit_moves =
      state->getFontSize() * (vertical ? 1 : state->getHorizScaling()) * dot(axis, axis);
  GlyphCode code;
  code.string = static_cast<std::uint32_t>(page_->strings.size() - 1);
  code.offset = offset_;
  code.length = static_cast<std::uint32_t>(std::max(bytes, 0));
  code.kern = -1000 * dot(moved, axis) / unit_moves;  // not finite where nothing moves
  page_->codes.insert(page_->codes.end(), glyphs, code);
  offset_ += code.length;
}

void CollectorDevice::add_ruling(Point a, Point b, double thickness) {
  constexpr double kThick = 3;
  constexpr double kShort = 6;
  if (thickness > kThick || page_->rulings.size() >= kMaxAreas) return;
  const bool horizontal = std::abs(a.y - b.y) < std::abs(a.x - b.x);
  const auto [begin, end] = horizontal ? std::minmax(a.x, b.x) : std::minmax(a.y, b.y);
  if (end - begin < kShort) return;
  const double at = horizontal ? (a.y + b.y) / 2 : (a.x + b.x) / 2;
  page_->rulings.push_back(
      {horizontal, static_cast<float>(at), static_cast<float>(begin), static_cast<float>(end)});
}

void CollectorDevice::add_polygon(const GfxState* state, const GfxSubpath& path, bool stroked) {
  std::vector<Point> points;
  bool straight = true;
  for (int i = 0; i < path.getNumPoints(); ++i) {
    points.push_back(on_page(state, path.getX(i), path.getY(i)));
    straight = straight && !path.getCurve(i);
  }
  if (points.size() < 2) return;
  if (path.isClosed() && !(points.front() == points.back())) points.push_back(points.front());
  const Box box = box_round(points);
  if (!finite(box)) return;
  if (stroked) {
    for (std::size_t i = 1; straight && i < points.size(); ++i) {
      if (upright_side(points[i - 1], points[i])) {
        add_ruling(points[i - 1], points[i], state->getTransformedLineWidth());
      }
    }
    return;
  }
  bool rectangle = straight && (points.size() == 4 || points.size() == 5);
  for (std::size_t i = 1; rectangle && i < points.size(); ++i) {
    rectangle = upright_side(points[i - 1], points[i]);
  }
  if (rectangle && std::min(box.width(), box.height()) <= 3) {
    const double x = (box.left + box.right) / 2;
    const double y = (box.bottom + box.top) / 2;
    if (box.width() > box.height()) {
      add_ruling({box.left, y}, {box.right, y}, box.height());
    } else {
      add_ruling({x, box.bottom}, {x, box.top}, box.width());
    }
  }
}

void CollectorDevice::add_rulings(GfxState* state, bool stroked) {
  ++page_->strokes_and_fills;
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i)
    add_polygon(state, *path->getSubpath(i), stroked);
}

void CollectorDevice::stroke(GfxState* state) {
  add_rulings(state, true);
  recorder_.stroke(state);
}

void CollectorDevice::fill(GfxState* state) {
  add_rulings(state, false);
  recorder_.fill(state, false);
}

void CollectorDevice::eoFill(GfxState* state) {
  add_rulings(state, false);
  recorder_.fill(state, true);
}

void CollectorDevice::beginActualText(GfxState*, const GooString* text) {
  const auto here = static_cast<std::uint32_t>(page_->glyphs.size());
  open_said_.push_back(page_->said.size());
  page_->said.push_back({here, here, utf8_of(text)});
}

void CollectorDevice::endActualText(GfxState*) {
  if (open_said_.empty()) return;
  page_->said[open_said_.back()].end = static_cast<std::uint32_t>(page_->glyphs.size());
  open_said_.pop_back();
}

bool CollectorDevice::tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern* pattern,
                                        const double* matrix, int x0, int y0, int x1, int y1,
                                        double x_step, double y_step) {
  ++page_->strokes_and_fills;
  // The tile in the middle of the filled area stands for all.
  const double x = x_step * ((x0 + x1 - 1) / 2);
  const double y = y_step * ((y0 + y1 - 1) / 2);
  const std::array<double, 6> tile = {matrix[0],
                                      matrix[1],
                                      matrix[2],
                                      matrix[3],
                                      x * matrix[0] + y * matrix[2] + matrix[4],
                                      x * matrix[1] + y * matrix[3] + matrix[5]};
  const std::size_t painted = page_->paints.size();
  leave_content();
  ++forms_;
  draw_tile(*pattern, tile.data());
  --forms_;
  enter_content();
  // Where one thing fills the tile, the tiles fill the area.
  const auto corner = [&](double u, double v) {
    return on_page(state, u * tile[0] + v * tile[2] + tile[4], u * tile[1] + v * tile[3] + tile[5]);
  };
  const double* cell = pattern->getBBox();
  const Box box =
      box_round({corner(cell[0], cell[1]), corner(cell[0] + x_step, cell[1]),
                 corner(cell[0], cell[1] + y_step), corner(cell[0] + x_step, cell[1] + y_step)});
  const Box part = recorder_.clipped(box);
  const Box inner{part.left + 0.1, part.bottom + 0.1, part.right - 0.1, part.top - 0.1};
  const bool solid =
      std::any_of(page_->paints.begin() + static_cast<std::ptrdiff_t>(painted), page_->paints.end(),
                  [&](const Paint& paint) {
                    return paint.covers && paint.shape == kNoShape && paint.box.contains(inner);
                  });
  recorder_.fill_clip(state, solid);
  return true;
}

void CollectorDevice::add_picture(GfxState* state, int width, int height, bool solid,
                                  bool one_colour) {
  const Box box = box_round(
      {on_page(state, 0, 0), on_page(state, 1, 0), on_page(state, 0, 1), on_page(state, 1, 1)});
  if (!finite(box)) return;
  page_->pictures.push_back({box, static_cast<std::uint32_t>(width),
                             static_cast<std::uint32_t>(height),
                             static_cast<std::uint32_t>(page_->glyphs.size())});
  recorder_.picture(state, solid, one_colour);
}

bool CollectorDevice::hides_text(const GfxState* state) const {
  constexpr std::size_t kFew = 10;
  if (!recorder_.over_text(state)) return false;
  const Box box = common(box_round({on_page(state, 0, 0), on_page(state, 1, 0),
                                    on_page(state, 0, 1), on_page(state, 1, 1)}),
                         page_->visible);
  if (box.width() * box.height() * 8 < page_->visible.width() * page_->visible.height()) {
    return false;
  }
  std::size_t under = 0;
  for (const Glyph& glyph : page_->glyphs) {
    const bool painted = (page_->styles[glyph.style].render_mode & 3) != 3;
    if (painted && box.contains(Point{glyph.x, glyph.y}) && ++under >= kFew) return true;
  }
  return false;
}

void CollectorDevice::drawImageMask(GfxState* state, Object* ref, Stream* str, int width,
                                    int height, bool invert, bool interpolate, bool in_line) {
  // A small stencil without holes is how some programs paint a box.
  constexpr int kSmall = 64;
  if (width > 0 && height > 0 && width <= kSmall && height <= kSmall && !has_pattern(state)) {
    const bool solid = is_solid_stencil(*str, width, height, invert);
    add_picture(state, width, height, solid, solid);
    return;
  }
  add_picture(state, width, height, false);
  OutputDev::drawImageMask(state, ref, str, width, height, invert, interpolate, in_line);
}

void CollectorDevice::drawImage(GfxState* state, Object* ref, Stream* str, int width, int height,
                                GfxImageColorMap* map, bool interpolate, const int* mask_colors,
                                bool in_line) {
  add_picture(state, width, height, mask_colors == nullptr);
  if (!in_line && map != nullptr && hides_text(state)) {
    read_darkness(*str, width, height, *map, [&](double x, double y, std::uint8_t darkness) {
      page_->ink.add(page_->visible, on_page(state, x, y), darkness);
    });
    return;
  }
  OutputDev::drawImage(state, ref, str, width, height, map, interpolate, mask_colors, in_line);
}

void CollectorDevice::drawMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                                      GfxImageColorMap*, bool, Stream*, int, int, bool, bool) {
  add_picture(state, width, height, false);
}

void CollectorDevice::drawSoftMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                                          GfxImageColorMap*, bool, Stream* mask, int mask_width,
                                          int mask_height, GfxImageColorMap* mask_map, bool) {
  const bool solid =
      recorder_.over_text(state) && is_solid_mask(*mask, mask_width, mask_height, *mask_map);
  add_picture(state, width, height, solid);
}

}  // namespace mishen::pdf
