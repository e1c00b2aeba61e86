// Characters that stand for digits: Chinese numerals, and what only looks like a digit.
#pragma once

#include <optional>
#include <string_view>

namespace mishen {

// The Chinese numerals that stand for one digit, by their digit.
inline constexpr std::u32string_view kNumerals[10] = {
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

[[nodiscard]] std::optional<char> numeral_digit(char32_t c);

// Numerals that count tens and more: 十百千万亿 and their capital and traditional forms.
[[nodiscard]] bool is_numeral_unit(char32_t c);

// The ring ○, which is a numeral zero or a mask.
inline constexpr char32_t kRing = 0x25CB;

// The digit a letter or stroke looks like.
[[nodiscard]] std::optional<char> look_alike_digit(char32_t c);

// Looks like the check letter X; X and x themselves do not count.
[[nodiscard]] bool looks_like_check_letter(char32_t c);

}  // namespace mishen
