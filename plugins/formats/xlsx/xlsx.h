// Reads XLSX workbooks (also with macros, and templates).
//
// A cell is a passage placed "sheet!B7", its text the value the file keeps: shared or inline text,
// the cached result of a formula, a number with its exponent written out (so that an 18-digit
// number in scientific form is digits again, as far as the file still has them). Formats are not
// applied: a date is its serial number, which no rule takes for an identity number. Cells have the
// text of their column's header cell as CellPlace::header; the header row is the first of the first
// 20 rows that is at least half filled with text.
//
// Formulas that hold a quoted text, a long number or a reference out of the workbook are passages
// of their own (field_code). Hidden sheets, rows and columns are hidden text with a trace; so are
// the caches of pivot tables and of workbooks linked to, and shared texts that no cell uses.
// Comments and threaded comments stand at their cell. Names, validations, headers and footers,
// links, properties, drawings, charts, pictures and files inside are read too; every other part is
// known to be harmless or a gap. Places are values of what they name: there are no anchors.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& xlsx_format();

}  // namespace mishen
