// Validators of identifiers, each a rule's whole test of its candidate; see validators.h.
#pragma once

#include <memory>
#include <string>

#include "scanner/judge/validator.h"

namespace mishen::intl {

using MadeValidator = Result<std::unique_ptr<const Validator>>;

MadeValidator make_us_ssn(const std::string& data_folder);
MadeValidator make_us_itin(const std::string& data_folder);
MadeValidator make_iban(const std::string& data_folder);
MadeValidator make_uk_nino(const std::string& data_folder);
MadeValidator make_card(const std::string& data_folder);
MadeValidator make_hkid(const std::string& data_folder);
MadeValidator make_twid(const std::string& data_folder);
MadeValidator make_kr_rrn(const std::string& data_folder);
MadeValidator make_jp_my_number(const std::string& data_folder);
MadeValidator make_sg_nric(const std::string& data_folder);
MadeValidator make_in_aadhaar(const std::string& data_folder);
MadeValidator make_eu_vat(const std::string& data_folder);

// Marks of classification (marks.cc).
MadeValidator make_mark_line(const std::string& data_folder);
MadeValidator make_mark_portion(const std::string& data_folder);

}  // namespace mishen::intl
