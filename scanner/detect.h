// All candidates of a draft: its readings, made and matched one by one.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/base/stopwatch.h"
#include "scanner/document/document.h"
#include "scanner/judge/judge.h"
#include "scanner/rulebook/compile.h"

namespace mishen {

struct Detected {
  // The readings that have candidates, those of a short text that several passages have only once
  // (MatchedReading::also).
  std::vector<MatchedReading> matched;
  bool complete = true;  // false: there were more candidates than the budget
};

// `budget` is the most candidates of all readings together. `watch` (null: nobody asked) is told
// what making readings takes, and what matching them. Pure; linear in the document.
[[nodiscard]] Detected detect(const Document& document, const CompiledRules& rules,
                              std::uint64_t budget, Stopwatch* watch = nullptr);

}  // namespace mishen
