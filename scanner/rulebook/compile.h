// Rules -> one matcher. All patterns of all packs go into one RE2::Set; every return value of RE2
// is checked, and a set that does not fit is an error, never a set that silently finds nothing.
#pragma once

#include <re2/re2.h>
#include <re2/set.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/rulebook/load.h"

namespace mishen {

struct CompiledPattern {
  std::uint32_t rule = 0;  // index into Rulebook::rules
  std::unique_ptr<const re2::RE2> regex;
};

// Immutable after compile(); safe to share between threads and forked workers.
class CompiledRules {
 public:
  [[nodiscard]] const Rulebook& book() const { return book_; }
  [[nodiscard]] const Rule& rule(std::uint32_t index) const { return book_.rules[index]; }
  [[nodiscard]] const std::vector<CompiledPattern>& patterns() const { return patterns_; }
  // Set element i is patterns()[i].
  [[nodiscard]] const re2::RE2::Set& set() const { return *set_; }
  // "sha256:…" over all packs: which rules a review was made with.
  [[nodiscard]] const std::string& digest() const { return digest_; }
  // True when some rule also reads `kind`.
  [[nodiscard]] bool reads(ReadingKind kind) const {
    return (reading_kinds_ >> static_cast<unsigned>(kind) & 1U) != 0;
  }

 private:
  friend Result<CompiledRules> compile(Rulebook book);
  Rulebook book_;
  std::vector<CompiledPattern> patterns_;
  std::unique_ptr<const re2::RE2::Set> set_;
  std::string digest_;
  std::uint32_t reading_kinds_ = 1;
};

// Errors: kind rule; a pattern that does not compile (file:line), matches the empty string, or a
// set over RE2's memory budget.
Result<CompiledRules> compile(Rulebook book);

}  // namespace mishen
