#include "scanner/judge/lines.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000;
}

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'；' || c == U'!' || c == U'?' ||
         c == U';';
}

struct Reach {
  double from = INFINITY;
  double to = -INFINITY;
};

double dot(Point a, Shift b) {
  return a.x * static_cast<double>(b.x) + a.y * static_cast<double>(b.y);
}

// Where a line of `passage`, which has page anchors, lies along the reading direction of `base`, in
// points.
Reach reach_of(const Passage& passage, const GlyphLine& line, const GlyphLine& base) {
  const std::string_view text = std::string_view(passage.text).substr(0, line.text_end);
  const std::optional<Extent> reach =
      std::get<PageAnchors>(passage.anchors)
          .extents.reach(line.extents, 0, utf8::length(text.substr(line.text_begin)));
  if (!reach) return {};
  const double shift =
      dot({line.origin.x - base.origin.x, line.origin.y - base.origin.y}, base.along);
  return {shift + reach->begin, shift + reach->end};
}

double height(const GlyphLine& line) {
  return std::hypot(static_cast<double>(line.up.x), static_cast<double>(line.up.y));
}

bool same_setting(const GlyphLine& a, const GlyphLine& b) {
  const double turn = dot({a.along.x, a.along.y}, b.along);
  const double larger = std::max(height(a), height(b));
  return turn > 0.99 && std::min(height(a), height(b)) > 0.85 * larger;
}

// Lines looked at to learn how wide a passage is; a passage that is longer shows it in these.
constexpr std::ptrdiff_t kWidthWindow = 24;

}  // namespace

LineRange line_at(std::string_view text, std::uint32_t offset) {
  return lines_over(text, offset, offset);
}

LineRange lines_over(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  // Not rfind(), which goes byte by byte.
  const void* const before =
      begin == 0 ? nullptr
                 : ::memrchr(text.data(), '\n', std::min<std::size_t>(begin, text.size()));
  const std::size_t after = text.find('\n', end);
  LineRange line;
  if (before != nullptr) {
    line.begin = static_cast<std::uint32_t>(static_cast<const char*>(before) - text.data()) + 1;
  }
  line.end = static_cast<std::uint32_t>(after == std::string_view::npos ? text.size() : after);
  return line;
}

std::string_view trim_end(std::string_view text) {
  while (!text.empty()) {
    const utf8::Decoded d = utf8::decode_before(text, text.size());
    if (!is_space(d.code_point)) break;
    text.remove_suffix(d.bytes);
  }
  return text;
}

std::string_view trim_begin(std::string_view text) {
  while (!text.empty()) {
    const utf8::Decoded d = utf8::decode(text, 0);
    if (!is_space(d.code_point)) break;
    text.remove_prefix(d.bytes);
  }
  return text;
}

std::string_view trim(std::string_view text) { return trim_end(trim_begin(text)); }

std::uint32_t floor_to_code_point(std::string_view text, std::uint32_t offset) {
  while (offset > 0 && offset < text.size() && is_continuation(text[offset])) --offset;
  return offset;
}

std::uint32_t ceil_to_code_point(std::string_view text, std::uint32_t offset) {
  while (offset < text.size() && is_continuation(text[offset])) ++offset;
  return offset;
}

std::string_view tail(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  return text.substr(ceil_to_code_point(text, static_cast<std::uint32_t>(text.size() - bytes)));
}

std::string_view head(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  return text.substr(0, floor_to_code_point(text, static_cast<std::uint32_t>(bytes)));
}

bool continues_line(const Passage& passage, std::uint32_t begin) {
  const auto* anchors = std::get_if<PageAnchors>(&passage.anchors);
  if (anchors == nullptr || begin == 0) return false;
  const std::vector<GlyphLine>& lines = anchors->lines;
  // The last line that begins at or before `begin`.
  const auto after = std::partition_point(
      lines.begin(), lines.end(), [&](const GlyphLine& line) { return line.text_begin <= begin; });
  const std::ptrdiff_t here = after - lines.begin() - 1;
  if (here < 1) return false;
  const GlyphLine& line = lines[here];
  const GlyphLine& above = lines[here - 1];
  if (!same_setting(line, above) || above.text_end == 0) return false;
  const std::string_view said = trim_end(std::string_view(passage.text).substr(0, above.text_end));
  if (said.empty() || ends_sentence(utf8::decode_before(said, said.size()).code_point)) {
    return false;
  }
  Reach widest;
  const auto count = static_cast<std::ptrdiff_t>(lines.size());
  for (auto i = std::max<std::ptrdiff_t>(0, here - kWidthWindow);
       i < std::min(count, here + kWidthWindow); ++i) {
    const Reach reach = reach_of(passage, lines[i], line);
    widest.from = std::min(widest.from, reach.from);
    widest.to = std::max(widest.to, reach.to);
  }
  const double slack = 1.5 * height(line);
  return reach_of(passage, above, line).to >= widest.to - slack &&
         reach_of(passage, line, line).from <= widest.from + slack;
}

}  // namespace mishen
