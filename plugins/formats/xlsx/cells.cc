#include "plugins/formats/xlsx/cells.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace mishen::xlsx {
namespace {

constexpr std::uint32_t kMostColumns = 16384;  // ECMA-376-1, 18.3.1.4 and what Excel takes
constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::size_t kRowsLooked = 20;

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

struct RowFill {
  std::size_t texts = 0;
  std::size_t all = 0;
};

}  // namespace

std::optional<CellAddress> address_of(std::string_view reference) {
  CellAddress at;
  std::size_t i = 0;
  const auto skip_dollar = [&] { i += i < reference.size() && reference[i] == '$' ? 1 : 0; };
  skip_dollar();
  for (; i < reference.size(); ++i) {
    const char c = reference[i];
    const bool upper = c >= 'A' && c <= 'Z';
    if (!upper && !(c >= 'a' && c <= 'z')) break;
    at.column = at.column * 26 + static_cast<std::uint32_t>(c - (upper ? 'A' : 'a') + 1);
    if (at.column > kMostColumns) return std::nullopt;
  }
  skip_dollar();
  const char* end = reference.data() + reference.size();
  const auto [stop, error] = std::from_chars(reference.data() + i, end, at.row);
  if (error != std::errc() || stop != end || at.column == 0 || at.row == 0 || at.row > kMostRows) {
    return std::nullopt;
  }
  return at;
}

// By its decimal digits: a double would change the last ones of a long number.
std::string digits_of(std::string_view number) {
  const std::size_t mark = number.find_first_of("eE");
  int exponent = 0;
  if (mark != std::string_view::npos) {
    std::string_view power = number.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const char* end = power.data() + power.size();
    const auto [stop, error] = std::from_chars(power.data(), end, exponent);
    if (error != std::errc() || stop != end) return std::string(number);
  }
  const std::string_view mantissa = number.substr(0, mark);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  std::string_view fraction = mantissa.substr(std::min(point + 1, mantissa.size()));
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  const auto shift = static_cast<int>(fraction.size());
  const bool whole = exponent >= shift && exponent <= 20 && is_number(mantissa);
  if (!whole) return std::string(number);
  digits += fraction;
  digits.append(static_cast<std::size_t>(exponent - shift), '0');
  return digits;
}

HeaderRow header_of(const std::vector<Cell>& cells) {
  std::map<std::uint32_t, RowFill> rows;
  for (const Cell& cell : cells) {
    if (!rows.contains(cell.at.row) && rows.size() == kRowsLooked) break;
    RowFill& fill = rows[cell.at.row];
    ++fill.all;
    fill.texts += cell.is_text ? 1 : 0;
  }
  std::size_t widest = 0;
  for (const auto& [row, fill] : rows) widest = std::max(widest, fill.all);
  HeaderRow header;
  for (const auto& [row, fill] : rows) {
    if (fill.texts < 2 || fill.texts * 2 < widest || fill.texts * 2 < fill.all) continue;
    header.row = row;
    break;
  }
  if (header.row == 0) return header;
  for (const Cell& cell : cells) {
    if (cell.at.row != header.row || !cell.is_text) continue;
    if (header.texts.size() < cell.at.column) header.texts.resize(cell.at.column);
    header.texts[cell.at.column - 1] = cell.text;
  }
  return header;
}

}  // namespace mishen::xlsx
