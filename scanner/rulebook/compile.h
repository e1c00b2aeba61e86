// Rules -> one matcher. All patterns of all packs go into one RE2::Set; every return value of RE2
// is checked, and a set that does not fit is an error, never a set that silently finds nothing.
#pragma once

#include <re2/re2.h>
#include <re2/set.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/rulebook/compiled_words.h"
#include "scanner/rulebook/gate.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// How rules' patterns are read. UTF-8; quiet (RE2 logs patterns, and a pattern can itself be a
// secret: a code name); longest match, so that neither the order of alternatives nor a lazy
// quantifier decides how much of a number is found.
[[nodiscard]] re2::RE2::Options pattern_options();

// Memory for one pattern's program and automaton, and for a set's. An automaton grows with what it
// meets, up to this and then starts anew; the set's is large enough that it never does so on
// ordinary text (a restart costs speed, not hits).
inline constexpr std::int64_t kPatternMemoryBytes = 16LL << 20U;
inline constexpr std::int64_t kSetMemoryBytes = 64LL << 20U;

struct CompiledPattern {
  std::uint32_t rule = 0;  // index into Rulebook::rules
  // As written.
  std::unique_ptr<const re2::RE2> regex;
  // With the rule's edges: one code point before and one (or the text's end) after are part of the
  // match. What stands at the text's very start has nothing before it and is looked for with
  // `regex`. Null when the rule has no edges.
  std::unique_ptr<const re2::RE2> edged;
};

// The patterns that look at one kind of reading.
struct PatternGroup {
  std::vector<std::uint32_t> patterns;  // indices into CompiledRules::patterns(), ascending
  // Shut for texts in which none of them can hit. Null when the group is empty.
  std::shared_ptr<const Gate> gate;
};

// Immutable after compile(); safe to share between threads and forked workers.
class CompiledRules {
 public:
  [[nodiscard]] const Rulebook& book() const { return book_; }
  [[nodiscard]] const Rule& rule(std::uint32_t index) const { return book_.rules[index]; }
  [[nodiscard]] const std::vector<CompiledPattern>& patterns() const { return patterns_; }
  // Element i tells whether patterns()[i] hits, edges included. One set serves all kinds of
  // readings: alternate ones are short and rare, and each further set would cost every start.
  [[nodiscard]] const re2::RE2::Set& set() const { return *set_; }
  [[nodiscard]] const PatternGroup& group(ReadingKind kind) const {
    return groups_[static_cast<std::size_t>(kind)];
  }
  // The word lists of all rules; null when there are none.
  [[nodiscard]] const CompiledWords* words() const { return words_.get(); }
  // "sha256:…" over all packs: which rules a review was made with.
  [[nodiscard]] const std::string& digest() const { return digest_; }
  // True when some rule looks at readings of `kind`.
  [[nodiscard]] bool reads(ReadingKind kind) const {
    return !group(kind).patterns.empty() || (words_ != nullptr && words_->reads(kind));
  }

 private:
  friend Result<CompiledRules> compile(Rulebook book);
  Rulebook book_;
  std::vector<CompiledPattern> patterns_;
  std::unique_ptr<const re2::RE2::Set> set_;
  std::array<PatternGroup, kReadingKindCount> groups_;
  std::shared_ptr<const CompiledWords> words_;
  std::string digest_;
};

// Errors: kind rule; a pattern that does not compile or can match the empty string (file:line), or
// a set over its memory.
Result<CompiledRules> compile(Rulebook book);

// True when `regex` matches the empty string somewhere in some text. Exact: all sixteen
// combinations of what RE2's zero-width assertions can see are tried.
[[nodiscard]] bool matches_empty(const re2::RE2& regex);

}  // namespace mishen
