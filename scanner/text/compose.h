// Letters and the combining marks behind them as one letter (NFC). The only user of ICU beside the
// mirror images of reversed text.
#pragma once

#include <string_view>

#include "scanner/text/rewrite.h"

namespace mishen {

// The edits that make `folded` NFC. A letter with more marks than any script writes (over 30, the
// bound of UAX #15's stream-safe text) is left alone, so that the work stays linear.
[[nodiscard]] Edits composition_edits(std::string_view folded);

}  // namespace mishen
