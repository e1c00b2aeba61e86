#include "plugins/validators/cn/value.h"

#include <algorithm>

#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr int kEarliestYear = 1850;
constexpr int kLatestYear = 2049;

constexpr bool is_separator(char32_t c) {
  switch (c) {
    case U' ':
    case U'\t':
    case U'\n':
    case U'\r':
    case U'\u3000':
    case U'\u00A0':
    case U'-':
    case U'.':
    case U'/':
    case U'\u00B7':
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2212':
    case U'\uFF0D':
      return true;
    default:
      return false;
  }
}

constexpr bool looks_like_x(char32_t c) {
  return c == U'\u0425' || c == U'\u0445' || c == U'\u03A7' || c == U'\u03C7' || c == U'\u00D7' ||
         c == U'\u2715' || c == U'\u2169' || c == U'\u2179';
}

}  // namespace

std::string compact(std::string_view value, std::size_t most) {
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    auto [c, bytes] = utf8::decode(value, at);
    at += bytes;
    if (is_separator(c)) continue;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - U'!';
    if (looks_like_x(c)) c = U'X';
    if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
    const bool taken = (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z');
    if (!taken || out.size() == most) return {};
    out += static_cast<char>(c);
  }
  return out;
}

bool is_date(int year, int month, int day) {
  if (year < kEarliestYear || year > kLatestYear || month < 1 || month > 12 || day < 1)
    return false;
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

int to_int(std::string_view digits) {
  int out = 0;
  for (const char c : digits.substr(0, 9)) out = out * 10 + (c - '0');
  return out;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace mishen::cn
