// Every plug-in of this build, in one list that CMake writes from plugins/CMakeLists.txt. There is
// no search path and no foreign plug-in: code loaded at run time into a gate is a way round the
// gate.
#pragma once

#include "scanner/intake/format.h"
#include "scanner/judge/validator.h"

namespace mishen {

// All document formats. A heavy one is opened on first use from "../lib/mishen" beside the
// program's own folder, nowhere else.
[[nodiscard]] FormatSet all_formats();

// All validators.
[[nodiscard]] ValidatorSet all_validators();

}  // namespace mishen
