#include "plugins/formats/docx/tables.h"

#include <algorithm>
#include <array>
#include <map>

#include "plugins/formats/docx/tree.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

constexpr std::uint32_t kMostColumns = 4096;
constexpr std::uint32_t kLongestHeader = 40;  // characters
constexpr std::uint32_t kLongestLabel = 12;
constexpr std::uint32_t kHeaderDigits = 5;  // as many digits are a value
constexpr std::uint32_t kValueDigits = 7;
constexpr std::uint32_t kRowsLookedAt = 200;

std::uint32_t digits_in(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

std::uint32_t columns_in(const XmlNode& property, std::uint32_t otherwise) {
  if (!property) return otherwise;
  return std::min(number_of(attribute(property, "val"), otherwise), kMostColumns);
}

}  // namespace

void Table::begin_row(const XmlNode& row) {
  ++row_;
  const XmlNode properties = child(row, "trPr");
  next_column_ = 1 + columns_in(child(properties, "gridBefore"), 0);
  column_ = 0;
  row_marked_ = is_on(child(properties, "tblHeader")) && !seen_unmarked_;
  if (!row_marked_) seen_unmarked_ = true;
}

Table::CellProperties Table::read_cell_properties(const XmlNode& node) {
  if (!node) return {};
  return {std::max(columns_in(child(node, "gridSpan"), 1), 1U), child(node, "shd")};
}

void Table::begin_cell(std::uint32_t span, std::size_t first) {
  column_ = next_column_;
  last_column_ = column_ + span - 1;
  next_column_ = std::min(column_ + span, UINT32_MAX / 2);
  cell_first_ = first;
}

CellPlace Table::place() const { return {ordinal_, row_, column_, {}, false}; }

bool Table::is_text_of_cell(const Passage& passage) const {
  return passage.cell && passage.cell->table == ordinal_ && !is_blank(passage.text);
}

std::string_view Table::fill(std::span<Passage> passages, std::string& joined) const {
  if (passages.size() == 1) {  // as nearly always
    Passage& only = passages.front();
    if (!is_text_of_cell(only)) return {};
    only.cell->fills_cell = true;
    return only.visibility == Visibility::shown ? std::string_view(only.text) : std::string_view();
  }
  std::array<std::uint32_t, kSurfaceCount> count{};
  std::string_view text;
  for (const Passage& passage : passages) {
    if (!is_text_of_cell(passage)) continue;
    ++count[static_cast<std::size_t>(passage.surface)];
    if (passage.visibility != Visibility::shown) continue;
    if (text.empty()) {
      text = passage.text;
      continue;
    }
    if (joined.empty()) joined = text;
    joined.append(1, ' ').append(passage.text);
    text = joined;
  }
  for (Passage& passage : passages) {
    if (!is_text_of_cell(passage)) continue;
    passage.cell->fills_cell = count[static_cast<std::size_t>(passage.surface)] == 1;
  }
  return text;
}

void Table::end_cell(std::span<Passage> passages) {
  std::string joined;
  const std::string_view text =
      fill(passages.subspan(std::min(cell_first_, passages.size())), joined);
  if (text.empty() || row_ > kRowsLookedAt) return;
  const CellText cell{row_, column_, last_column_, digits_in(text),
                      static_cast<std::uint32_t>(utf8::length(text))};
  cells_.push_back(cell);
  take_header(cell, text);
}

void Table::take_header(const CellText& cell, std::string_view text) {
  if (row_marked_) {
    marked_ = true;
  } else if (marked_ || (header_row_ != 0 && header_row_ != row_)) {
    // Of unmarked rows only the first counts, unless it was a title: one wide cell.
    const bool title =
        headers_.empty() || (headers_.size() == 1 && headers_[0].last_column > headers_[0].column);
    if (marked_ || !title) return;
    headers_.clear();
  }
  header_row_ = row_;
  if (cell.characters > kLongestHeader) return;
  headers_.push_back({cell.column, cell.last_column, std::string(text)});
}

// A form sets a label to the left of each value: an even number of columns, labels without digits
// in the odd ones, and in an even one numbers beside words.
bool Table::is_form() const {
  std::uint32_t columns = 0;
  for (const CellText& cell : cells_) columns = std::max(columns, cell.last_column);
  if (columns % 2 != 0) return false;
  struct Kinds {
    std::uint32_t numbers = 0;
    std::uint32_t words = 0;
  };
  std::map<std::uint32_t, Kinds> kinds;  // by column
  for (const CellText& cell : cells_) {
    const bool is_label = cell.column % 2 == 1;
    if (is_label && (cell.digits != 0 || cell.characters > kLongestLabel)) return false;
    if (is_label) continue;
    if (cell.row <= header_row_) continue;
    ++(cell.digits >= kValueDigits ? kinds[cell.column].numbers : kinds[cell.column].words);
  }
  return std::any_of(kinds.begin(), kinds.end(), [](const auto& column) {
    const auto& [numbers, words] = column.second;
    return numbers > 0 && words > 1 && words * 2 >= numbers;
  });
}

std::string Table::header_of(std::uint32_t column) const {
  std::string text;
  for (const Header& header : headers_) {
    if (column < header.column || column > header.last_column) continue;
    if (!text.empty()) text += ' ';
    text += header.text;
  }
  return text;
}

void Table::set_headers(std::span<Passage> passages, std::size_t first) const {
  if (headers_.empty() || row_ < 2) return;
  if (!marked_) {
    const bool holds_values = std::any_of(cells_.begin(), cells_.end(), [&](const CellText& cell) {
      return cell.row == header_row_ && cell.digits >= kHeaderDigits;
    });
    if (holds_values || is_form()) return;
  }
  std::map<std::uint32_t, SharedText> known;
  for (std::size_t i = first; i < passages.size(); ++i) {
    Passage& passage = passages[i];
    // Steps after depth_: table, row, cell; content controls may stand between them.
    const std::span<Step> steps(passage.where.data(), passage.where.size());
    std::uint32_t row = 0;
    Step* cell = nullptr;
    for (Step& step : steps.subspan(std::min(depth_ + 1, steps.size()))) {
      if (step.kind == StepKind::row) row = step.ordinal;
      if (step.kind != StepKind::cell) continue;
      cell = &step;
      break;
    }
    if (cell == nullptr || row <= header_row_) continue;
    const auto [at, is_new] = known.try_emplace(cell->ordinal);
    if (is_new) at->second = header_of(cell->ordinal);
    cell->name = at->second;
    if (passage.cell && passage.cell->table == ordinal_) passage.cell->header = at->second;
  }
}

}  // namespace mishen::docx
