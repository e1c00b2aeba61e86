// What every validator does first: the bare characters of a value, whatever stood between them.
#pragma once

#include <string>
#include <string_view>

namespace mishen::cn {

// Digits and capital letters of `value`. Full-width forms become ASCII, small letters capital; the
// look-alikes of a check character X (Cyrillic, Greek, ×, Ⅹ) become X; spaces, line ends and the
// separators - . / · are dropped. Any other character makes the result empty: the value is not a
// number. So does more than `most` characters.
[[nodiscard]] std::string compact(std::string_view value, std::size_t most = 64);

// True for a day that exists, from 1850 to 2049. The upper end is far on purpose: a validator has
// no clock, and a birth date some years ahead is a wrong number that a person should look at.
[[nodiscard]] bool is_date(int year, int month, int day);

// The number `digits` spells; digits only, at most 9 of them.
[[nodiscard]] int to_int(std::string_view digits);

[[nodiscard]] bool all_digits(std::string_view text);

}  // namespace mishen::cn
