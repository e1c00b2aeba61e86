// poppler's OutputDev that keeps what is drawn instead of drawing it. This header,
// paint_recorder.h and the files that include them are the only code on poppler's private
// interface (22.12).
#pragma once

#include <Gfx.h>
#include <GfxState.h>
#include <OutputDev.h>

#include <functional>
#include <memory>
#include <unordered_map>

#include "plugins/formats/pdf/drawing_budget.h"
#include "plugins/formats/pdf/font_facts.h"
#include "plugins/formats/pdf/glyph_source.h"
#include "plugins/formats/pdf/page_content.h"
#include "plugins/formats/pdf/paint_recorder.h"
#include "scanner/base/limits.h"

namespace mishen::pdf {

class CollectorDevice final : public OutputDev {
 public:
  explicit CollectorDevice(const Limits& limits) : limits_(&limits) {}

  // The file whose fonts are met from now on.
  void use_file(XRef* xref) { xref_ = xref; }
  // Everything drawn from now on goes to `page`, in `layer`.
  void begin_page(PageContent& page);
  void set_layer(Layer layer);
  // Keep which string drew each glyph.
  void record_strings() { recording_ = true; }
  // What is drawn from now on is not of the page's content.
  void leave_content() { ++outside_; }
  void enter_content() { --outside_; }
  // max_page_characters was reached or the budget is spent; the rest of the page is dropped, and
  // the page tells so.
  [[nodiscard]] bool full() const {
    return page_ != nullptr && (page_->cut || budget.spent() || given_up_);
  }
  // Nothing more is to be drawn of the page at hand, since it will be drawn again.
  void give_up() { given_up_ = true; }
  // Of the page at hand.
  DrawingBudget budget;
  FormIds drawn_forms;  // to their end, of all pages so far
  // Draws a form XObject; set by the collector, which keeps fonts from being read again.
  std::function<void(Ref)> draw_form;
  // A mark in the content of the page itself, not of a form.
  std::function<void(const char*)> mark_point = [](const char*) {};
  // Draws one tile of a pattern, for the text in it.
  std::function<void(GfxTilingPattern&, const double*)> draw_tile;

  bool upsideDown() override { return false; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }
  bool useDrawForm() override { return true; }
  void beginMarkedContent(const char*, Dict*) override { budget.open_marked(); }
  void endMarkedContent(GfxState*) override { budget.close_marked(); }

  void updateAll(GfxState*) override { stale_ = true; }
  void saveState(GfxState* state) override { recorder_.save(state); }
  void restoreState(GfxState*) override {
    stale_ = true;
    recorder_.restore();
  }
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
  void updateBlendMode(GfxState*) override { stale_ = true; }

  void clip(GfxState* state) override { recorder_.clip(state, false); }
  void eoClip(GfxState* state) override { recorder_.clip(state, true); }
  void clipToStrokePath(GfxState*) override { recorder_.clip_partially(); }
  void beginTextObject(GfxState*) override { text_clips_ = false; }
  void endTextObject(GfxState*) override {
    if (text_clips_) recorder_.clip_partially();
    text_clips_ = false;
  }
  void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                              bool for_soft_mask) override {
    recorder_.begin_group(for_soft_mask);
    stale_ = true;
  }
  void setSoftMask(GfxState*, const double*, bool, Function*, GfxColor*) override {
    recorder_.set_soft_mask();
    stale_ = true;
  }
  void clearSoftMask(GfxState*) override {
    recorder_.clear_soft_mask();
    stale_ = true;
  }
  void beginActualText(GfxState* state, const GooString* text) override;
  void endActualText(GfxState* state) override;

  void beginString(GfxState*, const GooString* text) override;
  void drawForm(Ref id) override {
    ++forms_;
    draw_form(id);
    --forms_;
    if (!full()) drawn_forms.emplace(id.num, id.gen);
  }
  using OutputDev::markPoint;
  void markPoint(const char* name) override {
    if (forms_ == 0) mark_point(name);
  }
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* u, int u_len) override;

  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern* pattern, const double* matrix,
                         int, int, int, int, double, double) override;
  bool functionShadedFill(GfxState* state, GfxFunctionShading*) override {
    return shaded(state, false);
  }
  bool axialShadedFill(GfxState* state, GfxAxialShading* shading, double, double) override {
    return shaded(state, shading->getExtend0() && shading->getExtend1());
  }
  bool radialShadedFill(GfxState* state, GfxRadialShading* shading, double, double) override {
    return shaded(state, shading->getExtend0() && shading->getExtend1());
  }
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override {
    return shaded(state, false);
  }
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override {
    return shaded(state, false);
  }

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
  void record_code(GfxState* state, Point moved, int bytes, std::size_t glyphs);
  void use_style(const GlyphStyle& style);
  // `solid`: the picture has no holes. `one_colour`: it is all of the fill colour.
  void add_picture(GfxState* state, int width, int height, bool solid, bool one_colour = false);
  // True for a picture of some size over text that is painted, not only there to be searched.
  [[nodiscard]] bool hides_text(const GfxState* state) const;
  void add_polygon(const GfxState* state, const GfxSubpath& path, bool stroked);
  void add_ruling(Point a, Point b, double thickness);
  const FontFacts& facts_of(const std::shared_ptr<GfxFont>& font);
  void add_rulings(GfxState* state, bool stroked);
  // `everywhere`: it paints all of the clip.
  bool shaded(GfxState* state, bool everywhere) {
    ++page_->strokes_and_fills;
    recorder_.fill_clip(state, everywhere);
    return true;
  }

  const Limits* limits_;
  XRef* xref_ = nullptr;
  PageContent* page_ = nullptr;
  Layer layer_ = Layer::shown;
  bool stale_ = true;         // the graphics state changed since the style was made
  std::uint32_t style_ = 0;   // index of the current style
  double spacing_scale_ = 0;  // points on the page for one unit of character spacing
  const FontFacts* font_ = nullptr;
  std::unordered_map<const GfxFont*, FontFacts> fonts_;
  PaintRecorder recorder_;
  bool recording_ = false;
  int outside_ = 0;
  int forms_ = 0;  // that are being drawn
  bool given_up_ = false;
  std::uint32_t offset_ = 0;            // of the next code in the string that is being shown
  bool text_clips_ = false;             // a glyph of this text object narrows the clip
  std::vector<std::size_t> open_said_;  // indices into PageContent::said that have not ended
};

}  // namespace mishen::pdf
