// Reads PPTX presentations. A slide is a page: its paragraphs and table cells are passages with
// the step page[n], n its place in the show. Hidden slides and slides the show does not list are
// hidden text with a trace. Speaker notes and comments are comments (trace comment, "notes" for
// notes). Masters and layouts are text of their parts; charts, diagrams, properties, pictures and
// files inside are read as in workbooks (office/office.h). A slide without text but with a picture
// is a gap (image_only_page). There are no anchors.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& pptx_format();

}  // namespace mishen
