// The packs of rules/ as they were when mishen was built; made by embed/embed_rules.cc.
#pragma once

#include <span>

#include "scanner/rulebook/load.h"

namespace mishen {

[[nodiscard]] std::span<const PackedPack> packed_rules();
// What was known of their patterns then, as KnownPatterns reads it.
[[nodiscard]] std::string_view packed_patterns();

}  // namespace mishen
