// Text of a draft that no finding covers, made fit to be shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scanner/base/secret.h"

namespace mishen {

// `text` with control characters and line ends as spaces, and with every run of 7 or more digits
// hidden but for its first three: ASCII and full-width as they are written, digits of other scripts
// and Chinese numerals too. Text without such a run keeps its characters.
[[nodiscard]] std::string scrub(std::string_view text);

// `text` with control characters and line ends as spaces.
[[nodiscard]] std::string without_controls(std::string_view text);

// `value` as findings show it: masked by `shape`, control characters as spaces, at most
// kLongestShown code points (what is longer loses its middle). An open shape shows a value whole,
// scrubbed.
inline constexpr std::size_t kLongestShown = 48;
[[nodiscard]] std::string shown(std::string_view value, MaskShape shape);

// `text` without its middle ("…" stands for it) when it is longer than kLongestShown.
[[nodiscard]] std::string without_middle(std::string text);

}  // namespace mishen
