// What must hold of an examination that came from a worker, beyond being readable.
#pragma once

#include "scanner/base/limits.h"
#include "scanner/policy/policy.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// The name of the first field that does not hold, or null. Everything a report or the policy relies
// on: texts are UTF-8, ids have their shape, rules exist in `rules`, ranges are in order, what is
// called masked is masked, counts are within `limits`.
[[nodiscard]] const char* first_breach(const Examination& examination, const Rulebook& rules,
                                       const Limits& limits);

}  // namespace mishen
