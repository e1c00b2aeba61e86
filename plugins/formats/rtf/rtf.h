// Reads RTF 1.9.1: paragraphs and table cells, in the code page of the document or of the font
// (\ansicpg, \fcharset) and in Unicode (\u). Hidden (\v) and deleted (\deleted) text, field
// instructions, comments with their authors, notes, page headers, text boxes, bookmarks and the
// info group are passages of their own surfaces. Embedded objects and pictures are handed over as
// files inside. Destinations of no known use are read as metadata.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& rtf_format();

}  // namespace mishen
