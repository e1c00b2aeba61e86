// The text a validator looks at round its candidate: the candidate's segment (its logical line, or,
// where a line holds tabs, its cell of it), cut at a fixed reach so that a hostile line of millions
// of candidates stays linear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/judge/validator.h"

namespace mishen::cn {

inline constexpr std::size_t kReach = 80;  // code points each side

struct Window {
  std::u32string before;   // segment text before the candidate, at most kReach
  std::u32string value;    // the candidate, at most 2 * kReach
  std::u32string after;    // segment text after it
  bool from_start = true;  // `before` reaches the segment's start
  bool to_end = true;      // `after` reaches the segment's end
  bool tabbed = false;     // a tab bounds the segment: it is one cell of its line

  // Code points of the segment, as far as seen; more than 2 * kReach only means "long".
  [[nodiscard]] std::size_t length() const { return before.size() + value.size() + after.size(); }
};

[[nodiscard]] Window window_of(const Hit& hit);

// The same, with the end of the line above where the line only goes on with it (a page breaks its
// paragraphs anywhere): what a number belongs to may have been said there.
[[nodiscard]] Window paragraph_window_of(const Hit& hit);

// The heading says that the column counts or measures: 报价（元）, 总产值, 面积(亩). One that
// speaks of telephones or accounts does not.
[[nodiscard]] bool is_measure_column(std::string_view header);

[[nodiscard]] std::u32string to_u32(std::string_view text, std::size_t most = std::size_t(-1));
[[nodiscard]] std::string to_utf8(std::u32string_view text);

[[nodiscard]] constexpr bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\u00A0' || c == U'\u3000' ||
         (c >= 0x2000 && c <= 0x200A) || c == U'\u202F';
}
[[nodiscard]] std::u32string_view trim(std::u32string_view text);
[[nodiscard]] std::u32string_view trim_left(std::u32string_view text);
[[nodiscard]] std::u32string_view trim_right(std::u32string_view text);
// The text without any spaces.
[[nodiscard]] std::u32string squeeze(std::u32string_view text);

// The longest of `words` that `text` starts (ends) with; empty if none.
[[nodiscard]] std::u32string_view leading(std::u32string_view text,
                                          const std::vector<std::u32string>& words);
[[nodiscard]] std::u32string_view trailing(std::u32string_view text,
                                           const std::vector<std::u32string>& words);

// The bracket that closes `open`, 0 if it is none: ( [ { 【 〔 〖 and their full-width forms.
[[nodiscard]] char32_t closing_bracket(char32_t open);

}  // namespace mishen::cn
