// Keeps what is painted on a page, in its order, with clips, transparency groups and soft masks
// considered, so that seen.h can tell what of the text a reader sees. On poppler's private
// interface.
#pragma once

#include <GfxState.h>
#include <Stream.h>

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

// Every Gfx is made with the page box (-kShift, -kShift, kShift, kShift) and no rotation, so that
// device coordinates are user space moved by kShift on every page: nothing is outside, and pages of
// any size and rotation can share one Gfx.
inline constexpr double kShift = 1 << 20;

// User space of `state` to the page.
[[nodiscard]] Point on_page(const GfxState* state, double x, double y);
[[nodiscard]] std::uint32_t rgb_of(const GfxRGB& colour);

class PaintRecorder {
 public:
  void begin_page(PageContent& page);
  void set_layer(Layer layer) { layer_ = layer; }

  void save(GfxState* state);
  void restore();
  void clip(const GfxState* state, bool even_odd);
  // Clips to something of which only the reach is known: lines, glyphs drawn to clip.
  void clip_partially();
  void begin_group(bool for_soft_mask);
  void set_soft_mask() { now_.masked = true; }
  void clear_soft_mask() { now_.masked = false; }

  void fill(GfxState* state, bool even_odd);
  void stroke(GfxState* state);
  // Fills the whole clip with many colours; `solid`: nothing shows through it.
  void fill_clip(const GfxState* state, bool solid);
  // `solid`: the picture itself has no holes; `one_colour`: it is all of the fill colour.
  void picture(GfxState* state, bool solid, bool one_colour);
  // True when text stands under the unit square, so that it matters whether a picture is solid.
  [[nodiscard]] bool over_text(const GfxState* state) const;

  void note_glyph(Point at, double size);
  [[nodiscard]] std::uint32_t current_clip() const { return now_.clip; }
  // The part of `box` that the clip lets through, at most.
  [[nodiscard]] Box clipped(const Box& box) const {
    return now_.clip == 0 ? box : common(box, page_->areas.clips[now_.clip].box);
  }
  // What groups round it leave of the opacity of what is drawn now.
  [[nodiscard]] double group_opacity() const { return now_.opacity; }
  // What is drawn now arrives on the page in its own colour.
  [[nodiscard]] bool plain(const GfxState* state) const;

 private:
  enum class Blend : std::uint8_t { normal, darkening, lightening, other };
  struct Surroundings {
    std::uint32_t clip = 0;
    double opacity = 1;  // of the groups round it
    Blend blend = Blend::normal;
    bool masked = false;        // a soft mask is set
    bool group_masked = false;  // the group round it is painted through one
    bool in_mask = false;       // this draws a soft mask, not the page
    // What the state at the q that made this said.
    double state_opacity = 1;
    Blend state_blend = Blend::normal;
  };

  static Blend blend_of(const GfxState* state);
  static Blend both(Blend a, Blend b);
  [[nodiscard]] bool opaque(const GfxState* state, double opacity, std::uint32_t rgb) const;
  [[nodiscard]] Paint paint(const GfxState* state, double opacity, const GfxRGB& colour) const;
  void add(Paint paint, const Box& box, Shape shape);
  [[nodiscard]] bool room_for(std::size_t points);

  PageContent* page_ = nullptr;
  Layer layer_ = Layer::shown;
  Surroundings now_;
  std::vector<Surroundings> saved_;
  Box text_box_;  // round all glyphs drawn so far
  bool has_text_ = false;
  std::size_t points_ = 0;  // kept in shapes
};

}  // namespace mishen::pdf
