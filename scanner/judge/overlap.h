// One value, one finding: of candidates that share text of the original the best one stands.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/judge/weigh.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// A candidate that stands, with those that lost to it.
struct Winner {
  Weighed weighed;
  std::vector<std::uint32_t> also;  // rules, best first; neither its own nor one twice
};

struct Settled {
  std::vector<Winner> winners;  // in reading order
  // What the losers covered: text a reader of an excerpt must not see either.
  struct Lost {
    std::uint32_t rule;
    SourcePiece piece;
  };
  std::vector<Lost> lost;
};

// The best: the likelier; then the one that weighs more in the strictest profile (what must not go
// out is never told as a mere notice that is no likelier); then more points, the longer, fewer
// disguises, the earlier rule. Depends on nothing but the candidates, whatever their order.
[[nodiscard]] Settled settle(std::vector<Weighed> candidates, const Rulebook& book);

}  // namespace mishen
