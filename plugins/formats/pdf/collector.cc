// The collector: poppler's core library reads the file, CollectorDevice keeps what it draws.
#include <Annot.h>
#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OptionalContent.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>

#include <algorithm>
#include <cmath>
#include <list>
#include <utility>

#include "plugins/formats/pdf/collector_device.h"
#include "plugins/formats/pdf/content_player.h"
#include "plugins/formats/pdf/error_log.h"
#include "plugins/formats/pdf/glyph_source.h"
#include "plugins/formats/pdf/inflated.h"
#include "plugins/formats/pdf/output_intents.h"
#include "plugins/formats/pdf/page_program.h"
#include "plugins/formats/pdf/shared_gfx.h"

namespace mishen::pdf {
namespace {

// poppler keeps its tables while an initer lives; ours lives as long as the process, so that what
// warm() loaded stays. A colour profile that all files share it makes with its first state, and
// without a lock: here, before there are threads.
class Poppler {
 public:
  Poppler() : initer_([](ErrorCategory, Goffset, const char* said) { report_error(said); }) {
    const PDFRectangle sheet;
    static_cast<void>(GfxState(1, 1, &sheet, 0, false));
  }

 private:
  GlobalParamsIniter initer_;
};

void start_poppler() { static const Poppler poppler; }

Box to_box(const PDFRectangle& r) {
  return {std::min(r.x1, r.x2), std::min(r.y1, r.y2), std::max(r.x1, r.x2), std::max(r.y1, r.y2)};
}

// Content that ends a path and more BX than anyone nests.
std::string ends_of_all() {
  constexpr int kNested = 64;
  std::string content = "n";
  for (int i = 0; i < kNested; ++i) content += " EX";
  return content;
}

class Collector final : public GlyphSource {
 public:
  Collector(std::string_view bytes, const Limits& limits)
      : listening_(log_),
        doc_(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull))),
        limits_(&limits),
        device_(limits),
        pool_(doc_, device_, limits.max_part_bytes),
        player_(device_) {
    device_.use_file(doc_.getXRef());
    if (doc_.isOk()) forget_idle_output_intent(doc_, bytes);
    device_.draw_form = [this](Ref id) { pool_.draw_form(id); };
    device_.mark_point = [this](const char* name) { player_.mark(name); };
    device_.draw_tile = [this](GfxTilingPattern& pattern, const double* matrix) {
      pool_.draw_tile(pattern, matrix);
    };
  }

  void record_strings() {
    device_.record_strings();
    by_program_ = false;
  }

  [[nodiscard]] OpenState state() {
    if (doc_.isOk()) return OpenState::open;
    return doc_.getErrorCode() == errEncrypted ? OpenState::locked : OpenState::damaged;
  }
  [[nodiscard]] std::vector<PageError> take_errors() { return log_.take(); }

  [[nodiscard]] std::uint32_t pages() const override {
    return static_cast<std::uint32_t>(std::max(const_cast<PDFDoc&>(doc_).getNumPages(), 0));
  }

  [[nodiscard]] PageContent read(std::uint32_t number) override;
  [[nodiscard]] const FormIds* drawn_forms() const override { return &device_.drawn_forms; }

 private:
  // False: to be drawn again, not by a program.
  bool draw(Page& page, PageContent& content, OptionalContent optional, bool by_program);
  void forget_last_page(Gfx& gfx) const;
  bool draw_content(Page& page, Gfx& gfx, Object&& contents, bool by_program);
  [[nodiscard]] Object with_guard(Object&& contents) const;
  void draw_annotations(Page& page, Gfx& gfx, PageContent& content, OptionalContent optional);

  ErrorLog log_;
  Listening listening_;
  PDFDoc doc_;
  const Limits* limits_;
  CollectorDevice device_;
  GfxPool pool_;
  ContentPlayer player_;
  ContentProgram program_;
  const std::string ends_ = ends_of_all();
  bool by_program_ = true;             // pages may be drawn by a program
  std::list<std::string> page_bytes_;  // what the page at hand is drawn from
  bool guarded_ = false;               // the page at hand closes more states than it opens
};

bool is_group_shown(PDFDoc& doc, const Annot& annotation) {
  OCGs* config = doc.getCatalog()->getOptContentConfig();
  const Object& group = annotation.getAnnotObj().dictLookupNF("OC");
  return config == nullptr || config->optContentIsVisible(&group);
}

