// The date a document bears (成文日期), for reckoning how long a mark holds.
#include <algorithm>
#include <string>

#include "scanner/base/utf8.h"
#include "scanner/judge/lines.h"
#include "scanner/judge/outline.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

// A date stands alone near the end of the text; further up are the dates things happened.
constexpr std::size_t kPassagesLooked = 200;
constexpr std::size_t kLongestLine = 60;  // bytes

int digit_of(char32_t c) {
  constexpr std::u32string_view kNumerals = U"〇一二三四五六七八九";
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c == U'○' || c == U'零') return 0;
  const std::size_t at = kNumerals.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// 2024, 二〇二四, 12, 十二, 三十一; -1 for anything else.
int number_of(std::u32string_view text) {
  const std::size_t ten = text.find(U'十');
  if (ten == std::u32string_view::npos) {
    int value = text.empty() || text.size() > 4 ? -1 : 0;
    for (const char32_t c : text) {
      const int digit = digit_of(c);
      if (digit < 0 || value < 0) return -1;
      value = value * 10 + digit;
    }
    return value;
  }
  if (ten > 1 || text.size() > ten + 2) return -1;
  const int tens = ten == 0 ? 1 : digit_of(text[0]);
  const int ones = text.size() == ten + 1 ? 0 : digit_of(text[ten + 1]);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

}  // namespace

std::string day_of_line(std::string_view folded) {
  if (folded.size() > kLongestLine || folded.find("年") == folded.npos) return {};
  std::u32string text;
  for (std::size_t i = 0; i < folded.size();) {
    const utf8::Decoded d = utf8::decode(folded, i);
    i += d.bytes;
    if (d.code_point != U' ' && d.code_point != U'\t') text += d.code_point;
  }
  const std::size_t year = text.find(U'年');
  const std::size_t month = text.find(U'月');
  if (year == text.npos || month == text.npos || month < year || !text.ends_with(U'日')) return {};
  const std::u32string_view all = text;
  const int y = number_of(all.substr(0, year));
  const int m = number_of(all.substr(year + 1, month - year - 1));
  const int d = number_of(all.substr(month + 1, all.size() - month - 2));
  if (y < 1949 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 31) return {};
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(y) + "-" + two(m) + "-" + two(d);
}

std::string_view Outline::date() {
  if (date_) return *date_;
  date_.emplace();
  std::size_t looked = 0;
  for (auto at = document_->passages.rbegin(); at != document_->passages.rend(); ++at) {
    if (at->surface != Surface::body) continue;
    if (++looked > kPassagesLooked) break;
    for (std::string_view text = at->text; !text.empty();) {
      const std::uint32_t begin = line_at(text, static_cast<std::uint32_t>(text.size())).begin;
      const std::string_view line = text.substr(begin);
      text = text.substr(0, begin == 0 ? 0 : begin - 1);
      if (trim(line).size() > kLongestLine) continue;
      *date_ = day_of_line(fold(trim(line)));
      if (!date_->empty()) return *date_;
    }
  }
  return *date_;
}

}  // namespace mishen
