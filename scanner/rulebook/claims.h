// Claims about what every match of a pattern contains: made, chosen between, put together. Each
// holds for all matches, or it is not made. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "scanner/rulebook/pattern.h"

namespace mishen {

// A claim: every match contains, somewhere, at least one of these. Nothing in it: no claim.
struct Need {
  std::uint32_t digit_run = 0;  // this many ASCII digits in a row; 0: not among the alternatives
  std::uint32_t alnum_run = 0;  // this many ASCII letters and digits in a row; 0: likewise
  std::vector<char32_t> singles;
  std::vector<std::pair<char32_t, char32_t>> pairs;  // two code points in a row
  std::vector<std::u32string> words;                 // three in a row and more
  // How often ordinary text has one of them by chance, on a scale of its own; for choosing.
  double cost = 0;

  [[nodiscard]] bool claims() const {
    return digit_run != 0 || alnum_run != 0 || !singles.empty() || !pairs.empty() || !words.empty();
  }
  friend bool operator==(const Need&, const Need&) = default;
};

// Kept of one pattern.
inline constexpr std::size_t kMostClaims = 3;

// ---- of one thing a match contains

[[nodiscard]] Need digit_run_of(std::uint32_t length);
// `folded`: it may have one of the two code points beyond ASCII that letters without case stand for
// as well. No claim for a short one.
[[nodiscard]] Need alnum_run_of(std::uint32_t length, bool folded);
[[nodiscard]] Need singles_of(const Chars& chars);
// One of the first, directly before one of the second.
[[nodiscard]] Need pairs_of(const Chars& first, const Chars& second);
[[nodiscard]] Need any_of_strings(std::vector<std::u32string> strings);

// ---- of several; `claims` all hold, the rarest first, and each says something the others do not

// One claim more that holds for the same matches.
void keep(std::vector<Need>& claims, Need other);
// What holds where either of two parts matches.
[[nodiscard]] std::vector<Need> either_claims(std::vector<Need> a, const std::vector<Need>& b);

// U+212A and U+017F: a K and an S without case.
inline constexpr char32_t kKelvin = 0x212A;
inline constexpr char32_t kLongS = 0x017F;

}  // namespace mishen
