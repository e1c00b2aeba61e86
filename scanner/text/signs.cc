#include "scanner/text/signs.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "scanner/text/scan.h"

namespace mishen {
namespace {

bool any(ByteLanes lanes) {
  std::uint64_t halves[2];
  std::memcpy(halves, &lanes, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

std::size_t sum(ByteLanes lanes) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < sizeof lanes; ++i) out += lanes[i];
  return out;
}

// 丨, whose first bytes are in every sentence: looked for by its last.
bool has_stroke(std::string_view text) {
  constexpr std::string_view kStroke = "丨";
  constexpr unsigned char kLast = 0xA8;
  static_assert(static_cast<unsigned char>(kStroke.back()) == kLast);
  for (std::size_t i = find_byte<OneByte<kLast>>(text, 0); i < text.size();
       i = find_byte<OneByte<kLast>>(text, i + 1)) {
    if (text.substr(0, i + 1).ends_with(kStroke)) return true;
  }
  return false;
}

}  // namespace

TextSigns signs_of(std::string_view text) {
  constexpr std::size_t kMostBlocks = 255;  // what a lane can count
  TextSigns out;
  ByteLanes all{}, spaces{}, line_ends{};
  for (std::size_t i = 0; i < text.size();) {
    ByteLanes digits{};
    for (std::size_t block = 0; block < kMostBlocks && i < text.size(); ++block) {
      const ByteLanes bytes = lanes_at(text, i);
      all |= bytes;
      digits -= ByteLanes(DigitBytes::holds(bytes));
      spaces |= ByteLanes(OneByte<' '>::holds(bytes));
      line_ends |= ByteLanes(OneByte<'\n'>::holds(bytes));
      i += sizeof bytes;
    }
    if (any(digits)) out.digits += sum(digits);
  }
  out.space = any(spaces);
  out.line_end = any(line_ends);
  out.beyond_ascii = any(all & 0x80U);
  return out;
}

bool may_have_look_alikes(std::string_view text, const TextSigns& signs) {
  const std::size_t letter =
      find_byte<OneByte<'O'>, OneByte<'o'>, OneByte<'l'>, OneByte<'I'>, OneByte<'|'>>(text, 0);
  if (letter < text.size()) return true;
  if (!signs.beyond_ascii) return false;
  // The first bytes of ¹ ² ³ × (C2 C3), of Greek and Cyrillic letters (CE to D1), of circled,
  // raised, lowered and Roman digits, ✕ ✖ (E2), of digits with a stop (F0).
  const std::size_t other = find_byte<ByteRange<0xC2, 0xD1>, OneByte<0xE2>, OneByte<0xF0>>(text, 0);
  return other < text.size() || has_stroke(text);
}

}  // namespace mishen
