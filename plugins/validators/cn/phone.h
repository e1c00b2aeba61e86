// Telephone numbers of mainland China: mobile segments and area codes are tables
// (rules/data/cn-mobile-segments.tsv, cn-area-codes.tsv), re-checked every year.
#pragma once

#include <memory>
#include <string>

#include "scanner/judge/validator.h"

namespace mishen::cn {

using MadeValidator = Result<std::unique_ptr<const Validator>>;

// 11 digits in an allocated segment, with or without 86: yes. A segment that is not allocated stays
// below every threshold unless the rule's label speaks for it. no: an amount, a decimal number, a
// machine's SIM.
MadeValidator make_mobile(RuleData& data);

// The same, and beside it signs that it is a private person's: the name in its row, or a label of a
// private role (户主 患者 学生 家长) in its line. Without them no.
MadeValidator make_mobile_of_person(RuleData& data);

// Area code and local number of 7 or 8 digits, as the area has them: yes. A local number alone:
// unknown. no: no such area, a wrong length, a short service number behind an area code.
MadeValidator make_landline(RuleData& data);

}  // namespace mishen::cn
