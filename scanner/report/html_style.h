// The looks of the HTML report: one style sheet, for screens light and dark, wide and narrow, and
// for paper. Colours keep a contrast of 4.5 to 1 on their backgrounds (WCAG 2.2, 1.4.3).
#pragma once

#include <string_view>

namespace mishen {

[[nodiscard]] std::string_view html_style();

}  // namespace mishen
