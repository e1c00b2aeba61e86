// Where in a text a match of a pattern may begin, told from a byte or two, or from a landmark and
// the first character. Where such places are few, which a number's are, it is far cheaper to try
// them than to search. Never passes over a place where a match begins whose edge before it holds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scanner/rulebook/known_patterns.h"
#include "scanner/rulebook/rule.h"

namespace mishen {

// No character like this may stand beside a match with such edges.
[[nodiscard]] constexpr bool is_edge_character(char c, Edges edges) {
  if (edges == Edges::none) return false;
  const bool digit = c >= '0' && c <= '9';
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return digit || (letter && edges != Edges::digit);
}

// What stands directly before byte `at` of UTF-8 `text` lets a match with such edges begin there.
[[nodiscard]] bool may_begin(std::string_view text, std::size_t at, Edges edges);

// Immutable; thread-safe.
class Beginnings {
 public:
  Beginnings() = default;
  Beginnings(const KnownPattern& known, Edges edges);

  // False where it is not worth while: without a landmark, matches that may be long (trying one is
  // no longer cheap), or begin with what Chinese text is full of; and where nothing is known.
  [[nodiscard]] bool are_few() const { return few_; }
  // The first such place of UTF-8 `text` at or behind byte `from`; npos: there is none.
  [[nodiscard]] std::size_t next(std::string_view text, std::size_t from) const;
  // Bytes a match takes, at most, where they are few; npos: not known.
  [[nodiscard]] std::size_t longest() const { return longest_; }

 private:
  [[nodiscard]] bool has_digits(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::size_t next_at_byte(std::string_view text, std::size_t from) const;
  [[nodiscard]] std::size_t next_at_landmark(std::string_view text, std::size_t from) const;

  bool few_ = false;
  Landmark landmark_;  // where it tells them
  std::size_t longest_ = std::string_view::npos;
  bool ascii_ = false;  // none begins beyond ASCII
  Edges edges_ = Edges::none;
  std::uint32_t digits_ = 0;  // so many stand at the start of every match
  std::array<bool, 256> first_{};
};

}  // namespace mishen
