#include "scanner/base/utf8.h"

namespace mishen::utf8 {
namespace {

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// Bytes a lead byte announces; 0 for one that cannot lead.
constexpr std::uint32_t announced(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

constexpr bool is_scalar(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

}  // namespace

Decoded decode(std::string_view text, std::size_t offset) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t size = announced(lead);
  if (size == 0 || text.size() - offset < size) return {kReplacement, 1};
  char32_t c = lead & (0xFFU >> (size + 1));
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!is_continuation(at(i))) return {kReplacement, 1};
    c = (c << 6U) | (at(i) & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < kSmallest[size] || !is_scalar(c)) return {kReplacement, 1};
  return {c, size};
}

Decoded decode_before(std::string_view text, std::size_t offset) {
  const std::size_t reach = offset < 4 ? offset : 4;
  for (std::size_t back = 1; back <= reach; ++back) {
    const Decoded found = decode(text, offset - back);
    if (found.bytes == back && !(found.code_point == kReplacement && back == 1)) return found;
  }
  return {kReplacement, 1};
}

void append(std::string& out, char32_t c) {
  if (!is_scalar(c)) c = kReplacement;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

namespace {

// True when decode() at `offset` met a damaged byte rather than a real U+FFFD.
bool is_damage(const Decoded& d) { return d.code_point == kReplacement && d.bytes == 1; }

}  // namespace

bool is_valid(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    if (is_damage(d)) return false;
    i += d.bytes;
  }
  return true;
}

std::string sanitise(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    append(out, d.code_point);
    i += d.bytes;
  }
  return out;
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) i += decode(text, i).bytes;
  return count;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    count += d.code_point >= 0x10000 ? 2 : 1;
    i += d.bytes;
  }
  return count;
}

std::string from_utf16(std::u16string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool high = c >= 0xD800 && c <= 0xDBFF;
    if (high && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10U) + (text[++i] - 0xDC00U);
    }
    append(out, c);
  }
  return out;
}

}  // namespace mishen::utf8
