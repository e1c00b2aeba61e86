// poppler's OutputDev that keeps what is drawn instead of drawing it. This header and the three
// files that include it are the only code on poppler's private interface (22.12).
#pragma once

#include <Gfx.h>
#include <GfxState.h>
#include <OutputDev.h>

#include <functional>
#include <memory>
#include <unordered_map>

#include "plugins/formats/pdf/font_facts.h"
#include "plugins/formats/pdf/page_content.h"
#include "scanner/base/limits.h"

namespace mishen::pdf {

// Every Gfx is made with the page box (-kShift, -kShift, kShift, kShift) and no rotation, so that
// device coordinates are user space moved by kShift on every page: nothing is outside, and pages of
// any size and rotation can share one Gfx.
inline constexpr double kShift = 1 << 20;

class CollectorDevice final : public OutputDev {
 public:
  explicit CollectorDevice(const Limits& limits) : limits_(&limits) {}

  // Everything drawn from now on goes to `page`, in `layer`.
  void begin_page(PageContent& page);
  void set_layer(Layer layer);
  // max_page_characters was reached; the rest of the page is dropped.
  [[nodiscard]] bool full() const { return page_ != nullptr && page_->cut; }
  // Draws a form XObject; set by the collector, which keeps fonts from being read again.
  std::function<void(Ref)> draw_form;
  // Draws one tile of a pattern, for the text in it.
  std::function<void(GfxTilingPattern&, const double*)> draw_tile;

  bool upsideDown() override { return false; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }
  bool useDrawForm() override { return true; }

  void updateAll(GfxState*) override { stale_ = true; }
  void restoreState(GfxState*) override { stale_ = true; }
  void updateCTM(GfxState*, double, double, double, double, double, double) override {
    stale_ = true;
  }
  void updateFont(GfxState*) override { stale_ = true; }
  void updateTextMat(GfxState*) override { stale_ = true; }
  void updateHorizScaling(GfxState*) override { stale_ = true; }
  void updateRender(GfxState*) override { stale_ = true; }
  void updateFillColorSpace(GfxState*) override { stale_ = true; }
  void updateFillColor(GfxState*) override { stale_ = true; }
  void updateStrokeColor(GfxState*) override { stale_ = true; }
  void updateFillOpacity(GfxState*) override { stale_ = true; }

  void drawForm(Ref id) override { draw_form(id); }
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* u, int u_len) override;

  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override { fill(state); }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern* pattern, const double* matrix,
                         int, int, int, int, double, double) override;
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return shaded(); }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return shaded(); }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return shaded(); }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override {
    return shaded();
  }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return shaded(); }

  void drawImageMask(GfxState* state, Object* ref, Stream* str, int width, int height, bool invert,
                     bool interpolate, bool in_line) override;
  void drawImage(GfxState* state, Object* ref, Stream* str, int width, int height,
                 GfxImageColorMap* map, bool interpolate, const int* mask_colors,
                 bool in_line) override;
  void drawMaskedImage(GfxState* state, Object* ref, Stream* str, int width, int height,
                       GfxImageColorMap* map, bool interpolate, Stream* mask, int mask_width,
                       int mask_height, bool mask_invert, bool mask_interpolate) override;
  void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* str, int width, int height,
                           GfxImageColorMap* map, bool interpolate, Stream* mask, int mask_width,
                           int mask_height, GfxImageColorMap* mask_map,
                           bool mask_interpolate) override;

 private:
  void refresh_style(GfxState* state);
  void use_style(const GlyphStyle& style);
  void add_picture(GfxState* state, int width, int height);
  void add_polygon(const GfxState* state, const GfxSubpath& path, bool stroked);
  void add_ruling(Point a, Point b, double thickness);
  const FontFacts& facts_of(const std::shared_ptr<GfxFont>& font);
  bool shaded() {
    ++page_->strokes_and_fills;
    return true;
  }

  const Limits* limits_;
  PageContent* page_ = nullptr;
  Layer layer_ = Layer::shown;
  bool stale_ = true;         // the graphics state changed since the style was made
  std::uint32_t style_ = 0;   // index of the current style
  double spacing_scale_ = 0;  // points on the page for one unit of character spacing
  const FontFacts* font_ = nullptr;
  std::unordered_map<const GfxFont*, FontFacts> fonts_;
};

}  // namespace mishen::pdf
