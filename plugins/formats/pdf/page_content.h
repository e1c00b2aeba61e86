// What a page draws, as far as a reviewer needs it: glyphs in drawing order with their exact
// places, the thin lines that rule tables, pictures. Both glyph sources fill it, one layout reads
// it. Coordinates are those of scanner/document/geometry.h: the page's own user space.
#pragma once

#include <cstdint>
#include <string>
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
  friend bool operator==(const Box&, const Box&) = default;
};

// Who drew a glyph and whether a viewer would show it. One layer of text is laid out by itself.
enum class Layer : std::uint8_t {
  shown,              // page contents, form XObjects, visible annotations
  optional_content,   // in an optional-content group that is switched off
  hidden_annotation,  // appearance of an annotation that is not displayed
  off_page,           // outside the page's visible box
};
inline constexpr int kLayerCount = static_cast<int>(Layer::off_page) + 1;

// What a stretch of consecutive glyphs has in common. Interned: a page has few.
struct GlyphStyle {
  Point along{1, 0};  // unit vector of the writing direction
  Point up{0, 1};     // unit vector from the bottom of the glyphs to their top
  float size = 0;     // font size in points on the page
  // The glyph box in direction `up`, from the glyph's own point: descent <= ascent, in points.
  float ascent = 0;
  float descent = 0;
  bool bold = false;
  bool vertical = false;         // WMode 1: written downwards, glyphs upright
  std::uint8_t render_mode = 0;  // Tr, 0..7; 3 draws nothing
  std::uint32_t fill_rgb = 0;    // 0xRRGGBB of what paints the glyph
  float opacity = 1;
  Layer layer = Layer::shown;

  friend bool operator==(const GlyphStyle&, const GlyphStyle&) = default;
};

struct Glyph {
  double x = 0;  // where the glyph's box starts, on its base line
  double y = 0;
  float advance = 0;        // along the writing direction, without character and word spacing
  char32_t code = 0;        // U+FFFD: the file gives no Unicode
  std::uint32_t style = 0;  // index into PageContent::styles
};

// A thin straight line or a thin filled rectangle, upright: what borders of tables are made of.
struct Ruling {
  bool horizontal = false;
  float at = 0;              // y of a horizontal one, x of a vertical one
  float begin = 0, end = 0;  // its reach along the other axis, begin < end
};

// A filled area. With its place in the drawing order it tells what it covers and what stands on it.
struct Fill {
  Box box;
  std::uint32_t rgb = 0;
  float opacity = 1;
  bool rectangle = false;     // the area is the box, not just inside it
  std::uint32_t after_glyph;  // glyphs [0, after_glyph) were drawn before it
};

struct Picture {
  Box box;
  std::uint32_t width = 0, height = 0;  // pixels
  std::uint32_t after_glyph = 0;
};

// Something the reader library said went wrong on this page. `what` holds no text of the file.
struct PageError {
  std::string what;
};

struct PageContent {
  Box media;       // MediaBox, normalised
  Box visible;     // CropBox within MediaBox: what a viewer shows
  int rotate = 0;  // 0, 90, 180, 270, clockwise
  std::vector<GlyphStyle> styles;
  std::vector<Glyph> glyphs;
  std::vector<Ruling> rulings;
  std::vector<Fill> fills;
  std::vector<Picture> pictures;
  std::vector<PageError> errors;
  std::uint32_t strokes_and_fills = 0;  // painted paths of any kind, also those not kept above
  std::uint32_t unmapped = 0;           // glyphs with U+FFFD, or with a code that is only a guess
  bool failed = false;                  // the page could not be opened at all
  bool cut = false;                     // stopped at max_page_characters
  bool has_content = false;             // the page has a content stream with at least one operator
};

}  // namespace mishen::pdf
