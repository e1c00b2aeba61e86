// Reader: one sheet.
#include <utility>

#include "plugins/formats/docx/xml.h"
#include "plugins/formats/office/strays.h"
#include "plugins/formats/support/paths.h"
#include "plugins/formats/xlsx/reader.h"
#include "scanner/base/utf8.h"

namespace mishen::xlsx {
namespace {

using docx::attribute;
using docx::is_text;
using docx::local_name;
using docx::next_node;
using docx::next_outside;
using docx::number_of;

bool is_set(std::string_view value) { return value == "1" || value == "true"; }

// A formula that can hold text or a number of its own, or reach out of the workbook.
bool says_something(std::string_view formula) {
  std::size_t digits = 0;
  for (const char c : formula) {
    if (c == '"' || c == '[' || static_cast<unsigned char>(c) >= 0x80) return true;
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 7) return true;
  }
  return false;
}

Provenance at_cell(const Sheet& sheet, CellAddress at, std::string header = {}) {
  return {
      sheet.step(), {StepKind::row, at.row, {}}, {StepKind::cell, at.column, std::move(header)}};
}

constexpr std::uint32_t kMostColumns = 16384;

// By column, from 1. Ranges may overlap as often as a file likes.
std::vector<bool> hidden_columns(const pugi::xml_node& root) {
  std::vector<int> begun(kMostColumns + 2, 0);
  for (const pugi::xml_node& one : docx::child(root, "cols").children()) {
    if (!is_set(attribute(one, "hidden"))) continue;
    const std::uint32_t first = number_of(attribute(one, "min"), 0);
    const std::uint32_t last = std::min(number_of(attribute(one, "max"), 0), kMostColumns);
    if (first == 0 || first > last) continue;
    ++begun[first];
    --begun[last + 1];
  }
  std::vector<bool> hidden(kMostColumns + 1, false);
  int open = 0;
  for (std::uint32_t column = 1; column <= kMostColumns; ++column) {
    open += begun[column];
    hidden[column] = open > 0;
  }
  return hidden;
}

// The elements of a cell that are read.
struct CellParts {
  explicit CellParts(const pugi::xml_node& cell)
      : formula(docx::child(cell, "f")),
        value(docx::child(cell, attribute(cell, "t") == "inlineStr" ? "is" : "v")) {}

  pugi::xml_node formula;
  pugi::xml_node value;
};

// Whether text_of() or read_formula() reads this text of a cell.
bool is_read(const pugi::xml_node& text, const CellParts& parts) {
  const pugi::xml_node holder = text.parent();
  if (holder == parts.formula) return true;
  if (local_name(parts.value.name()) == "v") return holder == parts.value;
  if (local_name(holder.name()) != "t" || office::is_inside(text, "rPh", parts.value)) return false;
  pugi::xml_node at = holder;
  while (at && at != parts.value) at = at.parent();
  return !at.empty();
}

}  // namespace

void Reader::add_hidden(const Sheet& sheet, const char* what, std::string text) {
  Passage passage;
  passage.text = std::move(text);
  passage.surface = Surface::hidden_text;
  passage.visibility = Visibility::recoverable;
  passage.where = {sheet.step()};
  passage.traces.push_back({TraceKind::hidden_text, {}, what, {}, {}});
  out_.add(std::move(passage));
}

void Reader::read_sheet(const Sheet& sheet, const PackageEntry& entry) {
  {
    const auto xml = office_.load(entry);
    if (!xml) return;
    const pugi::xml_node root = xml->document_element();
    std::vector<Cell> cells;
    read_cells(sheet, root, cells);
    add_cells(sheet, std::move(cells));
    read_around(sheet, root);
  }
  if (const PackageEntry* part = office_.related(entry.key, "comments")) {
    read_comments(sheet, *part);
  }
  if (const PackageEntry* part = office_.related(entry.key, "threadedComment")) {
    read_threads(sheet, *part);
  }
}

