// The word lists of all rules, as one automaton.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "scanner/rulebook/rule.h"
#include "scanner/rulebook/sieve.h"
#include "scanner/rulebook/word_automaton.h"
#include "scanner/text/reading.h"

namespace mishen {

struct CompiledWord {
  std::uint32_t rule = 0;  // index into Rulebook::rules
  bool excluded = false;   // where it stands, the rule finds nothing
};

// Immutable; thread-safe.
class CompiledWords {
 public:
  // Null when no rule has a word list: then nothing is paid for them. `sieve` learns all words.
  static std::shared_ptr<const CompiledWords> of(const std::vector<Rule>& rules, Sieve& sieve);

  [[nodiscard]] const WordAutomaton& automaton() const { return *automaton_; }
  [[nodiscard]] const CompiledWord& word(std::uint32_t ordinal) const { return words_[ordinal]; }
  // Some rule with words looks at readings of `kind`; this one does.
  [[nodiscard]] bool reads(ReadingKind kind) const {
    return kinds_[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] bool reads(std::uint32_t rule, ReadingKind kind) const {
    return (kinds_of_rule_[rule] >> static_cast<unsigned>(kind) & 1U) != 0;
  }

 private:
  std::unique_ptr<const WordAutomaton> automaton_;
  std::vector<CompiledWord> words_;
  std::array<bool, kReadingKindCount> kinds_{};
  std::vector<std::uint32_t> kinds_of_rule_;  // bits, by rule
};

}  // namespace mishen
