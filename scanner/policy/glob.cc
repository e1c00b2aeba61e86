#include "scanner/policy/glob.h"

#include <vector>

namespace mishen {

// Row by row of the pattern: reach[i] says whether what came before matches path[0, i).
bool glob_matches(std::string_view pattern, std::string_view path) {
  std::vector<char> reach(path.size() + 1, 0);
  reach[0] = 1;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const bool deep = pattern.substr(at, 2) == "**";
    const bool star = pattern[at] == '*';
    const bool folders = deep && pattern.substr(at, 3) == "**/";
    std::vector<char> next(path.size() + 1, 0);
    bool open = false;  // a star that began at or before i still runs
    for (std::size_t i = 0; i <= path.size(); ++i) {
      if (folders) {
        // Nothing, or anything that ends with a folder.
        next[i] = reach[i] != 0 || (open && i > 0 && path[i - 1] == '/');
        open = open || reach[i] != 0;
      } else if (star) {
        if (!deep && i > 0 && path[i - 1] == '/') open = false;
        open = open || reach[i] != 0;
        next[i] = open;
      } else if (i > 0 && reach[i - 1] != 0) {
        const char c = path[i - 1];
        next[i] = pattern[at] == '?' ? c != '/' : c == pattern[at];
      }
    }
    reach = std::move(next);
    at += folders ? 3 : deep ? 2 : 1;
  }
  return reach[path.size()] != 0;
}

}  // namespace mishen
