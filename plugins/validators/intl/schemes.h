// Check digits of identifiers outside mainland China. Total: a value of the wrong length or with a
// foreign character fails. Values come without separators, letters capital.
#pragma once

#include <string_view>

namespace mishen::intl {

// ISO 13616: length by country, mod 97.
[[nodiscard]] bool holds_iban(std::string_view iban);
// ISO/IEC 7812-1.
[[nodiscard]] bool holds_luhn(std::string_view digits);
// Verhoeff over 12 digits (UIDAI).
[[nodiscard]] bool holds_aadhaar(std::string_view digits);
// Hong Kong: one or two letters, six digits, check 0-9 or A, mod 11.
[[nodiscard]] bool holds_hkid(std::string_view id);
// Taiwan: national number [A-Z][12] and residents' [A-Z][89A-D], mod 10.
[[nodiscard]] bool holds_twid(std::string_view id);
// Korea: a date, and the check digit of numbers issued before October 2020.
[[nodiscard]] bool is_rrn_date(std::string_view digits13);
[[nodiscard]] bool holds_rrn(std::string_view digits13);
// Japan, 12 digits (総務省令 2014 no. 85).
[[nodiscard]] bool holds_my_number(std::string_view digits12);
// Singapore: series S T F G M.
[[nodiscard]] bool holds_nric(std::string_view id);
// DE MOD 11,10; FR key over SIREN; IT Luhn; BE 97.
[[nodiscard]] bool holds_vat(std::string_view id);

}  // namespace mishen::intl
