// A publication as it lies on disk: what `gate` reviews and `verify` compares, file by file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scanner/base/result.h"

namespace mishen {

struct UnitFile {
  std::string path;  // to open it
  // Within the publication: below the folder that was named, or, of a file that was named, its own.
  std::string name;
  // Why its bytes are not looked at: a link, a device, a folder of version control or one that
  // cannot be opened. Whoever publishes the folder publishes that too, so it is never left out.
  std::optional<Message> refused;
};

// Every file at or below each of `paths` (files and folders; "-" is standard input), folders walked
// in byte order of names. Links are followed where they were named, never below a folder.
[[nodiscard]] std::vector<UnitFile> unit_files(const std::vector<std::string>& paths);

// `path` lies in one of the folders among `paths`, or is one of the files.
[[nodiscard]] bool lies_within(const std::string& path, const std::vector<std::string>& paths);

}  // namespace mishen