void Reader::read_cells(const Sheet& sheet, const pugi::xml_node& root, std::vector<Cell>& cells) {
  CellsRead read{hidden_columns(root), {}, false, false, false};
  for (const pugi::xml_node& data : root.children()) {
    if (local_name(data.name()) != "sheetData") continue;
    // Rows and cells stand where they should, or anywhere else that an application passes over.
    for (pugi::xml_node node = data.first_child(); node;) {
      const std::string_view name = local_name(node.name());
      if (name == "row") {
        read.at.row = number_of(attribute(node, "r"), read.at.row + 1);
        read.at.column = 0;
        read.hidden_row = is_set(attribute(node, "hidden"));
      } else if (name == "c") {
        read_cell(sheet, node, read, cells);
      } else if (is_text(node) && !docx::is_blank(node.value())) {
        add_value(out_, {sheet.step(), {StepKind::property, 0, "sheetData"}}, Surface::field_code,
                  node.value());
      }
      node = name == "c" ? next_outside(node, data) : next_node(node, data);
    }
  }
}

void Reader::read_cell(const Sheet& sheet, const pugi::xml_node& node, CellsRead& read,
                       std::vector<Cell>& cells) {
  ++read.at.column;
  if (const auto stated = address_of(attribute(node, "r"))) read.at = *stated;
  if (const pugi::xml_node formula = docx::child(node, "f")) read_formula(sheet, read.at, formula);
  const CellParts parts(node);
  office::add_strays(
      node, at_cell(sheet, read.at),
      [&](const pugi::xml_node& text) { return is_read(text, parts); }, out_);
  Cell cell;
  cell.at = read.at;
  cell.text = text_of(node, cell.is_text);
  if (docx::is_blank(cell.text)) return;
  const bool hidden_column =
      read.at.column < read.hidden_columns.size() && read.hidden_columns[read.at.column];
  cell.hidden = read.hidden_row || hidden_column;
  if (read.hidden_row && !std::exchange(read.told_row, true)) add_hidden(sheet, "row", {});
  if (hidden_column && !std::exchange(read.told_column, true)) add_hidden(sheet, "column", {});
  cells.push_back(std::move(cell));
}

std::string Reader::text_of(const pugi::xml_node& cell, bool& is_text) {
  const std::string_view type = attribute(cell, "t");
  is_text = type == "s" || type == "inlineStr" || type == "str";
  if (type == "inlineStr") return rich_text(docx::child(cell, "is"));
  std::string value = docx::own_text(docx::child(cell, "v"));
  if (type == "s") {
    const std::uint32_t index = number_of(value, UINT32_MAX);
    if (index >= shared_.size()) {
      if (!value.empty()) out_.add_gap(GapCause::damaged, {}, {"gap.xlsx.shared-text", {}});
      return {};
    }
    used_[index] = true;
    return shared_[index];
  }
  if (type.empty() || type == "n") return digits_of(value);
  return value;
}

void Reader::read_formula(const Sheet& sheet, CellAddress at, const pugi::xml_node& formula) {
  std::string text = docx::own_text(formula);
  if (!says_something(text)) return;
  Passage passage;
  passage.text = std::move(text);
  passage.surface = Surface::field_code;
  passage.visibility = Visibility::recoverable;
  passage.where = at_cell(sheet, at);
  if (is_machine_path(passage.text)) {
    passage.traces.push_back({TraceKind::machine_path, {}, {}, {}, {}});
  }
  out_.add(std::move(passage));
}

void Reader::add_cells(const Sheet& sheet, std::vector<Cell> cells) {
  const HeaderRow header = header_of(cells);
  for (Cell& cell : cells) {
    std::string head;
    if (header.row != 0 && cell.at.row > header.row && cell.at.column <= header.texts.size()) {
      head = header.texts[cell.at.column - 1];
    }
    Passage passage;
    passage.text = std::move(cell.text);
    const bool hidden = cell.hidden || sheet.hidden;
    passage.surface = hidden ? Surface::hidden_text : Surface::table_cell;
    passage.visibility = hidden ? Visibility::recoverable : Visibility::shown;
    passage.where = at_cell(sheet, cell.at, head);
    passage.cell = CellPlace{sheet.number, cell.at.row, cell.at.column, std::move(head), true};
    if (!out_.add(std::move(passage))) return;
  }
}

