// "Did you mean": the known word nearest to one that is not known.
#pragma once

#include <span>
#include <string_view>

namespace mishen {

// The element of `known` with the fewest single-character edits from `word`, the first among
// equals; empty when even that one differs in more than a third of its characters (at least 2).
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> known);

}  // namespace mishen
