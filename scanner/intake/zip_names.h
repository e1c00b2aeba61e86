// The names in a ZIP, just enough to tell what kind of file it is. Reading its contents is the
// business of the format plug-ins.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace mishen {

struct ZipNames {
  bool has_directory = false;           // an end-of-central-directory record was found
  std::vector<std::string_view> names;  // views into the bytes, raw, in directory order
};

// Names from the central directory; where there is none that holds (a truncated file), from the
// local headers. At most `most` names. Never throws, never reads outside `bytes`, linear in the
// directory.
[[nodiscard]] ZipNames zip_names(std::string_view bytes, std::size_t most = 100'000);

}  // namespace mishen