// Everything on a sheet but its cells: page headers, validations, conditions, links, scenarios.
void Reader::read_around(const Sheet& sheet, const pugi::xml_node& root) {
  constexpr std::string_view kAttributes[] = {"prompt",  "promptTitle", "error",    "errorTitle",
                                              "display", "tooltip",     "location", "comment",
                                              "user",    "codeName",    "title",    "progId"};
  for (const pugi::xml_node& top : root.children()) {
    if (top.type() != pugi::node_element || local_name(top.name()) == "sheetData") continue;
    for (pugi::xml_node node = top; node; node = next_node(node, top)) {
      if (is_text(node)) {
        const std::string_view parent = local_name(node.parent().name());
        const bool edge = parent.ends_with("Header") || parent.ends_with("Footer");
        const Surface surface = !edge                        ? Surface::field_code
                                : parent.ends_with("Header") ? Surface::header
                                                             : Surface::footer;
        if (edge || says_something(node.value())) {
          add_value(out_, {sheet.step(), {StepKind::property, 0, std::string(parent)}}, surface,
                    node.value());
        }
        continue;
      }
      for (const std::string_view name : kAttributes) {
        const Surface surface =
            local_name(node.name()) == "hyperlink" ? Surface::hyperlink : Surface::metadata;
        add_value(out_, {sheet.step(), {StepKind::property, 0, std::string(name)}}, surface,
                  attribute(node, name));
      }
    }
  }
}

void Reader::add_comment(const Sheet& sheet, std::string_view reference, std::string text,
                         std::string author, std::string date) {
  Passage passage;
  passage.text = std::move(text);
  passage.surface = Surface::comment;
  passage.visibility = Visibility::recoverable;
  const auto at = address_of(reference);
  passage.where = at ? at_cell(sheet, *at) : Provenance{sheet.step()};
  passage.where.push_back({StepKind::comment, ++comments_, author});
  passage.traces.push_back({TraceKind::comment, {}, {}, std::move(author), std::move(date)});
  out_.add(std::move(passage));
}

void Reader::read_comments(const Sheet& sheet, const PackageEntry& entry) {
  const auto xml = office_.load(entry);
  if (!xml) return;
  const pugi::xml_node root = xml->document_element();
  office::add_strays(
      root, {sheet.step()},
      [&](const pugi::xml_node& text) {
        const pugi::xml_node holder = text.parent();
        const std::string_view name = local_name(holder.name());
        return name == "author" || (name == "t" && office::is_inside(text, "text", root) &&
                                    !office::is_inside(text, "rPh", root));
      },
      out_);
  std::vector<std::string> authors;
  for (const pugi::xml_node& one : docx::child(root, "authors").children()) {
    authors.push_back(docx::own_text(one));
  }
  for (const pugi::xml_node& one : docx::child(root, "commentList").children()) {
    if (one.type() != pugi::node_element) continue;
    const std::uint32_t author = number_of(attribute(one, "authorId"), UINT32_MAX);
    add_comment(sheet, attribute(one, "ref"), rich_text(docx::child(one, "text")),
                author < authors.size() ? authors[author] : std::string(), {});
  }
}

void Reader::read_threads(const Sheet& sheet, const PackageEntry& entry) {
  const auto xml = office_.load(entry);
  if (!xml) return;
  for (const pugi::xml_node& one : xml->document_element().children()) {
    if (one.type() != pugi::node_element) continue;
    const auto person = persons_.find(std::string(attribute(one, "personId")));
    add_comment(sheet, attribute(one, "ref"), docx::own_text(docx::child(one, "text")),
                person == persons_.end() ? std::string() : person->second,
                std::string(attribute(one, "dT")));
  }
}

}  // namespace mishen::xlsx
