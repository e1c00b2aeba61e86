// How many columns text takes on a terminal. East Asian Wide and Fullwidth characters take two,
// combining marks none, everything else one (Ambiguous too, as terminals do by default). A table of
// our own, since ICU belongs to the text stage and its data costs start-up time; a test holds it
// against ICU's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mishen {

// 0, 1 or 2. Of a character that terminal_escape() lets through.
[[nodiscard]] unsigned width_of(char32_t c);

[[nodiscard]] std::size_t display_width(std::string_view text);

// `text` cut in its middle to at most `columns` (at least 5), with "…" where something is missing.
// More of the end than of the beginning is kept: a path's end says more.
[[nodiscard]] std::string shorten_middle(std::string_view text, std::size_t columns);

}  // namespace mishen
