// UTF-8 in the few operations every stage needs. All functions are total: damaged input decodes as
// U+FFFD, one replacement for each offending byte, and never reads outside the view. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mishen::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point;
  std::uint32_t bytes;  // 1..4, how far to advance
};

// What decode() does not see at a glance.
[[nodiscard]] Decoded decode_any(std::string_view text, std::size_t offset);

// Decodes the code point that starts at `offset`; requires offset < text.size(). Inline for what
// Chinese texts are full of: ASCII and three bytes, of which neither E0 nor ED, that may be
// overlong or a surrogate.
[[nodiscard]] inline Decoded decode(std::string_view text, std::size_t offset) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return {lead, 1};
  if (lead > 0xE0 && lead <= 0xEF && lead != 0xED && text.size() - offset >= 3 &&
      (at(1) & 0xC0U) == 0x80U && (at(2) & 0xC0U) == 0x80U) {
    return {(lead & 0xFU) << 12U | (at(1) & 0x3FU) << 6U | (at(2) & 0x3FU), 3};
  }
  return decode_any(text, offset);
}

// Decodes the code point that ends just before `offset`; requires 0 < offset <= text.size().
[[nodiscard]] Decoded decode_before(std::string_view text, std::size_t offset);

// Appends one code point; surrogates and values over U+10FFFF are appended as U+FFFD.
void append(std::string& out, char32_t code_point);

[[nodiscard]] bool is_valid(std::string_view text);

// The text with every undecodable byte replaced by U+FFFD.
[[nodiscard]] std::string sanitise(std::string_view text);

// Code points in `text`.
[[nodiscard]] std::size_t length(std::string_view text);

// The same for text that is valid; nothing for text that is not. One pass.
[[nodiscard]] std::optional<std::size_t> valid_length(std::string_view text);

// Code points of text that is known to be valid: several times as fast as to look whether it is.
[[nodiscard]] std::size_t length_of_valid(std::string_view text);

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
