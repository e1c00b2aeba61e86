// What every match of a pattern must contain, worked out from its structure so that a text without
// it need not be searched. Each step only ever claims what holds for all matches; where it cannot
// tell, it claims nothing.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "scanner/rulebook/pattern.h"

namespace mishen {

// A claim: every match contains, somewhere, at least one of these. Nothing in it: no claim.
struct Need {
  std::uint32_t digit_run = 0;  // this many ASCII digits in a row; 0: not among the alternatives
  std::vector<char32_t> singles;
  std::vector<std::pair<char32_t, char32_t>> pairs;  // two code points in a row
  // How often ordinary text has one of them by chance, on a scale of its own; for choosing.
  double cost = 0;

  [[nodiscard]] bool claims() const { return digit_run != 0 || !singles.empty() || !pairs.empty(); }
  friend bool operator==(const Need&, const Need&) = default;
};

struct PatternFacts {
  bool nullable = true;            // may match the empty string
  std::uint32_t least = 0;         // code points, at least (capped)
  std::uint32_t most = 0;          // code points, at most; PatternNode::kUnbounded
  Chars first, last;               // what the first and the last code point of a match may be
  bool only_digits = true;         // every code point of every match is an ASCII digit
  std::uint32_t digits_first = 0;  // so many digits stand at the start of every match, at least
  std::uint32_t digits_last = 0;   // and at the end
  std::uint32_t digits = 0;        // and in it, at least, wherever
  Need need;
  // A second claim, about other code points: what a match contains as well. Where the first is of
  // what ordinary text is full of (a few digits, 公开), both together are rare.
  Need also;
};

[[nodiscard]] PatternFacts facts_of(const PatternNode& node);

}  // namespace mishen
