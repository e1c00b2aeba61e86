// Where the tests find the source tree and may write. Compiled once, so that no other test depends
// on the folder it is built in.
#pragma once

#include <string>

namespace mishen::test {

[[nodiscard]] std::string source_dir();
[[nodiscard]] std::string binary_dir();

}  // namespace mishen::test
