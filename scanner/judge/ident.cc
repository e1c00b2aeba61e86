#include "scanner/judge/ident.h"

#include <algorithm>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/judge/lines.h"

namespace mishen {
namespace {

constexpr std::size_t kLetters = 8;
// Bytes of the passage looked at for them.
constexpr std::size_t kReach = 160;
constexpr std::size_t kHexDigits = 16;

bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || utf8::is_han(c);
}

// What ends the stretch of text a value belongs to.
bool is_stop(char32_t c) {
  constexpr std::u32string_view kStops = U"。！？；;!?";
  return kStops.find(c) != std::u32string_view::npos;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

std::string squeezed(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c != ' ' && !(c >= '\t' && c <= '\r')) out += c;
  }
  return out;
}

}  // namespace

std::string local_context(const Document& document, const SourcePiece& first) {
  const Passage& passage = document.passages[first.passage];
  const std::string before =
      fold(tail(std::string_view(passage.text).substr(0, first.span.begin), kReach));
  std::vector<char32_t> letters;
  for (std::size_t end = before.size(); end > 0 && letters.size() < kLetters;) {
    const utf8::Decoded d = utf8::decode_before(before, end);
    end -= d.bytes;
    if (is_letter(d.code_point)) {
      letters.push_back(d.code_point);
    } else if (is_stop(d.code_point) || (is_digit(d.code_point) && !letters.empty())) {
      break;
    }
  }
  std::string context;
  std::for_each(letters.rbegin(), letters.rend(), [&](char32_t c) { utf8::append(context, c); });
  if (context.empty() && passage.cell) context = fold(head(passage.cell->header, kReach));
  return context;
}

std::string IdMaker::member(std::string_view rule, std::string_view value) const {
  const MaskShape open{0, 0, true};
  return Secret(squeezed(value)).fingerprint(*key_, rule, open).substr(0, kHexDigits);
}

std::string IdMaker::make(std::string_view rule, std::string_view value, MaskShape shape,
                          std::string_view context) {
  const Secret secret(squeezed(value));
  std::string domain(rule);
  domain += '\n';
  domain += context;
  const auto hash = [&] { return secret.fingerprint(*key_, domain, shape).substr(0, kHexDigits); };
  std::string digest = hash();
  const std::uint32_t ordinal = seen_[std::string(rule) + digest]++;
  if (ordinal > 0) {
    domain += '\n' + std::to_string(ordinal);
    digest = hash();
  }
  return std::string(rule) + ":" + digest;
}

}  // namespace mishen
