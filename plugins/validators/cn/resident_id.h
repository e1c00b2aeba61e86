// Resident identity numbers (GB 11643-1999) and numbers that carry one inside.
#pragma once

#include <memory>
#include <string>

#include "plugins/validators/cn/regions.h"
#include "scanner/judge/validator.h"

namespace mishen::cn {

using MadeValidator = Result<std::unique_ptr<const Validator>>;

// 18 characters: province, birth date, check digit MOD 11-2. yes when all hold. A number whose date
// or check digit fails stays below every threshold unless its rule's label speaks for it (a typing
// error in a labelled number still gives region and birthday away), and so does one that Excel
// rounded to 15 digits and zeros. no: no such province, or a valid USCC.
MadeValidator make_resident_id(RuleData& data);

// 15 digits (before 1999): no check digit, so never yes; region and date must hold. A rule needs a
// label or a column.
MadeValidator make_resident_id_15(RuleData& data);

// A longer number with an identity number in it: disability card (20, 22), individual's tax number
// (20), medical qualification (27, 24). yes when the inner number's check digit holds.
MadeValidator make_resident_id_carrier(RuleData& data);

// Foreign permanent resident, card of 2023: 9, province, country, birth date, sequence, MOD 11-2.
MadeValidator make_foreign_resident_id(RuleData& data);

}  // namespace mishen::cn
