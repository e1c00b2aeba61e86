// Findings as notes for an annotated copy of the draft. Values are masked in them, also in a review
// that was asked to reveal: a copy goes to more people than a report.
#pragma once

#include <vector>

#include "scanner/document/document.h"
#include "scanner/document/note.h"
#include "scanner/report/report.h"

namespace mishen {

// One note a finding, with all its places, in the order of the review; before them, when there are
// findings that no reader of the page sees, one that counts them. `document` is the draft read
// again, for formats that place notes by markup; null: by page and quads.
[[nodiscard]] std::vector<Note> notes_of(const Review& review, const Document* document,
                                         const ReportContext& context);

// The pieces of markup that hold `range` of the passage; empty for one without markup anchors.
[[nodiscard]] std::vector<MarkupPiece> pieces_of(const Passage& passage, Utf16Range range);

}  // namespace mishen
