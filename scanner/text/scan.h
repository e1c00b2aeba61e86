// Finding the next interesting byte at memory speed: sixteen bytes a test, so that text without any
// is passed over without being decoded.
#pragma once

#include <cstddef>
#include <string_view>

namespace mishen {

// The first offset from `from` whose byte `wanted` accepts; text.size() if there is none. `wanted`
// takes an unsigned char, must be pure, and is fastest without branches.
template <class Wanted>
[[nodiscard]] std::size_t find_byte(std::string_view text, std::size_t from, Wanted wanted) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t i = from;
  while (i + 16 <= text.size()) {
    unsigned char any = 0;
    for (std::size_t k = 0; k < 16; ++k) any |= static_cast<unsigned char>(wanted(bytes[i + k]));
    if (any != 0) break;
    i += 16;
  }
  while (i < text.size() && !wanted(bytes[i])) ++i;
  return i;
}

}  // namespace mishen
