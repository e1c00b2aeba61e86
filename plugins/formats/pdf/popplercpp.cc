// The second glyph source: poppler-cpp's word list over a copy of the file edited for it. Slower,
// and blind to colours, rulings and render modes, but on a stable interface.
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include "plugins/formats/pdf/error_log.h"
#include "plugins/formats/pdf/glyph_source.h"
#include "plugins/formats/pdf/poppler_document.h"
#include "plugins/formats/pdf/text_copy.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

std::vector<char32_t> code_points(const poppler::ustring& text) {
  std::vector<char32_t> codes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t unit = text[i];
    const bool pair = unit >= 0xD800 && unit < 0xDC00 && i + 1 < text.size();
    codes.push_back(pair ? 0x10000 + ((unit - 0xD800) << 10) + (text[++i] - 0xDC00U) : unit);
  }
  return codes;
}

class PopplerCpp final : public GlyphSource {
 public:
  // `text` is what is read; `shown`, if there, the same with its layers as configured.
  PopplerCpp(TextCopy text, TextCopy shown, const Limits& limits)
      : limits_(&limits), listening_(log_), copy_(std::move(text)), shown_copy_(std::move(shown)) {
    listen_to_poppler();
    document_ = load_document(copy_.bytes);
    if (!shown_copy_.bytes.empty()) shown_document_ = load_document(shown_copy_.bytes);
  }

  [[nodiscard]] bool usable() const { return document_ != nullptr && !document_->is_locked(); }
  [[nodiscard]] std::vector<PageError> take_errors() { return log_.take(); }
  [[nodiscard]] std::uint32_t pages() const override {
    return static_cast<std::uint32_t>(std::max(document_->pages(), 0));
  }
  [[nodiscard]] PageContent read(std::uint32_t number) override;

 private:
  bool read_text(poppler::document& document, std::uint32_t number, PageContent& content) const;
  void add_word(const poppler::text_box& word, PageContent& content) const;

  const Limits* limits_;
  ErrorLog log_;
  Listening listening_;
  TextCopy copy_;
  TextCopy shown_copy_;
  PopplerDocument document_;
  PopplerDocument shown_document_;
};

// Writing directions by poppler's rotation: 0 to the right, then clockwise.
constexpr Point kAlong[4] = {{1, 0}, {0, -1}, {-1, 0}, {0, 1}};

GlyphStyle style_of(const poppler::text_box& word) {
  GlyphStyle style;
  const bool vertical = word.get_wmode(0) == poppler::text_box::vertical_wmode;
  const int rotation = word.rotation() & 3;
  style.vertical = vertical;
  style.along = kAlong[rotation];
  style.up =
      vertical ? Point{style.along.y * -1, style.along.x} : Point{-style.along.y, style.along.x};
  style.size = static_cast<float>(word.get_font_size());
  style.ascent = 0.88F * style.size;
  style.descent = -0.22F * style.size;
  return style;
}

void PopplerCpp::add_word(const poppler::text_box& word, PageContent& content) const {
  const GlyphStyle style = style_of(word);
  if (content.styles.empty() || !(content.styles.back() == style)) content.styles.push_back(style);
  const auto style_index = static_cast<std::uint32_t>(content.styles.size() - 1);
  const Box& sheet = copy_.sheet;
  std::size_t at = 0;
  for (const char32_t code : code_points(word.text())) {
    if (content.glyphs.size() >= limits_->max_page_characters) {
      content.cut = true;
      return;
    }
    const poppler::rectf box = word.char_bbox(at++);
    const Point middle{sheet.left + box.x() + box.width() / 2,
                       sheet.top - box.y() - box.height() / 2};
    const double advance = style.along.x != 0 ? box.width() : box.height();
    // poppler tells the box, not the base line, which is a fixed part of a font size below middle.
    const double down = 0.33 * static_cast<double>(style.size);
    Glyph glyph;
    glyph.x = middle.x - style.along.x * advance / 2 - style.up.x * down;
    glyph.y = middle.y - style.along.y * advance / 2 - style.up.y * down;
    glyph.advance = static_cast<float>(advance);
    const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    glyph.code = control || code > 0x10FFFF ? utf8::kReplacement : code;
    glyph.style = style_index;
    if (glyph.code == utf8::kReplacement) ++content.unmapped;
    content.glyphs.push_back(glyph);
  }
}

bool PopplerCpp::read_text(poppler::document& document, std::uint32_t number,
                           PageContent& content) const {
  const std::unique_ptr<poppler::page> page(document.create_page(static_cast<int>(number) - 1));
  if (!page) return false;
  for (const poppler::text_box& word : page->text_list(poppler::page::text_list_include_font)) {
    add_word(word, content);
  }
  return true;
}

// What is on the page with all layers on, and not as the file is configured, is switched off.
void mark_hidden(PageContent& all, const PageContent& shown) {
  std::map<std::tuple<char32_t, long, long>, int> seen;
  const auto key = [](const Glyph& g) {
    return std::tuple(g.code, static_cast<long>(g.x * 8), static_cast<long>(g.y * 8));
  };
  for (const Glyph& glyph : shown.glyphs) ++seen[key(glyph)];
  for (Glyph& glyph : all.glyphs) {
    int& left = seen[key(glyph)];
    if (left > 0) {
      --left;
      continue;
    }
    GlyphStyle style = all.styles[glyph.style];
    style.layer = Layer::optional_content;
    if (!(all.styles.back() == style)) all.styles.push_back(style);
    glyph.style = static_cast<std::uint32_t>(all.styles.size() - 1);
  }
}

PageContent PopplerCpp::read(std::uint32_t number) {
  PageContent content;
  const bool read = read_text(*document_, number, content);
  if (read && shown_document_ && !shown_document_->is_locked()) {
    PageContent shown;
    if (read_text(*shown_document_, number, shown)) mark_hidden(content, shown);
  }
  if (number <= copy_.pages.size()) {
    const CopiedPage& page = copy_.pages[number - 1];
    content.media = page.media;
    content.visible = page.visible;
    content.rotate = page.rotate;
    content.pictures = page.pictures;
    content.strokes_and_fills = page.paints;
    if (page.has_unreadable_font) {
      content.unmapped = static_cast<std::uint32_t>(content.glyphs.size());
    }
  }
  content.failed = !read;
  content.errors = log_.take();
  if (number <= copy_.pages.size() && copy_.pages[number - 1].lost_content) {
    content.errors.push_back({"Missing content stream"});
  }
  return content;
}

}  // namespace

OpenedPdf open_popplercpp(std::string_view bytes, const Limits& limits) {
  OpenedPdf opened;
  ErrorLog log;
  {
    const Listening listening(log);
    listen_to_poppler();
    const PopplerDocument original = load_document(bytes);
    opened.errors = log.take();
    if (!original) return opened;
    if (original->is_locked()) {
      opened.state = OpenState::locked;
      return opened;
    }
  }
  TextCopy text;
  TextCopy shown;
  try {
    text = make_text_copy(bytes, true);
    if (text.has_layers) shown = make_text_copy(bytes, false);
  } catch (const std::exception&) {
    opened.errors.push_back({"qpdf cannot read the file"});
    return opened;
  }
  auto source = std::make_unique<PopplerCpp>(std::move(text), std::move(shown), limits);
  if (!source->usable()) return opened;
  opened.state = OpenState::open;
  opened.source = std::move(source);
  return opened;
}

}  // namespace mishen::pdf
