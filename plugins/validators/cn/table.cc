#include "plugins/validators/cn/table.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "scanner/base/io.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr std::uint64_t kMaxBytes = 16U << 20U;

Error damaged(const std::string& path, std::size_t line) {
  return {ErrorKind::rule, path + ":" + std::to_string(line), {"error.rule-data-damaged", {}}};
}

// Takes the next line off `text`, without its end (\n or \r\n).
std::string_view next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

Row split(std::string_view line) {
  Row cells;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t tab = std::min(line.find('\t', at), line.size());
    cells.emplace_back(line.substr(at, tab - at));
    at = tab + 1;
  }
  return cells;
}

}  // namespace

Result<std::vector<Row>> read_table(const std::string& folder, const std::string& file,
                                    std::string_view columns) {
  const std::string path = folder + "/" + file;
  const Result<std::string> bytes = read_file(path, kMaxBytes);
  if (!bytes) return Error{ErrorKind::rule, path, {"error.rule-data-missing", {}}};
  std::string_view text = *bytes;
  if (!utf8::is_valid(text)) return damaged(path, 1);

  std::vector<Row> rows;
  const Row names = split(columns);
  bool named = false;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = next_line(text);
    if (!named && !line.empty() && line.front() == '#') continue;
    Row cells = split(line);
    if (cells.size() != names.size() || (!named && cells != names)) return damaged(path, number);
    if (named) rows.push_back(std::move(cells));
    named = true;
  }
  if (rows.empty()) return damaged(path, 1);
  return rows;
}

}  // namespace mishen::cn
