// The cells of one sheet: their text, and which row heads their columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::xlsx {

struct CellAddress {
  std::uint32_t column = 0;  // from 1
  std::uint32_t row = 0;
};

// "B7", "$B$7". Nothing for anything else.
[[nodiscard]] std::optional<CellAddress> address_of(std::string_view reference);

struct Cell {
  CellAddress at;
  std::string text;
  bool is_text = false;  // not a number, a truth value or an error
  bool hidden = false;   // its row or column is
};

// A number as digits: "1.3800138E10" is "13800138000". Others, and numbers that are not whole or
// have more than 20 digits, stay as they are.
[[nodiscard]] std::string digits_of(std::string_view number);

// The header texts by column (index 0 is column 1) and the row they stand in; row 0: there is none.
struct HeaderRow {
  std::uint32_t row = 0;
  std::vector<std::string> texts;
};
// `cells` in the order of the sheet.
[[nodiscard]] HeaderRow header_of(const std::vector<Cell>& cells);

}  // namespace mishen::xlsx
