#include "plugins/formats/rtf/tokens.h"

#include <algorithm>
#include <charconv>

namespace mishen::rtf {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Token Tokens::next() {
  while (!rest_.empty() && (rest_[0] == '\r' || rest_[0] == '\n')) rest_.remove_prefix(1);
  if (rest_.empty()) return {};
  const char c = rest_[0];
  if (c == '{' || c == '}') {
    rest_.remove_prefix(1);
    return {c == '{' ? TokenKind::open : TokenKind::close, {}, {}};
  }
  if (c == '\\') return word();
  const std::size_t end = std::min(rest_.find_first_of("{}\\\r\n"), rest_.size());
  const Token token{TokenKind::text, rest_.substr(0, end), {}};
  rest_.remove_prefix(end);
  return token;
}

Token Tokens::word() {
  rest_.remove_prefix(1);
  if (rest_.empty()) return {};
  if (rest_[0] == '\'') {
    const std::string_view digits = rest_.substr(1, 2);
    std::int32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    rest_.remove_prefix(1 + static_cast<std::size_t>(end - digits.data()));
    return {TokenKind::byte, {}, error == std::errc() ? value : '?'};
  }
  if (!is_letter(rest_[0])) {
    const Token token{TokenKind::symbol, rest_.substr(0, 1), {}};
    rest_.remove_prefix(1);
    return token;
  }
  std::size_t size = 0;
  while (size < rest_.size() && is_letter(rest_[size])) ++size;
  Token token{TokenKind::word, rest_.substr(0, size), {}};
  rest_.remove_prefix(size);
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
  if (error == std::errc()) token.number = value;
  if (error != std::errc::invalid_argument) {
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
  }
  if (!rest_.empty() && rest_[0] == ' ') rest_.remove_prefix(1);
  if (token.text == "bin" && token.number.value_or(0) > 0) {
    const auto bytes = std::min<std::size_t>(static_cast<std::size_t>(*token.number), rest_.size());
    token = {TokenKind::binary, rest_.substr(0, bytes), {}};
    rest_.remove_prefix(bytes);
  }
  return token;
}

}  // namespace mishen::rtf