// The areas of a redaction annotation: it marks what is to go, and as long as it is there nothing
// has gone.
void add_redact_marks(const Annot& annotation, PageContent& content) {
  const Object& dict = annotation.getAnnotObj();
  if (!dict.dictLookup("Subtype").isName("Redact")) return;
  const auto number = [](const Object& array, int i) {
    return array.arrayGet(i).getNumWithDefaultValue(0);
  };
  Object quads = dict.dictLookup("QuadPoints");
  if (quads.isArray() && quads.arrayGetLength() >= 8) {
    for (int i = 0; i + 7 < quads.arrayGetLength(); i += 8) {
      std::vector<Point> points;
      for (int k = i; k < i + 8; k += 2) points.push_back({number(quads, k), number(quads, k + 1)});
      // Files disagree about the order of the corners; the box holds for all.
      content.redact_marks.push_back(box_round(points));
    }
    return;
  }
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  annotation.getRect(&x1, &y1, &x2, &y2);
  content.redact_marks.push_back(box_round({{x1, y1}, {x2, y2}}));
}

void Collector::draw_annotations(Page& page, Gfx& gfx, PageContent& content,
                                 OptionalContent optional) {
  for (Annot* annotation : page.getAnnots()->getAnnots()) {
    add_redact_marks(*annotation, content);
    const unsigned flags = annotation->getFlags();
    const bool hidden = (flags & (Annot::flagHidden | Annot::flagNoView)) != 0;
    if (!hidden && is_group_shown(doc_, *annotation)) {
      annotation->draw(&gfx, false);
      continue;
    }
    if (optional == OptionalContent::as_configured) continue;
    Object appearance = annotation->getAppearance();
    if (!appearance.isStream()) continue;
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    annotation->getRect(&x1, &y1, &x2, &y2);
    device_.set_layer(Layer::hidden_annotation);
    gfx.drawAnnot(&appearance, nullptr, nullptr, x1, y1, x2, y2, 0);
    device_.set_layer(Layer::shown);
  }
}

// poppler stops at a Q without its q; with enough of them before it, the content goes on.
Object Collector::with_guard(Object&& contents) const {
  static constexpr std::string_view kGuard =
      "q q q q q q q q q q q q q q q q q q q q q q q q q q q q q q q q\n";
  XRef* xref = doc_.getXRef();
  Object parts(new Array(xref));
  parts.arrayAdd(Object(static_cast<Stream*>(new MemStream(
      kGuard.data(), 0, static_cast<Goffset>(kGuard.size()), Object(new Dict(xref))))));
  if (contents.isArray()) {
    for (int i = 0; i < contents.arrayGetLength(); ++i) parts.arrayAdd(contents.arrayGet(i));
  } else {
    parts.arrayAdd(std::move(contents));
  }
  return parts;
}

bool Collector::draw_content(Page& page, Gfx& gfx, Object&& contents, bool by_program) {
  if (contents.isNull()) return true;
  XRef* xref = doc_.getXRef();
  Object rest = by_program
                    ? compile_page(contents, page.getResourceDict(), xref, page_bytes_, program_)
                    : Object(objNull);
  const bool programmed = rest.isArray();
  std::string fonts;
  if (programmed) {
    player_.open(program_, gfx);
    fonts = player_.font_content();
    Object names = content_of(fonts, xref);
    gfx.display(&names);
    contents = std::move(rest);
  }
  if (guarded_) contents = with_guard(std::move(contents));
  gfx.saveState();
  gfx.display(&contents);
  gfx.restoreState();
  const bool done = !programmed || player_.done();
  player_.close();
  return done;
}

// What Q does not bring back: the page before may have left a path, a clip that waits for one to
// end, leave to say anything (BX), and a place for text.
void Collector::forget_last_page(Gfx& gfx) const {
  GfxState* state = gfx.getState();
  state->clearPath();
  Object ends = content_of(ends_, doc_.getXRef());
  gfx.display(&ends);
  state->setTextMat(1, 0, 0, 1, 0, 0);
  state->textMoveTo(0, 0);
}

