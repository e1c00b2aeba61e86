// The PDF reader. It alone sees poppler and qpdf. In the shared object of this folder the same
// object is what mishen_format() returns.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless; lives as long as the program. read() must not run in two threads of one process:
// poppler's error callback and font tables are process-wide.
[[nodiscard]] const Format& pdf_format();

}  // namespace mishen
