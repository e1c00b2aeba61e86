// Validators of identifiers, each a rule's whole test of its candidate; see validators.h.
#pragma once

#include <memory>
#include <string>

#include "scanner/judge/validator.h"

namespace mishen::intl {

using MadeValidator = Result<std::unique_ptr<const Validator>>;

MadeValidator make_us_ssn(RuleData& data);
MadeValidator make_us_itin(RuleData& data);
MadeValidator make_iban(RuleData& data);
MadeValidator make_uk_nino(RuleData& data);
MadeValidator make_card(RuleData& data);
MadeValidator make_hkid(RuleData& data);
MadeValidator make_twid(RuleData& data);
MadeValidator make_kr_rrn(RuleData& data);
MadeValidator make_jp_my_number(RuleData& data);
MadeValidator make_sg_nric(RuleData& data);
MadeValidator make_in_aadhaar(RuleData& data);
MadeValidator make_eu_vat(RuleData& data);

// Marks of classification (marks.cc).
MadeValidator make_mark_line(RuleData& data);
MadeValidator make_mark_portion(RuleData& data);

}  // namespace mishen::intl
