// Path patterns of the policy: `public/**`, `**/*.woff2`, `photos/2026-?7/*`.
#pragma once

#include <string_view>

namespace mishen {

// Whether `path` (with '/', no leading one, raw bytes) is matched whole. `*` stands for any bytes
// but '/', `?` for one of them, `**` for any bytes at all, and `**/` also for nothing. Everything
// else stands for itself. Takes time in proportion to pattern times path, whatever they are.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace mishen
