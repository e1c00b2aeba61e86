// What is doubtful about rules that load: faults their author would want to know of, none of which
// makes a review wrong by itself. Pure.
#pragma once

#include <vector>

#include "scanner/base/result.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// The problems of `book`, in its order; kind rule, place "file:line". Reported are
//   - a pattern that can never match, since normalisation takes away a character it asks for;
//   - a pattern that no positive example of its rule needs: nothing proves that it works;
//   - the same pattern twice, in one rule or in two rules with the same edges and validators;
//   - a pattern that every text must be searched for, because it begins with nothing rare and holds
//     neither a run of digits nor a fixed word (slow);
//   - a word that both raises and lowers the likelihood of one rule.
[[nodiscard]] std::vector<Error> lint(const Rulebook& book);

}  // namespace mishen
