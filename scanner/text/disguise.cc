#include <algorithm>

#include "scanner/base/utf8.h"
#include "scanner/text/fold_table.h"
#include "scanner/text/look_alikes.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

Disguise without(Disguise set, Disguise one) {
  return static_cast<Disguise>(static_cast<unsigned>(set) & ~static_cast<unsigned>(one));
}

Disguise of_dropped(char32_t c) {
  switch (c) {
    case '\n':
      return Disguise::line_wrap;
    case ' ':
    case '-':
    case '.':
    case '/':
    case '_':
    case U'·':
    case U'•':
    case U'・':
    case U'‧':
      return Disguise::spacing;
    default:
      return Disguise::none;
  }
}

Disguise of_replaced(char32_t c) {
  if (fold_entry(c).kind != FoldKind::keep) return Disguise::none;
  if (numeral_digit(c)) return Disguise::numerals;
  if (look_alike_digit(c) || looks_like_check_letter(c)) return Disguise::look_alike;
  return Disguise::none;
}

// What the fold says of a character; a separator that is not the plain one says both.
Disguise of_character(char32_t c, bool dropped) {
  const FoldEntry& entry = fold_entry(c);
  if (!dropped) return entry.disguise;
  const std::string_view folded = entry.target();
  return entry.disguise | of_dropped(folded.empty() ? c : utf8::decode(folded, 0).code_point);
}

Disguise of_dropped_text(std::string_view source) {
  Disguise out = Disguise::none;
  for (std::size_t i = 0; i < source.size();) {
    const utf8::Decoded d = utf8::decode(source, i);
    out = out | of_character(d.code_point, true);
    i += d.bytes;
  }
  if (!has(out, Disguise::line_wrap)) return out;
  return without(out, Disguise::spacing);  // the spaces round a line end
}

// `source` was replaced, `unit` bytes at a time.
Disguise of_replaced_text(std::string_view source, std::uint32_t unit) {
  Disguise out = Disguise::none;
  for (std::size_t i = 0; i < source.size();) {
    const utf8::Decoded d = utf8::decode(source, i);
    out = out | of_character(d.code_point, false);
    // A unit of several characters was reversed or composed, none of them stands for another.
    if (d.bytes == unit) out = out | of_replaced(d.code_point);
    i += d.bytes;
  }
  return out;
}

// The source of a reading within `span`, over all passages it came from.
std::string source_text(const Document& document, const Reading& reading, SourceSpan span) {
  std::string out;
  std::uint32_t begin = 0;  // of the passage in the reading's source
  for (const std::uint32_t index : reading.passages) {
    const std::string& text = document.passages[index].text;
    const auto end = begin + static_cast<std::uint32_t>(text.size());
    const SourceSpan part = {std::max(span.begin, begin), std::min(span.end, end)};
    if (part.begin < part.end) out.append(text, part.begin - begin, part.size());
    begin = end;
  }
  return out;
}

// A unit of several characters that came out in another order.
bool is_reversed(const Reading& reading, const OffsetMap::Stretch& s, std::string_view source) {
  const std::string_view seen = std::string_view(reading.text).substr(s.norm_begin, s.norm_unit);
  return utf8::length(source) > s.count && utf8::length(seen) > 1;
}

}  // namespace

Disguise disguises_of(const Document& document, const Reading& reading, NormSpan span) {
  const SourceSpan inside = reading.map.to_source(span);
  const std::string source = source_text(document, reading, inside);
  Disguise out = Disguise::none;
  const auto& all = reading.map.stretches();
  auto at = std::lower_bound(
      all.begin(), all.end(), inside.begin,
      [](const OffsetMap::Stretch& s, std::uint32_t begin) { return s.source_end() <= begin; });
  for (; at != all.end() && at->source_begin < inside.end; ++at) {
    const std::uint32_t begin = std::max(at->source_begin, inside.begin) - inside.begin;
    const std::uint32_t end = std::min(at->source_end(), inside.end) - inside.begin;
    const std::string_view changed = std::string_view(source).substr(begin, end - begin);
    out = out | (at->norm_unit == 0 ? of_dropped_text(changed)
                                    : of_replaced_text(changed, at->source_unit));
    if (at->norm_unit > 0 && is_reversed(reading, *at, changed)) out = out | Disguise::bidi;
  }
  if (reading.passages.size() == 1) return out;
  // The blanks round what a cell holds are no spacing.
  out = without(without(out, Disguise::spacing), Disguise::line_wrap);
  return pieces_of(document, reading, span).size() > 1 ? out | Disguise::cells : out;
}

}  // namespace mishen
