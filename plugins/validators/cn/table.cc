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

void split(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t tab = std::min(line.find('\t', at), line.size());
    cells.push_back(line.substr(at, tab - at));
    at = tab + 1;
  }
}

}  // namespace

Status each_row(const std::string& folder, const std::string& file, std::string_view columns,
                const std::function<void(std::span<const std::string_view>)>& take) {
  const std::string path = folder + "/" + file;
  const Result<std::string> bytes = read_file(path, kMaxBytes);
  if (!bytes) return Error{ErrorKind::rule, path, {"error.rule-data-missing", {}}};
  std::string_view text = *bytes;
  if (!utf8::is_valid(text)) return damaged(path, 1);

  std::vector<std::string_view> names;
  std::vector<std::string_view> cells;
  split(columns, names);
  bool named = false;
  bool any = false;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = next_line(text);
    if (!named && !line.empty() && line.front() == '#') continue;
    split(line, cells);
    if (cells.size() != names.size() || (!named && cells != names)) return damaged(path, number);
    if (named) take(cells);
    any = any || named;
    named = true;
  }
  if (!any) return damaged(path, 1);
  return Done{};
}

Result<std::vector<Row>> read_table(const std::string& folder, const std::string& file,
                                    std::string_view columns) {
  std::vector<Row> rows;
  const Status status =
      each_row(folder, file, columns, [&](std::span<const std::string_view> cells) {
        rows.emplace_back(cells.begin(), cells.end());
      });
  if (!status.ok()) return status.error();
  return rows;
}

}  // namespace mishen::cn