bool Collector::draw(Page& page, PageContent& content, OptionalContent optional, bool by_program) {
  device_.begin_page(content);
  Gfx* gfx = pool_.open(page.getResourceDict(), page.getNum(), optional);
  forget_last_page(*gfx);
  page_bytes_.clear();
  bool left_out = false;
  Object contents =
      inflated(page.getContents(), doc_.getXRef(), page_bytes_, limits_->max_part_bytes, left_out);
  if (left_out) content.too_long = true;
  const bool done = draw_content(page, *gfx, std::move(contents), by_program);
  if (done) draw_annotations(page, *gfx, content, optional);
  pool_.close();
  return done;
}

constexpr std::string_view kUnderflow = "Restoring state when no valid states to pop";

bool has_underflow(const std::vector<PageError>& errors) {
  return std::any_of(errors.begin(), errors.end(),
                     [](const PageError& error) { return error.what == kUnderflow; });
}

// Every glyph of `all` that is not drawn in `shown` is in a group that is switched off. Both are
// in drawing order, so `shown` is `all` with some left out.
void mark_hidden(PageContent& all, const PageContent& shown) {
  std::vector<std::uint32_t> hidden_style(all.styles.size(), 0);
  std::size_t next = 0;
  for (Glyph& glyph : all.glyphs) {
    if (next < shown.glyphs.size()) {
      const Glyph& other = shown.glyphs[next];
      if (glyph.code == other.code && glyph.x == other.x && glyph.y == other.y) {
        ++next;
        continue;
      }
    }
    if (all.styles[glyph.style].layer != Layer::shown) continue;
    if (hidden_style[glyph.style] == 0) {
      GlyphStyle style = all.styles[glyph.style];
      style.layer = Layer::optional_content;
      hidden_style[glyph.style] = static_cast<std::uint32_t>(all.styles.size());
      all.styles.push_back(style);
    }
    glyph.style = hidden_style[glyph.style];
  }
}

// The same for what is painted.
void mark_hidden_paints(PageContent& all, const PageContent& shown) {
  std::size_t next = 0;
  for (Paint& paint : all.paints) {
    if (next < shown.paints.size()) {
      const Paint& other = shown.paints[next];
      if (paint.box == other.box && paint.rgb == other.rgb && paint.picture == other.picture) {
        ++next;
        continue;
      }
    }
    if (paint.layer == Layer::shown) paint.layer = Layer::optional_content;
  }
}

PageContent Collector::read(std::uint32_t number) {
  PageContent content;
  Page* page = doc_.getPage(static_cast<int>(number));
  if (page == nullptr || !page->isOk()) {
    content.failed = true;
    content.errors = log_.take();
    return content;
  }
  const std::vector<PageError> before = log_.take();
  const auto start = [&](bool by_program) {
    content = PageContent{};
    content.media = to_box(*page->getMediaBox());
    content.visible = to_box(*page->getCropBox());
    content.rotate = ((page->getRotate() % 360) + 360) % 360;
    return draw(*page, content, OptionalContent::all, by_program);
  };
  OCGs* config = doc_.getCatalog()->getOptContentConfig();
  const auto start_soundly = [&] {
    if (start(by_program_ && (config == nullptr || !config->hasOCGs()))) return;
    static_cast<void>(log_.take());
    start(false);
  };
  start_soundly();
  for (const PageError& error : before) log_.add(error.what);
  std::vector<PageError> errors = log_.take();
  guarded_ = has_underflow(errors);
  if (guarded_) start_soundly();
  if (config != nullptr && config->hasOCGs() && pool_.met_optional_content()) {
    PageContent shown;
    draw(*page, shown, OptionalContent::as_configured, false);
    mark_hidden(content, shown);
    mark_hidden_paints(content, shown);
  }
  guarded_ = false;
  for (PageError& error : log_.take()) errors.push_back(std::move(error));
  content.errors = std::move(errors);
  return content;
}

}  // namespace

namespace {

OpenedPdf open_with(std::string_view bytes, const Limits& limits, bool recording) {
  start_poppler();
  auto collector = std::make_unique<Collector>(bytes, limits);
  if (recording) collector->record_strings();
  OpenedPdf opened;
  opened.state = collector->state();
  opened.errors = collector->take_errors();
  if (opened.state == OpenState::open) opened.source = std::move(collector);
  return opened;
}

}  // namespace

bool has_collector() { return true; }

OpenedPdf open_collector(std::string_view bytes, const Limits& limits) {
  return open_with(bytes, limits, false);
}

OpenedPdf open_recorder(std::string_view bytes, const Limits& limits) {
  return open_with(bytes, limits, true);
}

}  // namespace mishen::pdf
