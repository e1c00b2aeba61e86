#include "scanner/base/utf8.h"
#include "scanner/gate/receipt.h"

namespace mishen {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// Nothing that could hide in a line of text, or turn its order about.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}
bool is_line(std::string_view text) {
  if (!utf8::is_valid(text)) return false;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (is_invisible(d.code_point)) return false;
    i += d.bytes;
  }
  return true;
}

}  // namespace

bool fits_receipt(std::string_view text) {
  return !text.empty() && text.size() <= kMaxReceiptText && is_line(text);
}

std::string escaped_name(std::string_view raw) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < raw.size();) {
    const utf8::Decoded d = utf8::decode(raw, i);
    const std::string_view bytes = raw.substr(i, d.bytes);
    i += d.bytes;
    if (bytes == "\\") {
      out += "\\\\";
    } else if (utf8::is_valid(bytes) && !is_invisible(d.code_point)) {
      out += bytes;
    } else {
      for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += "\\x";
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 0xFU];
      }
    }
  }
  return out;
}

std::optional<std::string> unescaped_name(std::string_view text) {
  const auto value_of = [](char c) {
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
    } else if (text.substr(i, 2) == "\\\\") {
      out += '\\';
      ++i;
    } else {
      if (text.substr(i, 2) != "\\x" || text.size() - i < 4 || !is_hex(text[i + 2]) ||
          !is_hex(text[i + 3])) {
        return std::nullopt;
      }
      out += static_cast<char>(value_of(text[i + 2]) * 16U + value_of(text[i + 3]));
      i += 3;
    }
  }
  if (escaped_name(out) != text) return std::nullopt;
  return out;
}

}  // namespace mishen
