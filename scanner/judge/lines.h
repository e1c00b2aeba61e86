// Lines of a text: the stretches between line feeds. Pure; costs only what is walked over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scanner/document/passage.h"

namespace mishen {

// A half-open byte range of some text, without the line feed at its end.
struct LineRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// The line `offset` stands in; an offset at a line feed belongs to the line it ends.
[[nodiscard]] LineRange line_at(std::string_view text, std::uint32_t offset);

// The lines from the one of `begin` to the one of `end` (exclusive end of a stretch of text).
[[nodiscard]] LineRange lines_over(std::string_view text, std::uint32_t begin, std::uint32_t end);

// Without white space at its ends: ASCII, no-break and ideographic spaces.
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string_view trim_begin(std::string_view text);
[[nodiscard]] std::string_view trim_end(std::string_view text);

// `offset` moved back (or forward) to the edge of a code point.
[[nodiscard]] std::uint32_t floor_to_code_point(std::string_view text, std::uint32_t offset);
[[nodiscard]] std::uint32_t ceil_to_code_point(std::string_view text, std::uint32_t offset);

// The last (first) bytes of `text`, at most `bytes`, whole code points.
[[nodiscard]] std::string_view tail(std::string_view text, std::size_t bytes);
[[nodiscard]] std::string_view head(std::string_view text, std::size_t bytes);

// True when the line of `passage` that begins at `begin` looks like the continuation of the line
// above it in the same passage: set in one size and direction, the line above reaching as far as
// any line of the passage and ending in no full stop. Needs page anchors; false without.
[[nodiscard]] bool continues_line(const Passage& passage, std::uint32_t begin);

}  // namespace mishen
