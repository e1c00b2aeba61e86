// Characters that stand for digits: Chinese numerals, and what only looks like a digit.
#pragma once

#include <optional>

namespace mishen {

// The digit of a Chinese numeral that stands for one digit (一, 壹, 幺, 〇, ○ …).
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
