// How common things are in ordinary official Chinese: what a sieve looks for had better be rare.
// Only a matter of speed; nothing that is found depends on it. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mishen {

// About how often this one stands in a million characters.
[[nodiscard]] double frequency(char32_t c);
// These two in a row; never more often than either of them.
[[nodiscard]] double frequency(char32_t first, char32_t second);
// So many ASCII digits in a row: years and counts are everywhere, longer ones are rare.
[[nodiscard]] double frequency_of_digits(std::uint32_t length);
// So many ASCII letters and digits in a row: short ones are English words.
[[nodiscard]] double frequency_of_alnum(std::uint32_t length);

// Where in `word`, of two code points or more, its rarest pair begins.
[[nodiscard]] std::size_t rarest_pair(std::u32string_view word);

}  // namespace mishen
