// Candidates and traces -> Findings: validators, context, likelihood with reasons, overlaps.
// Deterministic: the order of candidates does not matter. Linear in candidates times their line
// lengths.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/document/document.h"
#include "scanner/document/view.h"
#include "scanner/judge/finding.h"
#include "scanner/match/match.h"
#include "scanner/rulebook/compile.h"

namespace mishen {

// The validators the rules name, made and bound. Immutable; shared with workers by fork.
class BoundValidators {
 public:
  // Errors: kind rule (data missing).
  static Result<BoundValidators> bind(const Rulebook& book, const ValidatorSet& set,
                                      const std::string& data_folder);
  // The validators of rule `index`, in the rule's order.
  [[nodiscard]] std::span<const Validator* const> of(std::uint32_t rule) const {
    return by_rule_[rule];
  }

 private:
  std::vector<std::unique_ptr<const Validator>> owned_;
  std::vector<std::vector<const Validator*>> by_rule_;
};

// The candidates of one reading.
struct MatchedReading {
  Reading reading;
  std::vector<Candidate> candidates;  // not empty
  // Further passages with the very text of the reading's own, which is one: theirs are this reading
  // and these candidates with only the passage another.
  std::vector<std::uint32_t> also;
};

struct JudgeOptions {
  bool reveal = false;  // keep values in the findings
  FingerprintKey key;
  std::string today;  // "2026-01-31", to say whether a term has run out; empty: not said
};

struct Judged {
  std::vector<Finding> findings;
  DraftView view;
};

// `matched` holds every reading that had candidates, once, in any order. The traces of `document`
// that rules ask for become findings too, what contradicts within the draft is told, and a column
// of hits is one finding. In reading order.
[[nodiscard]] std::vector<Finding> judge(const Document& document,
                                         std::span<const MatchedReading> matched,
                                         const CompiledRules& rules,
                                         const BoundValidators& validators,
                                         const JudgeOptions& options);

// The same with the draft as a reviewer reads it.
[[nodiscard]] Judged judge_and_view(const Document& document,
                                    std::span<const MatchedReading> matched,
                                    const CompiledRules& rules, const BoundValidators& validators,
                                    const JudgeOptions& options);

}  // namespace mishen
