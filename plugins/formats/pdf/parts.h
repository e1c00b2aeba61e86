// What a PDF holds beside its pages: properties, XMP, bookmarks, form values, notes and links,
// scripts, attachments, layers, the structure tree, makers' data, strings and streams under any
// other key, earlier revisions, objects no longer in use, pages that are never shown. Read by qpdf.
#pragma once

#include <cstddef>
#include <string_view>

#include "plugins/formats/pdf/let_go.h"
#include "plugins/formats/pdf/reader.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// Call after the pages: a form value or a text box that is drawn on a page is not added again.
// `first` is the number of passages `out` had before this file was read; `open` reads pages that
// are not among the document's.
//
// `drawn_forms`: those that the pages draw; those that none does are read as hidden. Null: not
// known. What is read does not depend on `many_pages` (LetGo); memory does.
void read_parts(std::string_view bytes, OpenPdf open, std::size_t first, DocumentBuilder& out,
                const FormIds* drawn_forms, std::size_t many_pages = kManyPages);

}  // namespace mishen::pdf
