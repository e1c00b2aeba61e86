// Which neighbouring characters belong to a stretch of text that only some see.
#pragma once

#include <cstddef>
#include <string_view>

namespace mishen::docx {

// A number or a mark may be cut by the edge between text that is shown and text that is deleted or
// hidden ("1380013" shown, "8000" deleted). Given the whole text and an edge in it, these say how
// far what touches the edge on the shown side belongs to the other side, so that the two are also
// read as one:
//  - digits on both sides: the run of digits (with single separators, at most 32 characters);
//  - 汉字 or ★ on one side, the same or a digit on the other: digits only if they are at most 6
//    (a period, not an identifier), then 汉字 and ★;
//  - then up to 8 more 汉字, ★ or colons, the word that names the number;
//  - anything else (a space, punctuation, letters): nothing.
// A whole number that merely stands beside a deleted word is therefore not read twice.
// Returns a byte offset: at or before `edge` for the first, at or after it for the second.
[[nodiscard]] std::size_t reach_before(std::string_view text, std::size_t edge);
[[nodiscard]] std::size_t reach_after(std::string_view text, std::size_t edge);

}  // namespace mishen::docx
