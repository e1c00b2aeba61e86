// Findings about findings: what a draft holds together that does not go together.
#pragma once

#include <vector>

#include "scanner/judge/finding.h"
#include "scanner/judge/ident.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// Adds, for each rule with `together`, one finding when every rule it names has a finding that is
// at least `likely`. Its places are the first such finding's of each, in the order they are named;
// it shows the first one's excerpt, its reasons name the others, its likelihood is the least of
// theirs. Its id is made of their ids. `findings` and the answer are in reading order; the new one
// stands right behind its first.
[[nodiscard]] std::vector<Finding> add_together(std::vector<Finding> findings, const Rulebook& book,
                                                IdMaker& ids);

}  // namespace mishen
