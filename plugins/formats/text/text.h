// Reads plain text: UTF-8, UTF-16, GB18030 or Big5. Paragraphs (stretches between empty lines) are
// passages with the step p[n]; a text in which every line has the same number of commas, tabs or
// semicolons is a table, its first row the headers. Bytes that are no text in any of these
// encodings are a gap (damaged).
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& text_format();

}  // namespace mishen
