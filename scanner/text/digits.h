// Digit runs in folded text: what is a digit, what may stand between two groups of one number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mishen {

[[nodiscard]] constexpr bool is_digit(unsigned char byte) {
  return static_cast<unsigned char>(byte - '0') < 10U;
}
[[nodiscard]] constexpr bool is_letter(unsigned char byte) {
  return static_cast<unsigned char>((byte | 0x20U) - 'a') < 26U;
}
[[nodiscard]] constexpr bool is_alnum(unsigned char byte) {
  return is_digit(byte) || is_letter(byte);
}

// The byte at `i`, or 0 outside.
[[nodiscard]] inline unsigned char byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : '\0';
}
[[nodiscard]] inline bool digit_at(std::string_view text, std::size_t i) {
  return is_digit(byte_at(text, i));
}

// True when a check letter X stands at `i` and ends there.
[[nodiscard]] inline bool check_letter_at(std::string_view text, std::size_t i) {
  const unsigned char byte = byte_at(text, i);
  return (byte == 'X' || byte == 'x') && !is_alnum(byte_at(text, i + 1));
}

// Bytes of the group separator that starts at `i`: up to two spaces, one of - . / _ · • ・ ‧, up to
// two spaces; at least one of these. 0: none.
[[nodiscard]] std::size_t separator_at(std::string_view text, std::size_t i);
// The same, ending just before `i`.
[[nodiscard]] std::size_t separator_before(std::string_view text, std::size_t i);

// Bytes of the line end that starts at `i`: one '\n' and the spaces round it. 0: none.
[[nodiscard]] std::size_t line_end_at(std::string_view text, std::size_t i);
[[nodiscard]] std::size_t line_end_before(std::string_view text, std::size_t i);

// ASCII digits in `text`, at most `enough`.
[[nodiscard]] std::size_t count_digits(std::string_view text, std::size_t enough);

}  // namespace mishen
