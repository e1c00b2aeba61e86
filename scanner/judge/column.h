// A column of hits is one finding: whoever reads "77 identity numbers in column 3 of table 2" knows
// what to do, and need not decide 77 times.
#pragma once

#include <vector>

#include "scanner/judge/finding.h"
#include "scanner/judge/ident.h"

namespace mishen {

// Findings of one rule, likelihood and cap that stand in one column of one table (same file, page
// and surface) become one, at the place of the first, with all of them as its members. It shows the
// first one's excerpt and reasons; of the attributes those all members share; disguises and lost
// rules of any. Its id is made of its members' ids, not of where they lie: a member that comes or
// goes makes another finding of it. A hit that lies in several cells stays alone. `findings` are in
// reading order, and so is the answer. `ids` gave their ids.
[[nodiscard]] std::vector<Finding> group_columns(std::vector<Finding> findings, IdMaker& ids);

}  // namespace mishen
