#include "plugins/validators/cn/table.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "plugins/validators/cn/window.h"
#include "scanner/base/io.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr std::uint64_t kMaxBytes = 16U << 20U;

Error damaged(const std::string& path, std::size_t line) {
  return {ErrorKind::rule, path + ":" + std::to_string(line), {"error.rule-data-damaged", {}}};
}

// Takes the next line off `text`, without its end (\n or \r\n).
void next_row(std::string_view& text, std::vector<std::string_view>& cells) {
  cells.clear();
  std::string_view row = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), row.size() + 1));
  if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
  for (std::size_t tab; (tab = row.find('\t')) != std::string_view::npos;) {
    cells.push_back(row.substr(0, tab));
    row.remove_prefix(tab + 1);
  }
  cells.push_back(row);
}

}  // namespace

Result<std::string> each_row(const std::string& folder, const std::string& file,
                             std::string_view columns,
                             const std::function<void(std::span<const std::string_view>)>& take) {
  const std::string path = folder + "/" + file;
  Result<std::string> bytes = read_file(path, kMaxBytes);
  if (!bytes) return Error{ErrorKind::rule, path, {"error.rule-data-missing", {}}};
  std::string_view text = *bytes;
  if (!utf8::is_valid(text)) return damaged(path, 1);

  std::vector<std::string_view> names;
  std::vector<std::string_view> cells;
  next_row(columns, names);
  bool named = false;
  bool any = false;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const bool comment = !named && text.front() == '#';
    next_row(text, cells);
    if (comment) continue;
    if (cells.size() != names.size() || (!named && cells != names)) return damaged(path, number);
    if (named) take(cells);
    any = any || named;
    named = true;
  }
  if (!any) return damaged(path, 1);
  return bytes;
}

Result<std::vector<Row>> read_table(const std::string& folder, const std::string& file,
                                    std::string_view columns) {
  std::vector<Row> rows;
  const Result<std::string> text =
      each_row(folder, file, columns, [&](std::span<const std::string_view> cells) {
        rows.emplace_back(cells.begin(), cells.end());
      });
  if (!text) return text.error();
  return rows;
}

void add_words(std::string_view cell, std::vector<std::u32string>& words) {
  std::u32string word;
  for (const char32_t c : to_u32(cell) + U' ') {
    if (c != U' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
}

}  // namespace mishen::cn
