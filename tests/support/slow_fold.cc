#include "tests/support/slow_fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <optional>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/text/fold_data.h"

namespace mishen {
namespace {

using Text = std::u32string;

bool is_one_of(char32_t c, std::u32string_view all) {
  return all.find(c) != std::u32string_view::npos;
}
bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }

const icu::Normalizer2& nfkc() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCInstance(error);
}

bool is_invisible(char32_t c) {
  return u_hasBinaryProperty(icu(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || c == 0x2800 ||
         is_between(c, 0xFFF9, 0xFFFB);
}

bool is_ornate(char32_t c) {
  return is_one_of(c, U"²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⓪⓿🄋🄌") ||
         is_between(c, U'①', U'⑨') || is_between(c, U'⓵', U'⓽') || is_between(c, U'❶', U'❾') ||
         is_between(c, U'➀', U'➈') || is_between(c, U'➊', U'➒');
}

bool is_list_number(char32_t c) {
  return is_between(c, U'⑴', U'⑼') || is_between(c, U'⒈', U'⒐') || is_between(c, 0x1F100, 0x1F10A);
}

// The value of any character that is a digit; -1: none.
int digit_value(char32_t c) {
  if (is_list_number(c)) return -1;
  const int type = u_getIntPropertyValue(icu(c), UCHAR_NUMERIC_TYPE);
  if (type != U_NT_DECIMAL && type != U_NT_DIGIT && !is_ornate(c)) return -1;
  return static_cast<int>(u_getNumericValue(icu(c)));
}

char32_t radical(char32_t c) {
  for (const FoldRun& run : fold_data::kRadicals) {
    if (c >= run.first && c < run.first + run.count) return run.target + (c - run.first) * run.step;
  }
  return c;
}

std::optional<char32_t> punctuation(char32_t c) {
  if (u_charType(icu(c)) == U_SPACE_SEPARATOR) return U' ';
  if (is_one_of(c, U"\u000b\u000c\r\u0085\u2028\u2029")) return U'\n';
  if (is_between(c, 0x2010, 0x2015) || is_one_of(c, U"\u2043\u2212\u2796\u2e3a\u2e3b")) return U'-';
  if (is_one_of(c, U"⋆☆✶⭐🌟") || is_between(c, U'✩', U'✰')) return U'★';
  if (is_one_of(c, U"٭⁎⁕∗✱✲✳")) return U'*';
  return std::nullopt;
}

bool is_form(char32_t c) {
  if (u_getCombiningClass(icu(c)) != 0) return false;
  switch (u_getIntPropertyValue(icu(c), UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_CANONICAL:
    case U_DT_WIDE:
    case U_DT_NARROW:
    case U_DT_FONT:
    case U_DT_SMALL:
    case U_DT_VERTICAL:
    case U_DT_INITIAL:
    case U_DT_MEDIAL:
    case U_DT_FINAL:
    case U_DT_ISOLATED:
      return true;
    default:
      return is_one_of(c, U"ſ․﹍﹎﹏");
  }
}

bool is_ligature(char32_t c) {
  return is_between(c, 0xFB00, 0xFB06) || is_between(c, 0xFB13, 0xFB17) ||
         is_between(c, 0xFEF5, 0xFEFC);
}

// What one character becomes; ornate digits stay.
Text fold_one(char32_t c) {
  if (is_ornate(c)) return {c};
  if (radical(c) != c) return {radical(c)};
  if (const int digit = digit_value(c); digit >= 0) return {U'0' + static_cast<char32_t>(digit)};
  if (const auto plain = punctuation(c)) return {*plain};
  icu::UnicodeString raw;
  if (!nfkc().getRawDecomposition(icu(c), raw)) return {c};
  const bool one = raw.countChar32() == 1 && raw.char32At(0) != ' ';
  if (!is_ligature(c) && !(one && is_form(c))) return {c};
  Text out;
  for (int i = 0; i < raw.length(); i = raw.moveIndex32(i, 1)) {
    out += fold_one(static_cast<char32_t>(raw.char32At(i)));
  }
  return out;
}

bool is_digit(char32_t c) { return is_between(c, U'0', U'9'); }

// Ornate digits become plain where two or more stand together and no plain digit touches them.
Text fold_ornate(const Text& text) {
  Text out = text;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_ornate(text[end])) ++end;
    const bool touched =
        (i > 0 && is_digit(text[i - 1])) || (end < text.size() && is_digit(text[end]));
    for (std::size_t k = i; end - i >= 2 && !touched && k < end; ++k) {
      out[k] = U'0' + static_cast<char32_t>(digit_value(text[k]));
    }
    i = end == i ? i + 1 : end;
  }
  return out;
}

// The Wingdings star behind a level: 绝密, 机 密, 秘密级.
Text fold_stars(Text text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != 0xF0AB) continue;
    Text before = text.substr(0, i);
    const auto strip_spaces = [&] {
      for (int n = 0; n < 8 && before.ends_with(U' '); ++n) before.pop_back();
    };
    strip_spaces();
    if (before.ends_with(U'级') || before.ends_with(U'級')) before.pop_back();
    if (!before.ends_with(U'密')) continue;
    before.pop_back();
    strip_spaces();
    if (!before.empty() && is_one_of(before.back(), U"绝机秘絕機祕")) text[i] = U'★';
  }
  return text;
}

Text decode(std::string_view text) {
  Text out;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    out += d.code_point;
    i += d.bytes;
  }
  return out;
}

}  // namespace

std::string slow_fold(std::string_view text) {
  Text folded;
  const Text source = decode(text);
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (is_invisible(source[i])) continue;
    if (source[i] == U'\r' && i + 1 < source.size() && source[i + 1] == U'\n') continue;
    folded += fold_one(source[i]);
  }
  folded = fold_stars(fold_ornate(folded));
  icu::UnicodeString plain;
  for (const char32_t c : folded) plain.append(icu(c));
  UErrorCode error = U_ZERO_ERROR;
  std::string out;
  icu::Normalizer2::getNFCInstance(error)->normalize(plain, error).toUTF8String(out);
  return out;
}

bool has_endless_marks(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2& nfc = *icu::Normalizer2::getNFCInstance(error);
  int marks = 0;
  for (const char32_t c : decode(text)) {
    if (is_invisible(c)) continue;
    marks = nfc.hasBoundaryBefore(icu(c)) ? 0 : marks + 1;
    if (marks > 30) return true;
  }
  return false;
}

}  // namespace mishen
