// The one place where points become a likelihood. A rule's pattern brings Rule::points, validators
// and context clues add theirs; the sum decides. The scale is that of DOMAIN's decision procedure
// for marks, so that every rule speaks the same language. What a clue or a pattern is worth by
// default stands in rulebook/rule.h (kRaisePoints, kLowerPoints, kPatternPoints).
#pragma once

#include <optional>
#include <span>

#include "scanner/judge/validator.h"
#include "scanner/rulebook/rule.h"

namespace mishen {

inline constexpr int kPossible = 30;  // below: no finding
inline constexpr int kLikely = 60;
inline constexpr int kCertain = 80;

[[nodiscard]] int total(std::span<const Reason> reasons);
[[nodiscard]] std::optional<Likelihood> likelihood(int points);

// What a finding of `rule` weighs in `profile`: the rule's severity, one step less when the finding
// is only `possible`, never more than `cap`.
[[nodiscard]] Severity severity(Severity of_rule, Likelihood likelihood, Severity cap);

}  // namespace mishen
