// Reads the tables of facts in rules/data: UTF-8, '#' comments at the head, one line that names the
// columns, then rows, all separated by tabs.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"

namespace mishen::cn {

using Row = std::vector<std::string>;

// The rows of `folder`/`file`, each with exactly the columns named in `columns` (the file's own
// line of names must say the same). Errors, kind rule: the file is missing, not UTF-8, its columns
// are others, a row is short or long (place "file:line"), or it has no rows.
Result<std::vector<Row>> read_table(const std::string& folder, const std::string& file,
                                    std::string_view columns);

// The same row by row, without copies, for the long tables: the cells `take` sees are in the text
// that is returned, and live as long as it.
Result<std::string> each_row(const std::string& folder, const std::string& file,
                             std::string_view columns,
                             const std::function<void(std::span<const std::string_view>)>& take);

// Appends the words of a cell, which spaces part.
void add_words(std::string_view cell, std::vector<std::u32string>& words);

}  // namespace mishen::cn
