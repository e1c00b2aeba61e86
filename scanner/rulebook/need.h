// What every match of a pattern must contain, worked out from its structure so that a text without
// it need not be searched. Each step only ever claims what holds for all matches; where it cannot
// tell, it claims nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scanner/rulebook/claims.h"
#include "scanner/rulebook/pattern.h"

namespace mishen {

struct PatternFacts {
  bool nullable = true;            // may match the empty string
  std::uint32_t least = 0;         // code points, at least (capped)
  std::uint32_t most = 0;          // code points, at most; PatternNode::kUnbounded
  Chars first, last;               // what the first and the last code point of a match may be
  bool only_digits = true;         // every code point of every match is an ASCII digit
  std::uint32_t digits_first = 0;  // so many digits stand at the start of every match, at least
  std::uint32_t digits_last = 0;   // and at the end
  std::uint32_t digits = 0;        // and in it, at least, wherever
  // The same of ASCII letters and digits, and of the two code points beyond that letters without
  // case stand for as well.
  bool only_alnum = true;
  std::uint32_t alnum_first = 0;
  std::uint32_t alnum_last = 0;
  bool folded = false;  // one of those two may be among them
  // Every match is one of these, where they are few and short.
  std::optional<std::vector<std::u32string>> exact = std::vector<std::u32string>{U""};
  // Every match meets all of these; the rarest first, and each says something the others do not.
  // Where the first is of what ordinary text is full of (a few digits, 公开), all together are
  // rare.
  std::vector<Need> claims;
};

[[nodiscard]] PatternFacts facts_of(const PatternNode& node);

}  // namespace mishen
