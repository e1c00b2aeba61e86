// The way to a passage as a list of steps, outermost first: part, table, row, cell, paragraph. It
// is data until a report prints it; path() is the one spelling for machines, place() (report/) the
// one for people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scanner/base/shared_text.h"
#include "scanner/base/short_list.h"

namespace mishen {

enum class StepKind : std::uint8_t {
  part,             // name = part of the package ("word/document.xml")
  attachment,       // name = file inside the draft; what follows is inside that file
  page,             // ordinal = page, from 1
  block,            // ordinal = text block on its page
  paragraph,        // ordinal among its siblings
  table,            // ordinal among its siblings
  row,              // ordinal in the table
  cell,             // ordinal = grid column; name = text of the column's header cell, if it has one
  text_box,         // ordinal in the part
  content_control,  // name = title or tag
  comment,          // ordinal; name = author
  footnote,         // ordinal
  endnote,          // ordinal
  hyperlink,        // ordinal
  field,            // form field; name = its full name
  annotation,       // ordinal on its page; name = subtype
  property,         // name = the property's name
  object,           // ordinal = object number in a PDF
  revision,         // ordinal of an earlier revision
  sheet,            // name
};
inline constexpr int kStepKindCount = static_cast<int>(StepKind::sheet) + 1;

struct Step {
  StepKind kind = StepKind::part;
  std::uint32_t ordinal = 0;  // from 1; 0 where the kind has none
  SharedText name;            // UTF-8; may be chosen by an attacker, escape when printing

  friend bool operator==(const Step&, const Step&) = default;
};

// In a cell of a table of a part a paragraph is the fifth step.
using Provenance = ShortList<Step, 5>;

// The machine path: "word/document.xml/tbl[2]/tr[5]/tc[3]/p[1]", "page[3]/block[2]",
// "word/embeddings/x.xlsx!sheet1!B7" (a row and cell right behind a sheet). Names keep their bytes
// except control characters, which are percent-encoded, and '/', '!', '[' and ']' in names other
// than part and attachment.
[[nodiscard]] std::string path(const Provenance& where);

// The page of the draft a place is on, if any step says so; pages of files inside do not count.
[[nodiscard]] std::optional<std::uint32_t> page_of(const Provenance& where);

// "B7" for column 2, row 7; both from 1.
[[nodiscard]] std::string cell_name(std::uint32_t column, std::uint32_t row);

// The short machine name of a step kind ("tbl", "p"); every kind has one.
[[nodiscard]] std::string_view name(StepKind kind);

}  // namespace mishen
