// Check digits of Chinese identifiers. All functions are total: a value of the wrong length or with
// a foreign character fails.
#pragma once

#include <string_view>

namespace mishen::cn {

// ISO 7064 MOD 11-2 over 17 digits and a check character 0-9 or X (GB 11643-1999).
[[nodiscard]] bool holds_mod_11_2(std::string_view id18);

// ISO 7064 MOD 11,10 over 15 digits: registration numbers of enterprises (工商注册号).
[[nodiscard]] bool holds_mod_11_10(std::string_view registration15);

// GB 32100-2015, modulus 31 over 18 characters without I O S V Z (统一社会信用代码).
[[nodiscard]] bool holds_mod_31(std::string_view uscc18);

// ISO/IEC 7812-1 Luhn over at least two digits: payment cards.
[[nodiscard]] bool holds_luhn(std::string_view digits);

// 49 CFR 565 and GB 16735: the check character at position 9 of the 17 of a vehicle; no I O Q.
[[nodiscard]] bool holds_vin(std::string_view vin17);

}  // namespace mishen::cn
