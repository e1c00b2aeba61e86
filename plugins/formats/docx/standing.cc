#include "plugins/formats/docx/standing.h"

#include <charconv>

#include "plugins/formats/docx/package.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

// Microsoft's Wingdings to Unicode, as far as a mark or a number can be written in it.
char32_t wingdings(std::uint32_t code) {
  if (code == 0xAB || code == 0xB5 || code == 0xB6) return 0x2605;
  if (code == 0x80) return 0x24EA;                                  // circled 0
  if (code >= 0x81 && code <= 0x8A) return 0x2460 + (code - 0x81);  // circled 1 to 10
  if (code == 0x8B) return 0x24FF;                                  // black circled 0
  if (code >= 0x8C && code <= 0x95) return 0x2776 + (code - 0x8C);  // black circled 1 to 10
  return 0xF000 + code;
}

char32_t symbol_font(std::uint32_t code) {
  const bool same_as_ascii = (code >= 0x30 && code <= 0x39) || code == 0x20 || code == 0x28 ||
                             code == 0x29 || code == 0x2B || code == 0x2C || code == 0x2E ||
                             code == 0x2F || code == 0x3A || code == 0x3B;
  return same_as_ascii ? code : 0xF000 + code;
}

}  // namespace

std::string symbol_text(std::string_view hex, std::string_view font_name) {
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  std::string out;
  if (error != std::errc() || code == 0) return out;
  char32_t character = code;
  if (code >= 0xF000 && code <= 0xF0FF) {
    const std::string font = part_key(font_name);
    const std::uint32_t low = code - 0xF000;
    if (font.starts_with("wingdings")) {
      character = font == "wingdings" ? wingdings(low) : code;
    } else if (font == "symbol") {
      character = symbol_font(low);
    } else if (!font.starts_with("webdings") && low >= 0x20 && low < 0x7F) {
      character = low;
    }
  }
  utf8::append(out, character);
  return out;
}

}  // namespace mishen::docx
