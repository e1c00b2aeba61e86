// Text of a draft that no finding covers, made fit to be shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/secret.h"
#include "scanner/base/span.h"

namespace mishen {

// `text` with control characters and line ends as spaces, and with every run of 7 or more digits
// hidden but for its first three: ASCII and full-width as they are written, digits of other scripts
// and Chinese numerals too. Text without such a run keeps its characters.
[[nodiscard]] std::string scrub(std::string_view text);

// Where scrub() would put stars, and around: the runs of 7 or more digits and numerals of any
// script without their first three, single separators between them included. Sorted and disjoint.
[[nodiscard]] std::vector<SourceSpan> hidden_runs(std::string_view text);

// Which part of `value` is not in `shown`, what a finding shows of it: all but what both begin and
// end with, up to the first star. Bytes of `value`.
[[nodiscard]] SourceSpan hidden_part(std::string_view value, std::string_view shown);

// C0, DEL, C1, line and paragraph separators, directional controls: nothing a report should obey.
[[nodiscard]] bool is_control(char32_t c);

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
