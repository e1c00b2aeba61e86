// The figures of a run as a table for people, on standard error.
#pragma once

#include <string>

#include "scanner/cli/run_profile.h"
#include "scanner/report/catalogue.h"

namespace mishen {

// At most 80 columns wide. Stages that took nothing are left out; the rows of each part add up to
// its last.
[[nodiscard]] std::string profile_text(const ProfileFigures& figures, Language language);

}  // namespace mishen
