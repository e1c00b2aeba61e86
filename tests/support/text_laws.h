// What must hold for every document, whatever is in it: the oracle of the property tests and of the
// fuzz target.
#pragma once

#include <string>

#include "scanner/document/document.h"

namespace mishen {

// The first law of scanner/text that `document` breaks, in words; empty if all hold. `seed` chooses
// the spans that are tried. Texts need not be valid UTF-8 (some laws hold only for valid ones).
[[nodiscard]] std::string broken_law(const Document& document, unsigned seed);

}  // namespace mishen
