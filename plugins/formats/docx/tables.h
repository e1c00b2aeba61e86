// Where in a table a passage stands, and which words head its column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/tree.h"
#include "scanner/document/passage.h"

namespace mishen::docx {

// One table while it is read. A column's header is the text of its cell in the rows marked
// w:tblHeader (several: joined with a space), or else in the first row (in the second if the first
// is one wide cell, a title). A table that sets labels beside values instead of above them has no
// headers: its first row holds numbers, or its even columns mix numbers and words (is_form()).
class Table {
 public:
  // `ordinal` is CellPlace::table; `depth` the number of provenance steps before the table's own.
  Table(std::uint32_t ordinal, std::size_t depth) : ordinal_(ordinal), depth_(depth) {}

  // What a w:tcPr says; null says nothing.
  struct CellProperties {
    std::uint32_t span = 1;
    XmlNode shade;  // w:shd
  };
  [[nodiscard]] static CellProperties read_cell_properties(const XmlNode& node);

  void begin_row(const XmlNode& row);
  // `first` is the index of the first passage the cell will give.
  void begin_cell(std::uint32_t span, std::size_t first);
  // Sets fills_cell of the cell's passages [first, passages.size()) and keeps its text.
  void end_cell(std::span<Passage> passages);

  [[nodiscard]] std::uint32_t row() const { return row_; }
  [[nodiscard]] std::uint32_t column() const { return column_; }
  [[nodiscard]] CellPlace place() const;

  // Writes the headers into the passages from `first` on that stand in this table, and into the
  // cell step of everything inside it.
  void set_headers(std::span<Passage> passages, std::size_t first) const;

 private:
  // What is kept of a cell to tell headers from values.
  struct CellText {
    std::uint32_t row;
    std::uint32_t column;
    std::uint32_t last_column;
    std::uint32_t digits;
    std::uint32_t characters;
  };
  struct Header {
    std::uint32_t column;
    std::uint32_t last_column;
    std::string text;
  };

  // Whether the passage is text of the cell that ends, not of a table inside it.
  [[nodiscard]] bool is_text_of_cell(const Passage& passage) const;
  // What of the passages is shown, joined with spaces: in `joined`, if they are several.
  [[nodiscard]] std::string_view fill(std::span<Passage> passages, std::string& joined) const;
  void take_header(const CellText& cell, std::string_view text);
  [[nodiscard]] bool is_form() const;
  [[nodiscard]] std::string header_of(std::uint32_t column) const;

  std::uint32_t ordinal_;
  std::size_t depth_;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t next_column_ = 1;
  std::uint32_t last_column_ = 0;
  std::size_t cell_first_ = 0;
  bool row_marked_ = false;  // w:tblHeader, and no unmarked row before
  bool seen_unmarked_ = false;
  std::uint32_t header_row_ = 0;  // the last row taken as header
  bool marked_ = false;           // by w:tblHeader: no doubt about it
  std::vector<Header> headers_;
  std::vector<CellText> cells_;
};

}  // namespace mishen::docx
