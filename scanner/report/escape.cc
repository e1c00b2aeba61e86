#include "scanner/report/escape.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "scanner/base/utf8.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

struct Range {
  char32_t first, last;
};

// Unicode categories Cc, Cf, Zl, Zp, and the whole block of tags; sorted.
constexpr Range kUnseen[] = {
    {0x0, 0x1F},        {0x7F, 0x9F},       {0xAD, 0xAD},       {0x600, 0x605},
    {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},     {0x890, 0x891},
    {0x8E2, 0x8E2},     {0x180E, 0x180E},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F},   {0xFEFF, 0xFEFF},   {0xFFF0, 0xFFFB},   {0x110BD, 0x110BD},
    {0x110CD, 0x110CD}, {0x13430, 0x1345F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
    {0xE0000, 0xE00FF}, {0xE01F0, 0xE0FFF},
};

// As JSON spells it: short where it can, in UTF-16 beyond U+FFFF.
std::string json_escape(char32_t code_point) {
  const auto c = static_cast<std::uint32_t>(code_point);
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  const std::size_t at = c < 0x80 ? kShort.find(static_cast<char>(c)) : std::string_view::npos;
  if (at != std::string_view::npos) return {'\\', kLetters[at]};
  if (c < 0x10000) return fmt::format("\\u{:04x}", c);
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((c - 0x10000) >> 10U),
                     0xDC00 + ((c - 0x10000) & 0x3FFU));
}

// Behind the three-byte characters from U+4000 to U+EFFF but the surrogates, of which Chinese is
// full and all are seen, that stand at `i`.
std::size_t behind_han(std::string_view text, std::size_t i) {
  const auto at = [&](std::size_t place) { return static_cast<unsigned char>(text[place]); };
  while (i + 2 < text.size() && at(i) >= 0xE4 && at(i) <= 0xEE && at(i) != 0xED &&
         (at(i + 1) & 0xC0U) == 0x80U && (at(i + 2) & 0xC0U) == 0x80U) {
    i += 3;
  }
  return i;
}

// Appends `text`; of its characters that start where `next_doubtful` (text, from) says, those that
// JSON or a reader cannot take as they are are escaped.
template <class NextDoubtful>
void append_json(std::string& out, std::string_view text, NextDoubtful next_doubtful) {
  std::size_t kept = 0;  // what stands before it is in `out`
  for (std::size_t i = next_doubtful(text, 0); i < text.size(); i = next_doubtful(text, i)) {
    if (const std::size_t behind = behind_han(text, i); behind > i) {
      i = behind;
      continue;
    }
    const auto lead = static_cast<unsigned char>(text[i]);
    const utf8::Decoded d = utf8::decode(text, i);
    const bool damaged = d.code_point == utf8::kReplacement && d.bytes == 1;
    // Most of it: U+4000 to U+EFFF.
    const bool seen = lead >= 0x80 && ((lead >= 0xE4 && lead <= 0xEE) || !is_unseen(d.code_point));
    if (seen && !damaged) {
      i += d.bytes;
      continue;
    }
    out.append(text, kept, i - kept);
    i += d.bytes;
    kept = i;
    if (damaged) {
      utf8::append(out, utf8::kReplacement);
    } else {
      out += json_escape(d.code_point);
    }
  }
  out.append(text, kept);
}

// The next byte that JSON does not take as it is, or that begins a character of which it is to be
// seen. The zeros behind the text's end are such bytes, too.
std::size_t next_json_escaped(std::string_view text, std::size_t from) {
  std::size_t i = from;
  for (; i < text.size(); i += sizeof(ByteLanes)) {
    const ByteLanes bytes = lanes_at(text, i);
    const std::size_t found =
        first_lane((bytes < 0x20) | (bytes == '"') | (bytes == '\\') | (bytes >= 0x7F));
    if (found < sizeof bytes) return std::min(i + found, text.size());
  }
  return i;
}

}  // namespace

bool is_unseen(char32_t c) {
  const auto* after =
      std::upper_bound(std::begin(kUnseen), std::end(kUnseen), c,
                       [](char32_t value, const Range& range) { return value < range.first; });
  return after != std::begin(kUnseen) && c <= std::prev(after)->last;
}

std::string terminal_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    i += d.bytes;
    if (d.code_point == '\n') {
      out += "↵";
    } else if (d.code_point == '\t') {
      out += ' ';
    } else if (is_unseen(d.code_point)) {
      out += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(d.code_point));
    } else {
      utf8::append(out, d.code_point);
    }
  }
  return out;
}

std::string json_escape_unseen(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  // Everything below U+007F that needs it was escaped when the JSON was made.
  append_json(out, json, [](std::string_view all, std::size_t from) {
    return find_byte<ByteRange<0x7F, 0xFF>>(all, from);
  });
  return out;
}

void append_json_escaped(std::string& out, std::string_view text) {
  append_json(out, text, next_json_escaped);
}

std::string xml_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    i += d.bytes;
    switch (d.code_point) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (d.code_point == '\n' || !is_unseen(d.code_point)) {
          utf8::append(out, d.code_point >= 0xFFFE && d.code_point <= 0xFFFF ? utf8::kReplacement
                                                                             : d.code_point);
        } else {
          out += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(d.code_point));
        }
    }
  }
  return out;
}

std::string percent_path(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size();) {
    const utf8::Decoded d = utf8::decode(bytes, i);
    const std::string_view raw = bytes.substr(i, d.bytes);
    i += d.bytes;
    // U+FFFD written out is a legal name; what decodes to it from other bytes is not UTF-8.
    const bool broken = d.code_point == utf8::kReplacement && raw != "\xEF\xBF\xBD";
    if (!broken && raw != "%" && !is_unseen(d.code_point)) {
      out += raw;
      continue;
    }
    for (const char c : raw) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace mishen
