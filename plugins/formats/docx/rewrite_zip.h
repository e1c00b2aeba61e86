// A ZIP archive with some entries replaced, some removed and some added; all others keep their
// bytes, times and order.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/base/result.h"

namespace mishen::docx {

struct ZipChanges {
  std::map<std::uint64_t, std::string> replaced;           // by index
  std::set<std::uint64_t> removed;                         // by index
  std::vector<std::pair<std::string, std::string>> added;  // name, content; at the end
};

// Error kind input, message annotate.archive: libzip does not take or does not write it. In memory;
// replaced entries keep their time, added ones take that of the first entry.
[[nodiscard]] Result<std::string> rewrite_zip(std::string_view bytes, const ZipChanges& changes);

}  // namespace mishen::docx
