// What a PDF holds beside its pages: document information, XMP, bookmarks, form values, notes and
// link targets; and the names of what it holds that is not read (attachments, XFA, scripts).
// Read by qpdf.
#pragma once

#include <string_view>

#include "scanner/document/document.h"

namespace mishen::pdf {

// Call after the pages: a form value or a text box that is drawn on a page is not added again.
void read_parts(std::string_view bytes, DocumentBuilder& out);

}  // namespace mishen::pdf
