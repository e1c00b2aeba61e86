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
MadeValidator make_bank_card(const std::string& data_folder);

// An account or passbook number (no check digit): only ever raised by its rule's label. The second
// asks for the name of a person beside it.
MadeValidator make_bank_account(const std::string& data_folder);
MadeValidator make_account_of_person(const std::string& data_folder);

// Licence plates by shape; VIN by its check character at position 9 (GB 16735).
MadeValidator make_plate(const std::string& data_folder);
MadeValidator make_vin(const std::string& data_folder);

// A full date that a label, a column or 出生 behind it makes a birthday; no otherwise.
MadeValidator make_birth_date(const std::string& data_folder);

// The end of an address that leads to a door. The second asks for signs of a person's home.
MadeValidator make_address(const std::string& data_folder);
MadeValidator make_home_address(const std::string& data_folder);

// A word of illness, poverty or a child's state; yes only when a person's name stands with it.
MadeValidator make_person_matter(const std::string& data_folder);

// Mail: of a person, or of an office (xxgk@, gov.cn).
MadeValidator make_personal_mail(const std::string& data_folder);
MadeValidator make_office_mail(const std::string& data_folder);

// An IPv4 or IPv6 address that names a host; numbers of sections are not.
MadeValidator make_ip_address(const std::string& data_folder);

// Coordinates inside China, three decimals or seconds.
MadeValidator make_coordinates(const std::string& data_folder);

// A masked number that shows too much; no when the mask hides enough (DOMAIN 7).
MadeValidator make_masked_id(const std::string& data_folder);
MadeValidator make_masked_mobile(const std::string& data_folder);
MadeValidator make_masked_card(const std::string& data_folder);

// Any masked number, with what judge/joinable.h joins by.
MadeValidator make_masked_part(const std::string& data_folder);

}  // namespace mishen::cn
