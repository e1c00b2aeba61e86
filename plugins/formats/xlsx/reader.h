// A workbook read part by part.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/office/office.h"
#include "plugins/formats/xlsx/cells.h"

namespace mishen::xlsx {

using office::PackageEntry;

struct Sheet {
  std::string name;
  std::uint32_t number = 0;  // from 1
  bool hidden = false;
  [[nodiscard]] Step step() const { return {StepKind::sheet, number, name}; }
};

// Where the reading of a sheet's cells is.
struct CellsRead {
  std::vector<bool> hidden_columns;  // by column, from 1
  CellAddress at;
  bool hidden_row = false;
  bool told_row = false;
  bool told_column = false;
};

class Reader {
 public:
  Reader(std::string_view bytes, DocumentBuilder& out) : office_(bytes, out), out_(out) {}
  void read();

 private:
  // reader.cc: the workbook and what belongs to all of it
  void read_shared_strings(const std::string& workbook);
  void read_persons();
  void read_sheets(const std::string& workbook, const pugi::xml_node& root);
  void read_names(const pugi::xml_node& root);
  void read_number_formats(const std::string& workbook);
  void read_caches();
  void read_cache(const PackageEntry& entry, const char* what);
  void add_unused_strings();

  // sheet.cc: one sheet
  void read_sheet(const Sheet& sheet, const PackageEntry& entry);
  void read_cells(const Sheet& sheet, const pugi::xml_node& root, std::vector<Cell>& cells);
  void read_cell(const Sheet& sheet, const pugi::xml_node& node, CellsRead& read,
                 std::vector<Cell>& cells);
  void read_formula(const Sheet& sheet, CellAddress at, const pugi::xml_node& formula);
  [[nodiscard]] std::string text_of(const pugi::xml_node& cell, bool& is_text);
  void add_cells(const Sheet& sheet, std::vector<Cell> cells);
  void read_around(const Sheet& sheet, const pugi::xml_node& root);
  void read_comments(const Sheet& sheet, const PackageEntry& entry);
  void read_threads(const Sheet& sheet, const PackageEntry& entry);
  void add_comment(const Sheet& sheet, std::string_view reference, std::string text,
                   std::string author, std::string date);
  void add_hidden(const Sheet& sheet, const char* what, std::string text);

  office::Office office_;
  DocumentBuilder& out_;
  std::vector<std::string> shared_;
  std::vector<bool> used_;
  std::map<std::string, std::string> persons_;  // id: name
  std::uint32_t comments_ = 0;
};

// The text of a si, is, text or comment element: its runs without phonetic hints.
[[nodiscard]] std::string rich_text(const pugi::xml_node& node);

}  // namespace mishen::xlsx
