// A character every match of a pattern contains, not far from where the match begins: 开 in
// 主动公开 or 不予公开. Such characters are found at memory speed, and far from them no match
// begins: no automaton need go over the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mishen {

struct PatternNode;

// Immutable; thread-safe.
struct Landmark {
  char32_t sign = 0;           // three bytes in UTF-8, as nearly all of Chinese; 0: none is known
  std::uint32_t farthest = 0;  // code points of a match before its first `sign`, at most
  std::u32string first;        // what a match may begin with; empty: not known

  [[nodiscard]] bool is_known() const { return sign != 0; }
  // The first place at or behind byte `from` of UTF-8 `text` where a match may begin; npos: there
  // is none. Of a landmark that is known.
  [[nodiscard]] std::size_t next(std::string_view text, std::size_t from) const;

  friend bool operator==(const Landmark&, const Landmark&) = default;
};

// The rarest of those that are near enough; `first` is not told.
[[nodiscard]] Landmark landmark_of(const PatternNode& node);

}  // namespace mishen
