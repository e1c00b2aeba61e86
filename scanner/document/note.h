// Notes: what an annotated copy of a draft shows at its places. They come ready to be read: words
// chosen, values masked. A format only has to find the place and to spell it in its own markup.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scanner/base/message.h"
#include "scanner/document/geometry.h"

namespace mishen {

// How grave, for a colour and a sign; the words say it too.
enum class NoteTone : std::uint8_t { notice, review, block };

// Part of a place in an XML part: [utf16_begin, utf16_end) of the text of the element `node`, both
// as in MarkupRun. Of an element that stands for its text (verbatim false): the whole element.
struct MarkupPiece {
  std::uint32_t node = 0;
  std::uint32_t utf16_begin = 0;
  std::uint32_t utf16_end = 0;
  bool verbatim = true;
};

// Where a note belongs. Neither a page with quads nor a part: nowhere on the shown pages, and the
// note goes to the head of the draft with its `words` in front.
struct NotePlace {
  std::string words;                // the way to the place, for people: "table 2, row 5"
  std::string title;                // of the note at this place; empty: the note's own
  std::uint32_t page = 0;           // from 1; 0: none
  std::vector<Quad> quads;          // PDF points, one a line
  std::string part;                 // "word/document.xml"; empty: none
  std::uint32_t paragraph = 0;      // ordinal of the paragraph element in `part`, from 0
  std::vector<MarkupPiece> pieces;  // in order; empty with a part: the paragraph as a whole
};

struct Note {
  std::string id;  // the finding's; empty: about the draft as a whole
  NoteTone tone = NoteTone::notice;
  std::string title;               // one line
  std::vector<std::string> lines;  // what follows it
  std::vector<NotePlace> places;   // none: the head of the draft
};

// Who signs the notes, and when.
struct NoteStyle {
  std::string author = "mishen";
  std::string initials = "m";
  std::string date;  // UTC, "2026-01-31T23:59:59Z"; empty: none is given
};

// The most notes a copy carries; Word does not open a file with more than 32,767 comments, and
// nobody reads that many. What is over is told in a remark.
inline constexpr std::size_t kMostNotes = 2000;

// What came of annotating.
struct AnnotatedCopy {
  std::string bytes;             // the whole file; untrusted like the draft it was made from
  std::vector<Message> remarks;  // what a person has to know of it (a signature that broke)
};

}  // namespace mishen
