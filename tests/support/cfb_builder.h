// Makes OLE2 compound files in memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mishen::test {

// Streams below the root ("a") or one storage deep ("VBA/dir"), each with its bytes. Streams of
// less than 4,096 bytes lie in the small-sector stream, as in real files.
[[nodiscard]] std::string compound_file(
    const std::vector<std::pair<std::string, std::string>>& streams);

// A VBA container (MS-OVBA 2.4.1) of literals only.
[[nodiscard]] std::string vba_container(const std::string& text);

}  // namespace mishen::test
