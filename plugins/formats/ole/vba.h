// Source of VBA macros ([MS-OVBA]).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::ole {

struct VbaModule {
  std::string stream;        // name of its stream
  std::uint32_t offset = 0;  // where the compressed source begins in it
};

struct VbaProject {
  std::string charset = "windows-1252";
  std::vector<VbaModule> modules;
};

// A compressed container (2.4.1) at the front of `bytes`, at most `most` bytes of it. Nothing: it
// does not begin as one. Damage ends it early.
[[nodiscard]] std::optional<std::string> decompress_vba(std::string_view bytes, std::size_t most);

// What the decompressed dir stream says (2.3.4.2).
[[nodiscard]] VbaProject read_dir(std::string_view dir);

}  // namespace mishen::ole
