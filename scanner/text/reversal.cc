#include <unicode/uchar.h>

#include <algorithm>

#include "scanner/base/utf8.h"
#include "scanner/text/alternates.h"
#include "scanner/text/digits.h"

namespace mishen {
namespace {

constexpr std::string_view kOverride = "\u202E";
constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kDeepest = 125;  // UAX #9, BD2

// Follows the directional controls of a text (UAX #9, X1-X8) as far as it matters here: which
// stretches stand under a right-to-left override.
class Directions {
 public:
  // Takes the character in; true if what follows is reversed.
  bool take(char32_t c) {
    switch (c) {
      case 0x202A:
      case 0x202B:
      case 0x202D:
      case 0x202E:
      case 0x2066:
      case 0x2067:
      case 0x2068:
        if (open_.size() < kDeepest) {
          open_.push_back(c);
        } else {
          ++overflow_;
        }
        break;
      case 0x202C:  // ends an embedding, but not across an isolate
        if (overflow_ > 0) {
          --overflow_;
        } else if (!open_.empty() && !is_isolate(open_.back())) {
          open_.pop_back();
        }
        break;
      case 0x2069:
        end_isolate();
        break;
      default:
        break;
    }
    return !open_.empty() && open_.back() == 0x202E;
  }

 private:
  static bool is_isolate(char32_t c) { return c >= 0x2066; }

  void end_isolate() {
    const auto isolate = std::find_if(open_.rbegin(), open_.rend(), is_isolate);
    if (overflow_ > 0 || isolate == open_.rend()) return;
    open_.erase(isolate.base() - 1, open_.end());
  }

  std::vector<char32_t> open_;
  std::size_t overflow_ = 0;
};

std::vector<SourceSpan> reversed_spans(std::string_view source) {
  std::vector<SourceSpan> spans;
  Directions directions;
  bool reversed = false;
  for (std::size_t i = source.find(kOverride); i < source.size();) {
    const utf8::Decoded d = utf8::decode(source, i);
    i += d.bytes;
    const bool now = directions.take(d.code_point);
    const auto place = static_cast<std::uint32_t>(i);
    if (now && !reversed) spans.push_back({place, static_cast<std::uint32_t>(source.size())});
    if (!now && reversed) spans.back().end = place - d.bytes;
    reversed = now;
  }
  return spans;
}

std::string mirrored(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t end = text.size(); end > 0;) {
    const utf8::Decoded d = utf8::decode_before(text, end);
    end -= d.bytes;
    if (d.code_point == utf8::kReplacement) {
      out.append(text, end, d.bytes);
    } else {
      utf8::append(out, static_cast<char32_t>(u_charMirror(static_cast<UChar32>(d.code_point))));
    }
  }
  return out;
}

bool is_digit_or_check(unsigned char byte) { return is_digit(byte) || byte == 'X' || byte == 'x'; }

// The end of the number that starts at `i` (its check letter may come first), within `end`; `i` if
// it is shorter than kFewestDigits.
std::size_t number_end(std::string_view text, std::size_t i, std::size_t end) {
  std::size_t digits = 0;
  std::size_t at = i;
  std::size_t last = i;
  while (at < end && is_digit_or_check(byte_at(text, at))) {
    for (; at < end && is_digit_or_check(byte_at(text, at)); ++at) ++digits;
    last = at;
    at += separator_at(text, at);
  }
  return digits >= kFewestDigits ? last : i;
}

// The length of the punctuation mark or line end at `i`, over which nothing is reversed; 0: none.
std::size_t stop_at(std::string_view text, std::size_t i) {
  for (const std::string_view stop : {"\n", "\t", ",", ";", "!", "?", "。", "、"}) {
    if (text.substr(i).starts_with(stop)) return stop.size();
  }
  return 0;
}

class Reverser {
 public:
  explicit Reverser(std::string_view text) : text_(text) {}

  void reverse(NormSpan span) {
    std::size_t begin = span.begin;
    for (std::size_t i = span.begin; i < span.end;) {
      if (const std::size_t stop = stop_at(text_, i)) {
        add(begin, i);
        begin = i += stop;
      } else if (const std::size_t end = number_end(text_, i, span.end); end > i) {
        add(begin, i);
        add(i, end);
        begin = i = end;
      } else {
        i = skip(i);
      }
    }
    add(begin, span.end);
  }

  Edits take() { return std::move(edits_); }

 private:
  // Behind the character at `i`, or behind the short number there.
  [[nodiscard]] std::size_t skip(std::size_t i) const {
    if (!is_digit_or_check(byte_at(text_, i))) return i + utf8::decode(text_, i).bytes;
    while (is_digit_or_check(byte_at(text_, i))) ++i;
    return i;
  }

  void add(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const std::string_view old = text_.substr(begin, end - begin);
    std::string seen = mirrored(old);
    if (seen == old) return;
    edits_.push_back(
        {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(seen)});
  }

  std::string_view text_;
  Edits edits_;
};

}  // namespace

Edits reversal_edits(std::string_view source, const NormalText& primary) {
  if (primary.map.is_identity() || source.find(kOverride) == std::string_view::npos) return {};
  Reverser reverser(primary.text);
  for (const SourceSpan span : reversed_spans(source)) reverser.reverse(primary.map.to_norm(span));
  return reverser.take();
}

}  // namespace mishen
