// Rules -> one matcher. A sieve tells which patterns a text is searched for, and a pattern is
// compiled when it is first searched for; that it can be is made sure of here, so that no rule is
// lost without a word.
#pragma once

#include <re2/re2.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/rulebook/beginnings.h"
#include "scanner/rulebook/compiled_words.h"
#include "scanner/rulebook/known_patterns.h"
#include "scanner/rulebook/landmark.h"
#include "scanner/rulebook/load.h"
#include "scanner/rulebook/search_pattern.h"
#include "scanner/rulebook/sieve.h"

namespace mishen {

// A pattern of a rule.
struct CompiledPattern {
  std::uint32_t rule = 0;    // index into Rulebook::rules
  std::uint32_t search = 0;  // index into CompiledRules::searches()
  std::uint32_t kinds = 0;   // of readings its rule looks at, a bit each

  [[nodiscard]] bool reads(ReadingKind kind) const {
    return (kinds >> static_cast<unsigned>(kind) & 1U) != 0;
  }
};

// What is searched for. Several rules may look for the same: it is searched for once.
struct Search {
  std::unique_ptr<const SearchPattern> pattern;
  std::vector<std::uint32_t> users;  // indices into CompiledRules::patterns(), ascending
  Beginnings beginnings;
  Landmark landmark;
};

// Immutable after compile(); safe to share between threads and forked workers.
class CompiledRules {
 public:
  [[nodiscard]] const Rulebook& book() const { return book_; }
  [[nodiscard]] const Rule& rule(std::uint32_t index) const { return book_.rules[index]; }
  [[nodiscard]] const std::vector<CompiledPattern>& patterns() const { return patterns_; }
  [[nodiscard]] const std::vector<Search>& searches() const { return searches_; }
  [[nodiscard]] const SearchPattern& search_of(const CompiledPattern& pattern) const {
    return *searches_[pattern.search].pattern;
  }
  // Over searches(), by their indices.
  [[nodiscard]] const Sieve& sieve() const { return *sieve_; }
  // The patterns that look at readings of `kind`, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& group(ReadingKind kind) const {
    return groups_[static_cast<std::size_t>(kind)];
  }
  // The word lists of all rules; null when there are none.
  [[nodiscard]] const CompiledWords* words() const { return words_.get(); }
  // "sha256:…" over all packs: which rules a review was made with.
  [[nodiscard]] const std::string& digest() const { return digest_; }
  // True when some rule looks at readings of `kind`.
  [[nodiscard]] bool reads(ReadingKind kind) const {
    return !group(kind).empty() || (words_ != nullptr && words_->reads(kind));
  }

 private:
  friend Result<CompiledRules> compile(Rulebook book, const KnownPatterns& patterns);
  Rulebook book_;
  std::vector<CompiledPattern> patterns_;
  std::vector<Search> searches_;
  std::unique_ptr<const Sieve> sieve_;
  std::array<std::vector<std::uint32_t>, kReadingKindCount> groups_;
  std::shared_ptr<const CompiledWords> words_;
  std::string digest_;
};

// Errors: kind rule; a pattern that does not compile or can match the empty string (file:line). A
// pattern of which its structure proves both is not compiled for it.
// `patterns`: what is known of them already, which makes no difference but in speed.
Result<CompiledRules> compile(Rulebook book, const KnownPatterns& patterns = {});

// Compiles every pattern: nothing is taken on proof. The same errors.
Status compile_all(const CompiledRules& rules);

// Which searches have been compiled so far, as bytes; always as many for the same rules. And the
// same searches compiled, in another process with these rules; bytes that are none are harmless.
[[nodiscard]] std::string compiled_searches(const CompiledRules& rules);
void compile_searches(const CompiledRules& rules, std::string_view compiled);

// True when `regex` matches the empty string somewhere in some text. Exact: all sixteen
// combinations of what RE2's zero-width assertions can see are tried.
[[nodiscard]] bool matches_empty(const re2::RE2& regex);

}  // namespace mishen
