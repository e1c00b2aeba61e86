// Reads ZIP archives: every member is a file inside the draft, its name text with the trace
// attachment (names that are not UTF-8 are GBK, as Chinese Windows writes them). Members that are
// locked, damaged or beyond a limit are gaps.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& zip_format();

}  // namespace mishen
