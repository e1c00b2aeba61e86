// The validators of the packs intl-personal and intl-marking, which are off unless asked for.
#pragma once

#include <vector>

#include "scanner/judge/validator.h"

namespace mishen {

// "intl-us-ssn", "intl-us-itin", "intl-iban", "intl-uk-nino", "intl-card", "intl-hkid",
// "intl-twid", "intl-kr-rrn", "intl-jp-my-number", "intl-sg-nric", "intl-in-aadhaar",
// "intl-eu-vat": yes when shape and check digit hold, no otherwise (schemes.h has the arithmetic
// and its sources). "intl-mark-line": yes when a mark of classification fills its line;
// "intl-mark-portion": when a bracketed one opens a paragraph. All are pure, total and thread-safe.
[[nodiscard]] std::vector<ValidatorEntry> intl_validators();

}  // namespace mishen
