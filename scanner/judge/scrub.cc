#include "scanner/judge/scrub.h"

#include <algorithm>

#include "scanner/base/utf8.h"
#include "scanner/judge/lines.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

constexpr std::size_t kShortestHiddenRun = 7;
constexpr std::size_t kShownOfRun = 3;

constexpr bool is_numeral(char32_t c) {
  switch (c) {
    case U'〇':
    case U'○':
    case U'零':
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'壹':
    case U'贰':
    case U'叁':
    case U'肆':
    case U'伍':
    case U'陆':
    case U'柒':
    case U'捌':
    case U'玖':
    case U'幺':
    case U'两':
      return true;
    default:
      return false;
  }
}

// A digit of any script, as folding sees it.
bool is_any_digit(char32_t c, std::string_view bytes) {
  if (c < 0x80) return c >= '0' && c <= '9';
  if (is_numeral(c)) return true;
  if (c >= 0x4E00 && c <= 0x9FFF) return false;
  // A circled digit is folded beside others of its kind, a superscript beside digits.
  const auto folds = [](const std::string& text) {
    const std::string folded = fold(text);
    return !folded.empty() && std::all_of(folded.begin(), folded.end(),
                                          [](char one) { return one >= '0' && one <= '9'; });
  };
  const std::string one(bytes);
  return folds(one + one) || folds("0" + one + "0");
}

// What may stand between two digits of one number: more than mask_digit_runs() lets pass, so that
// nothing it hides is shown here.
bool is_run_separator(char32_t c) {
  return is_control(c) || c == ' ' || c == '-' || c == '.' || c == '*' || c == 0xB7 || c == 0xA0 ||
         c == 0x3000 || (c >= 0x2000 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D || c == 0xFF0E ||
         c == 0xFF0A;
}

// Characters without a width.
bool is_nothing(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFE00 && c <= 0xFE0F);
}

struct DigitRun {
  std::size_t digits = 0;
  SourceSpan hidden;
  bool after_separator = false;
};

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

// A letter or an ideograph that is no numeral: it folds to no digit, and no number goes on over it.
bool ends_number(char32_t c) {
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return c >= 0x4E00 && c <= 0x9FFF && !is_numeral(c);
}

// Whether scrub() may change anything: somewhere stands a control, or so many characters that may
// be digits, none of which folds to more than one, with nothing between them that ends a number.
bool may_need_scrubbing(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    i += d.bytes;
    if (ends_number(d.code_point)) {
      digits = 0;
    } else if (d.code_point < 0x20 || d.code_point == 0x7F || d.code_point == utf8::kReplacement) {
      return true;
    } else if (d.code_point >= 0x80 || (d.code_point >= '0' && d.code_point <= '9')) {
      if (++digits == kShortestHiddenRun || is_control(d.code_point)) return true;
    }
  }
  return false;
}

}  // namespace

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string without_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t kept = 0;  // what stands before it is in `out`
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    const bool damaged = d.code_point == utf8::kReplacement && d.bytes == 1;
    if (damaged || is_control(d.code_point)) {
      out.append(text, kept, i - kept);
      utf8::append(out, damaged ? utf8::kReplacement : U' ');
      kept = i + d.bytes;
    }
    i += d.bytes;
  }
  out.append(text, kept);
  return out;
}

std::string scrub(std::string_view text) {
  if (!may_need_scrubbing(text)) return std::string(text);
  const std::string plain = without_controls(text);
  const std::string folded = fold(plain);
  std::string hidden = hide_numerals(mask_digit_runs(folded));
  // Nothing to hide: as the draft writes it.
  return hidden == folded ? plain : hidden;
}

std::vector<SourceSpan> hidden_runs(std::string_view text) {
  std::vector<SourceSpan> out;
  DigitRun run;
  const auto flush = [&] {
    if (run.digits >= kShortestHiddenRun) out.push_back(run.hidden);
    run = {};
  };
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    const auto begin = static_cast<std::uint32_t>(i);
    const auto end = static_cast<std::uint32_t>(i + d.bytes);
    if (is_nothing(d.code_point)) {
      // Neither a digit nor the end of a number.
    } else if (is_any_digit(d.code_point, text.substr(i, d.bytes))) {
      if (run.digits++ == kShownOfRun) run.hidden.begin = begin;
      run.hidden.end = end;
      run.after_separator = false;
    } else if (run.digits > 0 && is_run_separator(d.code_point) &&
               (!run.after_separator || d.code_point == '*')) {
      run.after_separator = true;
    } else {
      flush();
    }
    i += d.bytes;
  }
  flush();
  return out;
}

SourceSpan hidden_part(std::string_view value, std::string_view shown) {
  const auto whole = static_cast<std::uint32_t>(value.size());
  if (value == shown) return {whole, whole};
  std::size_t begin = 0;
  while (begin < value.size() && begin < shown.size() && value[begin] == shown[begin] &&
         shown[begin] != '*') {
    ++begin;
  }
  std::size_t tail = 0;
  const std::size_t most = std::min(value.size(), shown.size()) - begin;
  while (tail < most && value[value.size() - 1 - tail] == shown[shown.size() - 1 - tail] &&
         shown[shown.size() - 1 - tail] != '*') {
    ++tail;
  }
  // Both edges between code points: a byte too many is hidden rather than one too few.
  const std::uint32_t from = floor_to_code_point(value, static_cast<std::uint32_t>(begin));
  const std::uint32_t to =
      ceil_to_code_point(value, static_cast<std::uint32_t>(value.size() - tail));
  return {from, to};
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
