// What a value says beside its words: a person's name in a field for names, the path of a disk, a
// share or a home folder.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/document/trace.h"

namespace mishen::pdf {

// Adds a machine_path trace for every path in `text` that tells about a machine or its user:
// "C:\...", "\\server\share", "file:...", "/home/...", "/Users/...".
void trace_paths(std::string_view text, std::vector<Trace>& traces);

// True when values under `key` are names of persons or accounts: Author, dc:creator,
// LastModifiedBy. Blanks and capitals do not matter.
[[nodiscard]] bool names_a_person(std::string_view key);

// Two to four ideographs and nothing else, as Chinese names are written.
[[nodiscard]] bool looks_like_chinese_name(std::string_view text);

// A date as PDF or ISO 8601 writes it, and nothing beside it.
[[nodiscard]] bool is_date(std::string_view text);

}  // namespace mishen::pdf
