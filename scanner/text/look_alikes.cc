#include "scanner/text/look_alikes.h"

#include <array>
#include <cstddef>
#include <string_view>

#include "scanner/text/fold_table.h"

namespace mishen {
namespace {

constexpr std::u32string_view kNumerals[10] = {
    U"〇○零",           // 0
    U"一壹幺弌〡",      // 1
    U"二贰貳两兩弍〢",  // 2
    U"三叁參叄弎〣",    // 3
    U"四肆〤",          // 4
    U"五伍〥",          // 5
    U"六陆陸〦",        // 6
    U"七柒〧",          // 7
    U"八捌〨",          // 8
    U"九玖〩",          // 9
};

// Most characters are told from numerals by their last ten bits alone.
constexpr std::size_t filter_slot(char32_t c) { return c & 0x3FFU; }
constexpr std::array<bool, 1024> make_filter() {
  std::array<bool, 1024> filter{};
  for (const std::u32string_view numerals : kNumerals) {
    for (const char32_t c : numerals) filter[filter_slot(c)] = true;
  }
  return filter;
}
constexpr std::array<bool, 1024> kFilter = make_filter();

bool is_one_of(char32_t c, std::u32string_view all) {
  return all.find(c) != std::u32string_view::npos;
}

}  // namespace

std::optional<char> numeral_digit(char32_t c) {
  if (!kFilter[filter_slot(c)]) return std::nullopt;
  for (std::size_t digit = 0; digit < std::size(kNumerals); ++digit) {
    if (is_one_of(c, kNumerals[digit])) return static_cast<char>('0' + digit);
  }
  return std::nullopt;
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
