// Word lists in a reading: which words stand there, with their edges checked.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/match/match.h"

namespace mishen {

// Appends to `out` a candidate for each place of a word of a rule that reads reading.kind, sorted
// by span then rule. Of one rule's words: the longest at a place, then on behind it; none within a
// word its rule excludes. Chinese has no edges between words, and none are asked for; a word that
// begins or ends with a Latin letter or a digit may not touch another one there, whatever the rule
// says, and `edges` asks for more. At most `budget` are appended; false when there were more.
// `beginnings`: where words may begin, as Sieve::sift() found; null: not looked for yet.
[[nodiscard]] bool find_words(const CompiledRules& rules, const Reading& reading,
                              std::size_t budget, std::vector<Candidate>& out,
                              const std::vector<std::uint32_t>* beginnings = nullptr);

}  // namespace mishen
