// UTF-8 in the few operations every stage needs. All functions are total: damaged input decodes as
// U+FFFD, one replacement for each offending byte, and never reads outside the view. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mishen::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point;
  std::uint32_t bytes;  // 1..4, how far to advance
};

// Decodes the code point that starts at `offset`; requires offset < text.size().
[[nodiscard]] Decoded decode(std::string_view text, std::size_t offset);

// Decodes the code point that ends just before `offset`; requires 0 < offset <= text.size().
[[nodiscard]] Decoded decode_before(std::string_view text, std::size_t offset);

// Appends one code point; surrogates and values over U+10FFFF are appended as U+FFFD.
void append(std::string& out, char32_t code_point);

[[nodiscard]] bool is_valid(std::string_view text);

// The text with every undecodable byte replaced by U+FFFD.
[[nodiscard]] std::string sanitise(std::string_view text);

// Code points in `text`.
[[nodiscard]] std::size_t length(std::string_view text);

// UTF-16 code units `text` would take.
[[nodiscard]] std::size_t utf16_length(std::string_view text);

// UTF-16 (native order) to UTF-8; unpaired surrogates become U+FFFD.
[[nodiscard]] std::string from_utf16(std::u16string_view text);

// Han ideographs: unified, extensions, compatibility (not radicals, not 〇).
[[nodiscard]] constexpr bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

}  // namespace mishen::utf8
