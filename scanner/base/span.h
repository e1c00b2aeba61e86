// Places in text as types. A span of the original passage and a span of its normalised reading are
// different things, and the compiler keeps them apart: only text::OffsetMap converts.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mishen {

// Half-open byte range [begin, end) of UTF-8 text. Tag says of which text.
template <class Tag>
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(Span other) const {
    return begin <= other.begin && other.end <= end;
  }
  [[nodiscard]] constexpr bool overlaps(Span other) const {
    return begin < other.end && other.begin < end;
  }
  friend constexpr bool operator==(Span, Span) = default;
};

struct SourceTag;
struct NormTag;

// Bytes of Passage::text (for a reading joined from several passages: of their concatenation).
using SourceSpan = Span<SourceTag>;
// Bytes of Reading::text.
using NormSpan = Span<NormTag>;

}  // namespace mishen
