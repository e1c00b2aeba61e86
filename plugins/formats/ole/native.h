// Packages as the Windows packager puts them into documents ([MS-OLEDS] 2.3.6, \x01Ole10Native).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::ole {

struct NativeFile {
  std::string name;                // as shown below the icon
  std::vector<std::string> paths;  // where it lay on the machine it came from
  std::string_view bytes;          // into the stream
};

// The file in such a stream; nothing if it is built otherwise.
[[nodiscard]] std::optional<NativeFile> native_file(std::string_view stream);

}  // namespace mishen::ole
