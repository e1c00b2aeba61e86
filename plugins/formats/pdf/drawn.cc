#include "plugins/formats/pdf/drawn.h"

#include <algorithm>
#include <utility>

#include "plugins/formats/pdf/spelling.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

// What the glyph draws; 0: what it says.
char32_t drawn_by(const PageContent& page, std::uint32_t glyph) {
  if (glyph == kNoGlyph) return 0;
  const auto& list = page.drawn_otherwise;
  const auto found = std::lower_bound(
      list.begin(), list.end(), glyph,
      [](const DrawnOtherwise& one, std::uint32_t wanted) { return one.glyph < wanted; });
  return found != list.end() && found->glyph == glyph ? found->drawn : 0;
}

}  // namespace

std::optional<Passage> as_drawn(const PageContent& page, const Passage& passage,
                                const std::vector<std::uint32_t>& glyphs) {
  const auto* anchors = std::get_if<PageAnchors>(&passage.anchors);
  if (anchors == nullptr) return std::nullopt;
  Passage out;
  PageAnchors places;
  places.page = anchors->page;
  std::size_t point = 0;
  ExtentsWriter extents;
  for (std::size_t i = 0; i < anchors->lines.size(); ++i) {
    const GlyphLine& line = anchors->lines[i];
    std::string text;
    std::vector<SourceSpan> others;
    bool open = false;
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    for (std::size_t at = line.text_begin; at < line.text_end; ++point) {
      const utf8::Decoded next = utf8::decode(passage.text, at);
      const char32_t drawn = point < glyphs.size() ? drawn_by(page, glyphs[point]) : 0;
      const auto here = begin + static_cast<std::uint32_t>(text.size());
      utf8::append(text, drawn != 0 ? drawn : next.code_point);
      if (drawn != 0) {
        if (!open) others.push_back({here, here});
        others.back().end = begin + static_cast<std::uint32_t>(text.size());
      }
      open = drawn != 0;
      at += next.bytes;
    }
    if (others.empty()) continue;
    GlyphLine place = line;
    place.text_begin = begin;
    out.text += text;
    place.text_end = static_cast<std::uint32_t>(out.text.size());
    const bool is_last = i + 1 == anchors->lines.size();
    place.extents = extents.add_line(anchors->extents.bytes_of(
        line.extents, is_last ? anchors->extents.size() : anchors->lines[i + 1].extents));
    places.lines.push_back(place);
    for (const SourceSpan span : others) {
      out.traces.push_back({TraceKind::contradicting_text, span, "to-unicode", {}, {}});
    }
  }
  if (places.lines.empty()) return std::nullopt;
  places.extents = extents.take();
  out.surface = passage.surface;
  out.visibility = passage.visibility;
  out.where = passage.where;
  out.emphasis = passage.emphasis;
  out.page = passage.page;
  out.anchors = std::move(places);
  return out;
}

}  // namespace mishen::pdf
