// What time it is for what a run writes.
#pragma once

#include <ctime>
#include <optional>

namespace mishen {

// Now, in UTC; or what SOURCE_DATE_EPOCH says (seconds since 1970), so that the same run gives the
// same bytes. Nothing if that is no date.
[[nodiscard]] std::optional<std::tm> run_time();

}  // namespace mishen
