// Finding the next interesting byte at memory speed: sixteen bytes a test, so that text without any
// is passed over without being decoded.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mishen {

// Sixteen bytes at once (a vector extension of g++ and clang++, on every processor).
using ByteLanes __attribute__((vector_size(16))) = unsigned char;

// The bytes first..last, both included.
template <unsigned char first, unsigned char last>
struct ByteRange {
  template <class Bytes>
  static auto holds(Bytes bytes) {
    constexpr auto kFirst = first;
    constexpr auto kCount = static_cast<unsigned char>(last - first);
    return static_cast<Bytes>(bytes - kFirst) <= kCount;
  }
};
template <unsigned char byte>
using OneByte = ByteRange<byte, byte>;
using DigitBytes = ByteRange<'0', '9'>;

// The first offset from `from` whose byte is in one of `Ranges`; text.size() if there is none.
template <class... Ranges>
[[nodiscard]] std::size_t find_byte(std::string_view text, std::size_t from) {
  std::size_t i = from;
  for (; i + sizeof(ByteLanes) <= text.size(); i += sizeof(ByteLanes)) {
    ByteLanes bytes;
    std::memcpy(&bytes, text.data() + i, sizeof bytes);
    const auto hits = (Ranges::holds(bytes) | ...);
    std::uint64_t halves[2];
    std::memcpy(halves, &hits, sizeof halves);
    if ((halves[0] | halves[1]) == 0) continue;
    if constexpr (std::endian::native != std::endian::little) break;
    return halves[0] != 0 ? i + static_cast<std::size_t>(std::countr_zero(halves[0])) / 8
                          : i + 8 + static_cast<std::size_t>(std::countr_zero(halves[1])) / 8;
  }
  while (i < text.size() && !(Ranges::holds(static_cast<unsigned char>(text[i])) || ...)) ++i;
  return i;
}

}  // namespace mishen
