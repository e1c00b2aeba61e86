// What time it is for what a run writes, and the clocks its profile goes by.
#pragma once

#include <ctime>
#include <optional>
#include <string>

#include "scanner/base/stopwatch.h"

namespace mishen {

// Now, in UTC; or what SOURCE_DATE_EPOCH says (seconds since 1970), so that the same run gives the
// same bytes. Nothing if that is no date.
[[nodiscard]] std::optional<std::tm> run_time();
// The day of run_time(), "2026-11-26"; empty if that is no date.
[[nodiscard]] std::string today();

// The clocks of this process; in a forked one, of that one.
[[nodiscard]] TimeSource process_clocks();

}  // namespace mishen
