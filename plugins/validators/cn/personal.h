// Validators of what belongs to a person beside identity and telephone numbers: cards and accounts,
// vehicles, birthdays, homes, matters of health and poverty, mail, masked numbers.
#pragma once

#include <memory>
#include <string>

#include "scanner/judge/validator.h"

namespace mishen::cn {

using MadeValidator = Result<std::unique_ptr<const Validator>>;

// 13 to 19 digits that satisfy Luhn; yes when the issuer of rules/data/cn-bank-issuers.tsv and the
// length agree. no: all digits equal, Luhn fails, an identity number.
MadeValidator make_bank_card(RuleData& data);

// An account or passbook number (no check digit): only ever raised by its rule's label. The second
// asks for the name of a person beside it.
MadeValidator make_bank_account(RuleData& data);
MadeValidator make_account_of_person(RuleData& data);

// Licence plates by shape; VIN by its check character at position 9 (GB 16735).
MadeValidator make_plate(RuleData& data);
MadeValidator make_vin(RuleData& data);

// A full date that a label, a column or 出生 behind it makes a birthday; no otherwise.
MadeValidator make_birth_date(RuleData& data);

// The end of an address that leads to a door. The second asks for signs of a person's home.
MadeValidator make_address(RuleData& data);
MadeValidator make_home_address(RuleData& data);

// A word of illness, poverty or a child's state; yes only when a person's name stands with it.
MadeValidator make_person_matter(RuleData& data);

// Mail: of a person, or of an office (xxgk@, gov.cn).
MadeValidator make_personal_mail(RuleData& data);
MadeValidator make_office_mail(RuleData& data);

// An IPv4 or IPv6 address that names a host; numbers of sections are not.
MadeValidator make_ip_address(RuleData& data);

// Coordinates inside China, three decimals or seconds.
MadeValidator make_coordinates(RuleData& data);

// A masked number that shows too much; no when the mask hides enough (DOMAIN 7).
MadeValidator make_masked_id(RuleData& data);
MadeValidator make_masked_mobile(RuleData& data);
MadeValidator make_masked_card(RuleData& data);

// Any masked number, with what judge/joinable.h joins by.
MadeValidator make_masked_part(RuleData& data);

}  // namespace mishen::cn
