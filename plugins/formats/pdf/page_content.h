// What a page draws, as far as a reviewer needs it: glyphs in drawing order with their exact
// places, the thin lines that rule tables, pictures. Both glyph sources fill it, one layout reads
// it. Coordinates are those of scanner/document/geometry.h: the page's own user space.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugins/formats/pdf/area.h"
#include "plugins/formats/pdf/ink.h"
#include "scanner/document/geometry.h"

namespace mishen::pdf {

// Who drew a glyph and whether a viewer would show it. One layer of text is laid out by itself.
enum class Layer : std::uint8_t {
  shown,              // page contents, form XObjects, visible annotations
  optional_content,   // in an optional-content group that is switched off
  hidden_annotation,  // appearance of an annotation that is not displayed
  off_page,           // outside the page's visible box
  // Of what is painted on the page (seen.h):
  obscured,   // under something that was painted later
  white,      // in the colour of its background
  invisible,  // paints nothing a reader could see: render mode 3, clipped away, <= 1 point
};
inline constexpr int kLayerCount = static_cast<int>(Layer::invisible) + 1;

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
  // fill_rgb is what a reader sees of it: no pattern, no second colour round it, no blending.
  bool colour_known = true;
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
  std::uint32_t clip = 0;   // index into Areas::clips
};

// A thin straight line or a thin filled rectangle, upright: what borders of tables are made of.
struct Ruling {
  bool horizontal = false;
  float at = 0;              // y of a horizontal one, x of a vertical one
  float begin = 0, end = 0;  // its reach along the other axis, begin < end
};

// An area that was painted. With its place in the drawing order it tells what it covers and what
// stands on it.
struct Paint {
  Box box;                         // all of it is in here, clips considered
  std::uint32_t shape = kNoShape;  // index into Areas::shapes; none: the box itself
  std::uint32_t clip = 0;          // index into Areas::clips, where box does not say it all
  std::uint32_t after_glyph = 0;   // glyphs [0, after_glyph) were drawn before it
  std::uint32_t rgb = 0;
  bool one_colour = true;  // rgb is the colour of all of it
  bool covers = true;      // nothing under it shows through
  bool picture = false;
  bool background = true;  // large enough for text to stand on
  Layer layer = Layer::shown;
};

// What ActualText says in place of the glyphs [begin, end).
struct SaidText {
  std::uint32_t begin = 0, end = 0;
  std::string text;  // UTF-8
};

// A glyph that ToUnicode gives another meaning than its font draws.
struct DrawnOtherwise {
  std::uint32_t glyph = 0;  // index into PageContent::glyphs
  char32_t drawn = 0;
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

// A string the content shows, and which of its bytes drew which glyph: what a copy without some of
// the glyphs is made by. Kept only when asked for.
struct ShownString {
  std::string bytes;
  bool of_content = true;  // by content, a note's look or a form they draw, not a pattern
};
struct GlyphCode {
  std::uint32_t string = 0;  // index into PageContent::strings
  std::uint32_t offset = 0;
  std::uint32_t length = 0;  // bytes of the code; several glyphs may come of one
  double kern = 0;           // the number in a TJ array that moves as far as the code does
};

struct PageContent {
  Box media;       // MediaBox, normalised
  Box visible;     // CropBox within MediaBox: what a viewer shows
  int rotate = 0;  // 0, 90, 180, 270, clockwise
  std::vector<GlyphStyle> styles;
  std::vector<Glyph> glyphs;
  std::vector<Ruling> rulings;
  Areas areas;
  std::vector<Paint> paints;      // in drawing order
  std::vector<Box> redact_marks;  // areas of redaction annotations that were never applied
  std::vector<SaidText> said;     // in drawing order
  std::vector<DrawnOtherwise> drawn_otherwise;  // sorted by glyph
  std::vector<Picture> pictures;
  std::vector<ShownString> strings;  // in drawing order
  std::vector<GlyphCode> codes;      // by glyph
  Ink ink;                           // of large pictures over text that is painted
  std::vector<PageError> errors;
  std::uint32_t strokes_and_fills = 0;  // painted paths of any kind, also those not kept above
  std::uint32_t unmapped = 0;           // glyphs with U+FFFD, or with a code that is only a guess
  bool failed = false;                  // the page could not be opened at all
  bool cut = false;                     // stopped at max_page_characters
  bool too_long = false;                // content beyond max_part_bytes was left out
  bool paints_lost = false;             // more was painted than `paints` keeps
  // Filled by judge_seen():
  std::vector<bool> marked;           // by glyph: under a redact mark; empty: none is
  std::vector<std::uint32_t> beside;  // shown glyphs that are read with hidden neighbours, sorted
  bool has_ocr_layer = false;         // shown text that is the reading of a scan
  bool seen_unchecked = false;        // too much is painted to tell what is seen
  bool has_content = false;           // the page has a content stream with at least one operator
};

}  // namespace mishen::pdf
