// A passage: a stretch of text that is read in one go (a paragraph, a table cell, a block of lines,
// one comment, one property), with the exact place of every character.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scanner/base/shared_text.h"
#include "scanner/base/short_list.h"
#include "scanner/base/span.h"
#include "scanner/document/extents.h"
#include "scanner/document/geometry.h"
#include "scanner/document/provenance.h"
#include "scanner/document/surface.h"
#include "scanner/document/trace.h"

namespace mishen {

// Where a stretch of a passage's text stands in an XML part. Runs are sorted by text_begin and
// cover the text; a run reaches to the next one's text_begin.
struct MarkupRun {
  std::uint32_t text_begin = 0;  // bytes into Passage::text
  // Ordinal, from 0 and in document order, of the element in its part that holds the text (w:t,
  // w:delText, w:instrText, m:t ...) or stands for it (w:tab, w:br, w:cr, w:noBreakHyphen,
  // w:softHyphen, w:sym). Counted over the whole part, whatever the element's namespace prefix.
  std::uint32_t node = 0;
  // UTF-16 units into the element's decoded text where this run starts.
  std::uint32_t utf16_offset = 0;
  // false: the element stands for the run's text (a tab for w:tab) and cannot be cut.
  bool verbatim = true;
};

// Anchors of a passage from an XML part.
struct MarkupAnchors {
  SharedText part;              // "word/document.xml"
  std::uint32_t paragraph = 0;  // ordinal of the paragraph element in the part, from 0
  ShortList<MarkupRun, 1> runs;
};

// Anchors of a passage drawn on a page.
struct PageAnchors {
  std::uint32_t page = 0;  // from 1
  std::vector<GlyphLine> lines;
  Extents extents;  // of all lines, in their order
};

// Anchors point into the file that the last attachment step of Passage::where names; without one,
// into the draft. Neither: the passage *is* the value of the thing its provenance names (a
// property, a field).
using Anchors = std::variant<std::monostate, MarkupAnchors, PageAnchors>;

// The place of a passage in a table, when it is in one.
struct CellPlace {
  std::uint32_t table = 0;   // ordinal of the table in the document, from 1; unique per document
  std::uint32_t row = 0;     // from 1
  std::uint32_t column = 0;  // grid column, from 1 (cells that span count their first)
  SharedText header;         // text of the column's header cell; empty in the header row itself
  bool fills_cell = true;    // the passage is the cell's only text
};

// What the look of a passage says, for rules that weigh it (a mark is bold, large, red, on top).
struct Emphasis {
  float size_pt = 0;  // of most of its characters; 0: unknown
  bool bold = false;
  bool red = false;
  bool centred = false;
};

struct Passage {
  // UTF-8, valid, exactly the characters of the file: nothing normalised. '\n' is a line end (a
  // visual line in a PDF, w:br in a DOCX), '\t' a tab.
  std::string text;
  Surface surface = Surface::body;
  Visibility visibility = Visibility::shown;
  // Page of the draft, from 1; 0: not on a page, the format has no pages, or the passage is in a
  // file inside the draft (its `where` then has the page of that file).
  std::uint32_t page = 0;
  Emphasis emphasis;
  Provenance where;
  std::optional<CellPlace> cell;
  Anchors anchors;
  // What of it a reader does not see, or that it is there at all. A passage with traces is kept
  // even if its text is empty (a macro, a re-formatted paragraph).
  std::vector<Trace> traces;
};

// The quads that hug `span` on its page, one a line; empty for a passage without page anchors. They
// are places on a page of the draft only where Passage::page says so.
[[nodiscard]] std::vector<Quad> quads_of(const Passage& passage, SourceSpan span);

// `span` in UTF-16 units of the passage's text, for reports.
struct Utf16Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Utf16Range&, const Utf16Range&) = default;
};
[[nodiscard]] Utf16Range utf16_range(const Passage& passage, SourceSpan span);

}  // namespace mishen
