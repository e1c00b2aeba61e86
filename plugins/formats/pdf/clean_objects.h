// Taking out of a PDF what stands beside its pages: properties, files, scripts, private data,
// notes.
#pragma once

#include <qpdf/QPDF.hh>

#include "scanner/base/limits.h"
#include "scanner/document/clean.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// True when some object holds a signature value.
[[nodiscard]] bool has_signature(QPDF& pdf);

// Removes signature values, not the fields nor what they show.
void drop_signatures(QPDF& pdf);

// Removes of what the trailer leads to:
// author_name, machine_path: Info, every XMP packet (of the document's the part of PDF/A and PDF/UA
//   it keeps to stays), writers' names of notes; for machine_path also
//   the targets of actions that name a disk or share;
// maker_data: PieceInfo, thumbnails;      attachment: every embedded file and what lists them;
// script: JavaScript wherever it hangs, and XFA forms that contain it;
// hidden_text: pages outside the page tree.
void remove_parts(QPDF& pdf, const CleanOptions& options, const Limits& limits);

// Removes the forms that `before`, the reading of this file, tells of as drawn by no page.
void remove_undrawn_forms(QPDF& pdf, const Document& before);

// comment: notes that are only an icon or a window (Text, Popup, Caret, Sound) go; of those that
//   draw on the page (FreeText, Stamp, Highlight, Line ...) the words go and the drawing stays;
// attachment: file attachment icons;      hidden_text: annotations that are never displayed.
// Links, form fields and redaction marks stay.
void remove_notes(QPDF& pdf, const CleanOptions& options);

}  // namespace mishen::pdf
