// The text an element stands for. Reading and reading back share it.
#pragma once

#include <string>
#include <string_view>

namespace mishen::docx {

inline constexpr std::string_view kNoBreakHyphen = "\xE2\x80\x91";  // U+2011
inline constexpr std::string_view kSoftHyphen = "\xC2\xAD";         // U+00AD
inline constexpr std::string_view kNoteMark = "\xEF\xBF\xBC";       // U+FFFC

// w:sym, by its w:char and w:font. A character outside the private area F000 to F0FF is itself.
// Inside it the font decides: Wingdings stars are ★ (a mark's star: F0AB, F0B5, F0B6), its circled
// digits are the circled digits of Unicode; in Symbol digits and punctuation are what they are in
// ASCII; in a font that is no symbol font so is everything. What is left stays the private
// character.
[[nodiscard]] std::string symbol_text(std::string_view hex, std::string_view font_name);

}  // namespace mishen::docx
