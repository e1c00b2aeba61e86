#include "scanner/cli/unit_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace mishen {
namespace {

namespace fs = std::filesystem;

bool is_version_control(const fs::path& folder) {
  constexpr std::array<std::string_view, 3> kNames = {".git", ".hg", ".svn"};
  const std::string name = folder.filename().string();
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::optional<Message> why_refused(const fs::path& path, const fs::file_status& status) {
  if (is_version_control(path)) return Message{"unit.version-control", {}};
  if (fs::is_symlink(status)) return Message{"unit.link", {}};
  if (fs::is_regular_file(status)) return std::nullopt;
  return Message{"error.not-a-regular-file", {}};
}

void walk(const fs::path& folder, const std::string& below, std::vector<UnitFile>& out) {
  std::error_code failed;
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    entries.push_back(it->path());
  }
  if (failed) {
    out.push_back({folder.string(), below.empty() ? "." : below,
                   Message{"error.cannot-open", {{"cause", failed.message()}}}});
  }
  std::sort(entries.begin(), entries.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  for (const fs::path& entry : entries) {
    const std::string name = (below.empty() ? "" : below + "/") + entry.filename().string();
    const fs::file_status status = fs::symlink_status(entry, failed);
    if (fs::is_directory(status) && !is_version_control(entry)) {
      walk(entry, name, out);
    } else {
      out.push_back({entry.string(), name, why_refused(entry, status)});
    }
  }
}

}  // namespace

std::vector<UnitFile> unit_files(const std::vector<std::string>& paths) {
  std::vector<UnitFile> out;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (path != "-" && fs::is_directory(path, failed)) {
      walk(path, "", out);
    } else {
      out.push_back({path, path == "-" ? path : fs::path(path).filename().string(), {}});
    }
  }
  return out;
}

bool lies_within(const std::string& path, const std::vector<std::string>& paths) {
  std::error_code failed;
  const fs::path whole = fs::weakly_canonical(path, failed);
  if (failed) return true;  // what cannot be told is not waved through
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& one) {
    const fs::path unit = fs::weakly_canonical(one, failed);
    const auto [in_unit, in_path] =
        std::mismatch(unit.begin(), unit.end(), whole.begin(), whole.end());
    return in_unit == unit.end() || (std::next(in_unit) == unit.end() && in_unit->empty());
  });
}

}  // namespace mishen
