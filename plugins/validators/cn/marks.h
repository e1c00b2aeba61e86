// Validators of marks: what a document says of itself. A mention of a secrecy word is no mark.
#pragma once

#include <memory>
#include <string>

#include "scanner/judge/validator.h"

namespace mishen::cn {

// State-secret marks by DOMAIN's decision procedure (1.4), every signal a reason with its points;
// the rule's own points are 0. 60 and more is a mark, 30 to 59 a person decides, below it is a
// mention. Attributes: level, term, term-kind.
Result<std::unique_ptr<const Validator>> make_secrecy_mark(RuleData& data);

// Work-secret and internal marks (DOMAIN 2): the line, the bracket or the label must consist of
// words of handling alone.
Result<std::unique_ptr<const Validator>> make_internal_mark(RuleData& data);

// Business-secret marks: [owner] grade [term] filling their line.
Result<std::unique_ptr<const Validator>> make_business_mark(RuleData& data);

}  // namespace mishen::cn
