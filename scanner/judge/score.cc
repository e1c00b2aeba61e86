#include "scanner/judge/score.h"

#include <algorithm>

namespace mishen {

int total(std::span<const Reason> reasons) {
  int sum = 0;
  for (const Reason& reason : reasons) sum += reason.points;
  return sum;
}

std::optional<Likelihood> likelihood(int points) {
  if (points >= kCertain) return Likelihood::certain;
  if (points >= kLikely) return Likelihood::likely;
  if (points >= kPossible) return Likelihood::possible;
  return std::nullopt;
}

Severity severity(Severity of_rule, Likelihood likelihood, Severity cap) {
  Severity weight = of_rule;
  if (likelihood == Likelihood::possible && weight != Severity::notice) {
    weight = static_cast<Severity>(static_cast<int>(weight) - 1);
  }
  return std::min(weight, cap);
}

}  // namespace mishen
