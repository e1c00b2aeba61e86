#include "scanner/cli/draft_list.h"

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

void walk(const fs::path& folder, std::vector<std::string>& out) {
  std::error_code failed;
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    entries.push_back(it->path());
  }
  if (failed) out.push_back(folder.string());
  std::sort(entries.begin(), entries.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  for (const fs::path& entry : entries) {
    const fs::file_status status = fs::symlink_status(entry, failed);
    if (!fs::is_directory(status)) {
      out.push_back(entry.string());
    } else if (!is_version_control(entry)) {
      walk(entry, out);
    }
  }
}

}  // namespace

std::vector<std::string> list_drafts(const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (path != "-" && fs::is_directory(path, failed)) {
      walk(path, out);
    } else {
      out.push_back(path);
    }
  }
  return out;
}

}  // namespace mishen
