// What mishen itself understands of a pattern: enough of RE2's syntax to tell what every match must
// contain (sieve.h) and what is doubtful about it (lint.h). RE2 alone decides what matches.
// Whatever is not understood is said to be so, and nothing is concluded from it. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mishen {

// Code points one position of a pattern may match: never fewer than RE2 lets it match. Small sets
// are listed; everything else (negations, properties, long ranges) is `wide`: any code point.
class Chars {
 public:
  static constexpr std::size_t kMostListed = 64;

  Chars() = default;
  explicit Chars(char32_t one) : members_{one} {}
  // Any code point, or of them a set that takes `ranges` ranges to describe.
  [[nodiscard]] static Chars any(std::uint32_t ranges = 1) {
    Chars all;
    all.wide_ = true;
    all.ranges_ = ranges;
    return all;
  }

  void add(char32_t first, char32_t last);
  void add(const Chars& other);
  // With the other cases of its letters.
  [[nodiscard]] Chars without_case() const;

  [[nodiscard]] bool wide() const { return wide_; }
  // Sorted; empty when wide.
  [[nodiscard]] const std::vector<char32_t>& members() const { return members_; }
  // Ranges the set was described with, at least as many as it has.
  [[nodiscard]] std::uint32_t ranges() const { return ranges_; }
  // Nothing but ASCII digits.
  [[nodiscard]] bool all_digits() const;

 private:
  void add_ranges(std::uint32_t more);

  bool wide_ = false;
  std::uint32_t ranges_ = 1;
  std::vector<char32_t> members_;
};

struct PatternNode {
  enum class Kind : std::uint8_t {
    chars,       // one code point of `chars`
    sequence,    // all kids, in order; none: the empty string
    choice,      // one of the kids
    repeat,      // kids[0], `least` to `most` times
    text_start,  // \A and ^
    text_end,    // \z and $
    other_edge,  // \b, \B, ^ and $ of lines: no width, and true of places this reader does not
                 // judge
  };
  static constexpr std::uint32_t kUnbounded = UINT32_MAX;

  Kind kind = Kind::sequence;
  Chars chars;
  std::vector<PatternNode> kids;
  std::uint32_t least = 0;
  std::uint32_t most = 0;
};

// The structure of a pattern RE2 accepts (with pattern_options()); nullopt when it uses syntax not
// understood here: \Q..\E, \C, octal escapes, [:posix:] classes.
[[nodiscard]] std::optional<PatternNode> read_pattern(std::string_view pattern);

}  // namespace mishen
