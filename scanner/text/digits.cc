#include "scanner/text/digits.h"

#include <algorithm>

#include "scanner/text/scan.h"

namespace mishen {
namespace {

constexpr std::string_view kWideSeparators[] = {"·", "•", "・", "‧"};

constexpr bool is_thin_separator(unsigned char byte) {
  return byte == '-' || byte == '.' || byte == '/' || byte == '_';
}

std::size_t mark_at(std::string_view text, std::size_t i) {
  if (is_thin_separator(byte_at(text, i))) return 1;
  for (const std::string_view wide : kWideSeparators) {
    if (text.substr(std::min(i, text.size())).starts_with(wide)) return wide.size();
  }
  return 0;
}

std::size_t mark_before(std::string_view text, std::size_t i) {
  if (i > 0 && is_thin_separator(byte_at(text, i - 1))) return 1;
  for (const std::string_view wide : kWideSeparators) {
    if (text.substr(0, i).ends_with(wide)) return wide.size();
  }
  return 0;
}

std::size_t spaces_at(std::string_view text, std::size_t i, std::size_t most) {
  std::size_t n = 0;
  while (n < most && byte_at(text, i + n) == ' ') ++n;
  return n;
}

std::size_t spaces_before(std::string_view text, std::size_t i, std::size_t most) {
  std::size_t n = 0;
  while (n < most && n < i && text[i - n - 1] == ' ') ++n;
  return n;
}

}  // namespace

std::size_t separator_at(std::string_view text, std::size_t i) {
  const std::size_t spaces = spaces_at(text, i, 2);
  const std::size_t mark = mark_at(text, i + spaces);
  return mark == 0 ? spaces : spaces + mark + spaces_at(text, i + spaces + mark, 2);
}

std::size_t separator_before(std::string_view text, std::size_t i) {
  const std::size_t spaces = spaces_before(text, i, 2);
  const std::size_t mark = mark_before(text, i - spaces);
  return mark == 0 ? spaces : spaces + mark + spaces_before(text, i - spaces - mark, 2);
}

std::size_t line_end_at(std::string_view text, std::size_t i) {
  const std::size_t before = spaces_at(text, i, text.size());
  if (byte_at(text, i + before) != '\n') return 0;
  return before + 1 + spaces_at(text, i + before + 1, text.size());
}

std::size_t line_end_before(std::string_view text, std::size_t i) {
  const std::size_t after = spaces_before(text, i, text.size());
  if (after >= i || text[i - after - 1] != '\n') return 0;
  return after + 1 + spaces_before(text, i - after - 1, text.size());
}

std::size_t count_digits(std::string_view text, std::size_t enough) {
  std::size_t found = 0;
  for (std::size_t i = 0; found < enough; ++i, ++found) {
    i = find_byte<DigitBytes>(text, i);
    if (i >= text.size()) break;
  }
  return found;
}

}  // namespace mishen
