#include "scanner/judge/scrub.h"

#include <algorithm>

#include "scanner/base/utf8.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

constexpr std::size_t kShortestHiddenRun = 7;
constexpr std::size_t kShownOfRun = 3;

bool is_numeral(char32_t c) {
  constexpr std::u32string_view kNumerals = U"〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两";
  return kNumerals.find(c) != std::u32string_view::npos;
}

// C0, DEL, C1, line and paragraph separators, directional controls: nothing a report should obey.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Hides runs of Chinese numerals, with single spaces inside or without.
std::string hide_numerals(std::string_view text) {
  std::string out;
  std::string run;
  std::size_t digits = 0;
  const auto flush = [&] {
    if (digits < kShortestHiddenRun) {
      out += run;
    } else {
      std::size_t shown = 0;
      for (std::size_t i = 0; i < run.size();) {
        const utf8::Decoded d = utf8::decode(run, i);
        const bool hide = is_numeral(d.code_point) && shown++ >= kShownOfRun;
        out += hide ? "*" : run.substr(i, d.bytes);
        i += d.bytes;
      }
    }
    run.clear();
    digits = 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    const bool numeral = is_numeral(d.code_point);
    if (!numeral && !(digits > 0 && d.code_point == ' ' && run.back() != ' ')) flush();
    std::string& to = numeral || digits > 0 ? run : out;
    to.append(text.substr(i, d.bytes));
    digits += numeral ? 1 : 0;
    i += d.bytes;
  }
  flush();
  return out;
}

}  // namespace

std::string without_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    utf8::append(out, is_control(d.code_point) ? U' ' : d.code_point);
    i += d.bytes;
  }
  return out;
}

std::string scrub(std::string_view text) {
  const std::string plain = without_controls(text);
  const std::string folded = fold(plain);
  std::string hidden = hide_numerals(mask_digit_runs(folded));
  // Nothing to hide: as the draft writes it.
  return hidden == folded ? plain : hidden;
}

std::string shown(std::string_view value, MaskShape shape) {
  return without_middle(shape.open ? scrub(value) : mask(without_controls(value), shape));
}

std::string without_middle(std::string text) {
  const std::size_t length = utf8::length(text);
  if (length <= kLongestShown) return text;
  constexpr std::size_t kTail = kLongestShown / 3;
  std::string out;
  std::size_t index = 0;
  for (std::size_t i = 0; i < text.size(); ++index) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (index == kLongestShown - kTail - 1) out += "…";
    if (index < kLongestShown - kTail - 1 || index >= length - kTail) {
      out.append(text, i, d.bytes);
    }
    i += d.bytes;
  }
  return out;
}

}  // namespace mishen
