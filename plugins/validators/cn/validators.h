// The validators mainland Chinese rules need: identity numbers, telephone numbers, marks. Each is
// described where it is made; rules/README.md says how rules name them.
#pragma once

#include <vector>

#include "scanner/judge/validator.h"

namespace mishen {

// "cn-resident-id", "cn-resident-id-15", "cn-resident-id-carrier", "cn-foreign-resident-id",
// "cn-mobile", "cn-mobile-of-person", "cn-landline", "cn-secrecy-mark", "cn-internal-mark",
// "cn-business-mark", and those of personal.h and disclosure.h under the names that validators.cc
// lists. All are pure, total and thread-safe.
[[nodiscard]] std::vector<ValidatorEntry> cn_validators();

}  // namespace mishen
