#include "plugins/formats/pdf/hidden_traces.h"

#include <algorithm>
#include <optional>
#include <string>

#include "plugins/formats/pdf/spelling.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

std::optional<TraceKind> kind_of(Layer layer) {
  switch (layer) {
    case Layer::shown:
      return std::nullopt;
    case Layer::optional_content:
    case Layer::hidden_annotation:
      return TraceKind::hidden_text;
    case Layer::off_page:
      return TraceKind::off_page_text;
    case Layer::obscured:
      return TraceKind::covered_text;
    case Layer::white:
    case Layer::invisible:
      return TraceKind::unseen_text;
  }
  return std::nullopt;
}

std::string what_of(Layer layer, const GlyphStyle& style) {
  if (layer == Layer::optional_content) return "layer";
  if (layer == Layer::hidden_annotation) return "annotation";
  if (layer == Layer::white) return "background";
  if (layer != Layer::invisible) return {};
  if ((style.render_mode & 3) == 3) return "unpainted";
  if (style.size <= 1) return "tiny";
  return style.opacity <= 0.02F ? "transparent" : "clipped";
}

// The stretches of `text` whose code points are in `set`. Blanks that are only seen, and line ends,
// belong to a stretch they stand in.
std::vector<SourceSpan> stretches(std::string_view text, const std::vector<std::uint32_t>& glyphs,
                                  const std::vector<bool>& set) {
  std::vector<SourceSpan> found;
  bool open = false;
  std::size_t at = 0;
  for (std::size_t i = 0; i < glyphs.size() && at < text.size(); ++i) {
    const std::size_t end = at + utf8::decode(text, at).bytes;
    if (set[i]) {
      if (!open) found.push_back({static_cast<std::uint32_t>(at), 0});
      found.back().end = static_cast<std::uint32_t>(end);
      open = true;
    } else if (glyphs[i] != kNoGlyph) {
      open = false;
    }
    at = end;
  }
  return found;
}

void add(TraceKind kind, const std::string& what, std::vector<SourceSpan> spans, Passage& passage) {
  const auto size = static_cast<std::uint32_t>(passage.text.size());
  // Empty stands for all of it.
  if (spans.size() == 1 && spans[0] == SourceSpan{0, size}) spans[0] = {};
  for (const SourceSpan span : spans) passage.traces.push_back({kind, span, what, {}, {}});
}

}  // namespace

bool add_traces(const PageContent& page, Layer layer, const std::vector<std::uint32_t>& glyphs,
                Passage& passage) {
  std::vector<bool> own(glyphs.size());
  std::vector<bool> marked(glyphs.size());
  const GlyphStyle* first = nullptr;
  bool any_marked = false;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (glyphs[i] == kNoGlyph) continue;
    const GlyphStyle& style = page.styles[page.glyphs[glyphs[i]].style];
    own[i] = style.layer == layer;
    if (own[i] && first == nullptr) first = &style;
    marked[i] = !page.marked.empty() && page.marked[glyphs[i]];
    any_marked = any_marked || marked[i];
  }
  if (first == nullptr) return false;
  if (const auto kind = kind_of(layer)) {
    add(*kind, what_of(layer, *first), stretches(passage.text, glyphs, own), passage);
  }
  if (any_marked) {
    add(TraceKind::unapplied_redaction, {}, stretches(passage.text, glyphs, marked), passage);
  }
  return true;
}

}  // namespace mishen::pdf
