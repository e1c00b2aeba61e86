// The primary fold once more, one character at a time and without its table: what scanner/text/fold
// must agree with. Slow, and plain enough to be believed.
#pragma once

#include <string>
#include <string_view>

namespace mishen {

// `text` must be valid UTF-8.
[[nodiscard]] std::string slow_fold(std::string_view text);

// True if a letter in `text` has more combining marks than the fold composes.
[[nodiscard]] bool has_endless_marks(std::string_view text);

}  // namespace mishen
