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

template <class Number>
[[nodiscard]] inline std::uint64_t number_at(const char* p) {
  Number number;
  std::memcpy(&number, p, sizeof number);
  return number;
}

// Fewer than sixteen bytes, and zeros behind them: read as two numbers that overlap, which is far
// cheaper than to copy so many.
[[nodiscard]] inline ByteLanes short_lanes(const char* p, std::size_t size) {
  ByteLanes bytes{};
  std::uint64_t halves[2] = {};
  if constexpr (std::endian::native != std::endian::little) {
    std::memcpy(&bytes, p, size);
    return bytes;
  }
  if (size > 8) {
    halves[0] = number_at<std::uint64_t>(p);
    halves[1] = number_at<std::uint64_t>(p + size - 8) >> (8 * (16 - size));
  } else if (size >= 4) {
    const std::size_t second = size - 4;
    halves[0] = number_at<std::uint32_t>(p) | number_at<std::uint32_t>(p + second) << (8 * second);
  } else if (size > 0) {
    const std::size_t middle = size / 2;
    halves[0] = number_at<unsigned char>(p) | number_at<unsigned char>(p + middle) << (8 * middle) |
                number_at<unsigned char>(p + size - 1) << (8 * (size - 1));
  }
  std::memcpy(&bytes, halves, sizeof bytes);
  return bytes;
}

// The sixteen bytes at `i`, which is inside; behind the text's end zeros.
[[nodiscard]] inline ByteLanes lanes_at(std::string_view text, std::size_t i) {
  const std::size_t left = text.size() - i;
  if (left < sizeof(ByteLanes)) return short_lanes(text.data() + i, left);
  ByteLanes bytes;
  std::memcpy(&bytes, text.data() + i, sizeof bytes);
  return bytes;
}

// The first lane of a comparison that holds; sizeof hits: none does.
template <class Hits>
[[nodiscard]] inline std::size_t first_lane(Hits hits) {
  std::uint64_t halves[2];
  std::memcpy(halves, &hits, sizeof halves);
  if ((halves[0] | halves[1]) == 0) return sizeof hits;
  if constexpr (std::endian::native == std::endian::little) {
    return halves[0] != 0 ? static_cast<std::size_t>(std::countr_zero(halves[0])) / 8
                          : 8 + static_cast<std::size_t>(std::countr_zero(halves[1])) / 8;
  }
  std::size_t i = 0;
  while (hits[i] == 0) ++i;
  return i;
}

// Which of the bytes is the first in one of `Ranges`; sizeof bytes: none.
template <class... Ranges>
[[nodiscard]] inline std::size_t first_in(ByteLanes bytes) {
  return first_lane((Ranges::holds(bytes) | ...));
}

// The first offset from `from` whose byte is in one of `Ranges`, none of which has a zero;
// text.size() if there is none.
template <class... Ranges>
[[nodiscard]] std::size_t find_byte(std::string_view text, std::size_t from) {
  std::size_t i = from;
  for (; i + sizeof(ByteLanes) <= text.size(); i += sizeof(ByteLanes)) {
    ByteLanes bytes;
    std::memcpy(&bytes, text.data() + i, sizeof bytes);
    const std::size_t found = first_in<Ranges...>(bytes);
    if (found < sizeof bytes) return i + found;
  }
  if (i >= text.size()) return i;
  const std::size_t found = first_in<Ranges...>(short_lanes(text.data() + i, text.size() - i));
  return found < sizeof(ByteLanes) ? i + found : text.size();
}

// The first offset from `from` where these two bytes stand in a row; text.size() if there is none.
[[nodiscard]] inline std::size_t find_two(std::string_view text, std::size_t from,
                                          unsigned char first, unsigned char second) {
  std::size_t i = from;
  for (; i + sizeof(ByteLanes) < text.size(); i += sizeof(ByteLanes)) {
    ByteLanes here;
    ByteLanes behind;
    std::memcpy(&here, text.data() + i, sizeof here);
    std::memcpy(&behind, text.data() + i + 1, sizeof behind);
    const std::size_t found = first_lane((here == first) & (behind == second));
    if (found < sizeof here) return i + found;
  }
  for (; i + 1 < text.size(); ++i) {
    const bool both = static_cast<unsigned char>(text[i]) == first &&
                      static_cast<unsigned char>(text[i + 1]) == second;
    if (both) return i;
  }
  return text.size();
}

}  // namespace mishen
