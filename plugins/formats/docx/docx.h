// Reads DOCX: an OOXML package whose main part is WordprocessingML. Everything a part holds that is
// text becomes a passage or a gap; nothing is normalised.
//
// Passages. One a paragraph, from any number of runs. w:tab and w:ptab are '\t', w:br and w:cr
// '\n', w:noBreakHyphen U+2011, w:softHyphen U+00AD, w:sym its character (Wingdings stars are ★,
// see standing.h). A note's reference stands for nothing, but between two digits for U+FFFC. The
// result of a field, the text of a hyperlink, a content control, a smart tag, an insertion or an
// equation stands in its place; ruby text is a passage of its own after the paragraph's.
//
// What only some see is a passage of its own beside the shown one: deleted text (w:del,
// w:moveFrom), hidden text (w:vanish, directly or by style), instructions of fields. A number or a
// mark may be cut by the edge between the two: such a passage therefore begins and ends with the
// shown characters that touch it and belong to it (stretch.h says which), so that
// 340302<deleted>19900101</deleted>1234 is read whole as deleted text, while a whole number beside
// a deleted word is read only once. Deleted text is read as it stood before the change (without
// what was inserted), hidden text as it stands with hidden text shown.
//
// Of mc:AlternateContent the first branch is read; of the others only what differs from it, as
// recoverable text.
//
// Anchors. MarkupRun::node counts the elements whose local name is t, delText, instrText,
// delInstrText, tab, ptab, br, cr, noBreakHyphen, softHyphen, sym, footnoteReference or
// endnoteReference, in document order, wherever they stand in the part (a tab stop in w:tabs
// counts) and whatever their namespace; MarkupAnchors::paragraph those with the local name p.
// read_back.h finds the text again. Values of attributes and properties have no markup anchor:
// their place names them.
//
// Pictures are gaps (picture_not_read; image_only_page when the draft shows no text at all), as are
// embedded files, macros, unknown parts, and content fetched from elsewhere. Limits, damage and
// disagreement inside the archive are gaps too; the rest is read all the same.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& docx_format();

}  // namespace mishen
