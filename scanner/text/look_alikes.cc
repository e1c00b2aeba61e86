#include "scanner/text/look_alikes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "scanner/text/fold_table.h"

namespace mishen {
namespace {

struct Numeral {
  char32_t code = 0;
  char digit = 0;
};
constexpr std::size_t count_numerals() {
  std::size_t count = 0;
  for (const std::u32string_view numerals : kNumerals) count += numerals.size();
  return count;
}
constexpr std::array<Numeral, count_numerals()> sorted_numerals() {
  std::array<Numeral, count_numerals()> out;
  std::size_t at = 0;
  for (std::size_t digit = 0; digit < std::size(kNumerals); ++digit) {
    for (const char32_t c : kNumerals[digit]) out[at++] = {c, static_cast<char>('0' + digit)};
  }
  std::sort(out.begin(), out.end(),
            [](const Numeral& a, const Numeral& b) { return a.code < b.code; });
  return out;
}
constexpr auto kByCode = sorted_numerals();

bool is_one_of(char32_t c, std::u32string_view all) {
  return all.find(c) != std::u32string_view::npos;
}

}  // namespace

std::optional<char> numeral_digit(char32_t c) {
  const auto found =
      std::lower_bound(kByCode.begin(), kByCode.end(), c,
                       [](const Numeral& numeral, char32_t code) { return numeral.code < code; });
  if (found == kByCode.end() || found->code != c) return std::nullopt;
  return found->digit;
}

bool is_numeral_unit(char32_t c) { return c >= 0x4E00 && is_one_of(c, U"十百千万亿拾佰仟萬億"); }

std::optional<char> look_alike_digit(char32_t c) {
  if (is_one_of(c, U"Oo\u041E\u043E\u039F\u03BF")) return '0';   // Latin, О о, Ο ο
  if (is_one_of(c, U"lI|\u4E28\u2160\u0406\u0399")) return '1';  // Latin, 丨 Ⅰ І Ι
  const FoldEntry& entry = fold_entry(c);
  if (entry.kind == FoldKind::ornate) return entry.target()[0];
  return std::nullopt;
}

bool looks_like_check_letter(char32_t c) {
  return is_one_of(c, U"\u0425\u0445\u03A7\u03C7\u00D7\u2715\u2716\u2169\u2179");  // Хх Χχ ×✕✖ Ⅹⅹ
}

}  // namespace mishen
