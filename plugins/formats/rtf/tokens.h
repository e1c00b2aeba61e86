// RTF as a row of tokens.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mishen::rtf {

enum class TokenKind : std::uint8_t { open, close, word, symbol, byte, text, binary, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;               // the word's name, the symbol, plain text, or \bin's bytes
  std::optional<std::int32_t> number;  // of a word; the value of a \'xx
};

// Takes tokens from the front; never fails, ends with TokenKind::end.
class Tokens {
 public:
  explicit Tokens(std::string_view rest) : rest_(rest) {}
  [[nodiscard]] Token next();

 private:
  [[nodiscard]] Token word();

  std::string_view rest_;
};

}  // namespace mishen::rtf
