#include "scanner/document/passage.h"

#include <algorithm>
#include <optional>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

Point at(const GlyphLine& line, double distance, bool top) {
  Point p{line.origin.x + static_cast<double>(line.along.x) * distance,
          line.origin.y + static_cast<double>(line.along.y) * distance};
  if (top) {
    p.x += static_cast<double>(line.up.x);
    p.y += static_cast<double>(line.up.y);
  }
  return p;
}

// The quad of the characters of `line` that lie in `span`; the extents are code points, so the text
// is walked once to find which.
std::optional<Quad> quad_of_line(const Passage& passage, const Extents& extents,
                                 const GlyphLine& line, SourceSpan span) {
  const std::uint32_t begin = std::max(span.begin, line.text_begin);
  const std::uint32_t end = std::min(span.end, line.text_end);
  if (begin >= end) return std::nullopt;
  const std::string_view text = passage.text;
  const std::size_t first = utf8::length(text.substr(line.text_begin, begin - line.text_begin));
  const std::size_t last = first + utf8::length(text.substr(begin, end - begin));
  const std::optional<Extent> reach = extents.reach(line.extents, first, last);
  if (!reach) return std::nullopt;
  const auto [from, to] = *reach;
  return Quad{at(line, from, true), at(line, to, true), at(line, from, false), at(line, to, false)};
}

}  // namespace

std::vector<Quad> quads_of(const Passage& passage, SourceSpan span) {
  std::vector<Quad> quads;
  const auto* anchors = std::get_if<PageAnchors>(&passage.anchors);
  if (anchors == nullptr) return quads;
  const auto& lines = anchors->lines;
  auto line = std::partition_point(
      lines.begin(), lines.end(), [&](const GlyphLine& one) { return one.text_end <= span.begin; });
  for (; line != lines.end() && line->text_begin < span.end; ++line) {
    if (auto quad = quad_of_line(passage, anchors->extents, *line, span)) quads.push_back(*quad);
  }
  return quads;
}

Utf16Range utf16_range(const Passage& passage, SourceSpan span) {
  const std::string_view text = passage.text;
  const auto begin = static_cast<std::uint32_t>(utf8::utf16_length(text.substr(0, span.begin)));
  const auto size =
      static_cast<std::uint32_t>(utf8::utf16_length(text.substr(span.begin, span.size())));
  return {begin, begin + size};
}

}  // namespace mishen
