#include "plugins/validators/cn/mark.h"

#include <algorithm>
#include <string>
#include <vector>

#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr std::size_t kMostSpaces = 4;

// Reads a mark's parts one after another, going over spaces.
class Reader {
 public:
  explicit Reader(std::u32string_view text) : text_(text) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  void back_to(std::size_t at) { at_ = at; }

  void spaces() {
    for (std::size_t n = 0; n < kMostSpaces && at_ < text_.size() && is_space(text_[at_]); ++n)
      ++at_;
  }
  // Takes one of `wanted` after spaces, or stays where it is.
  char32_t one_of(std::u32string_view wanted) {
    const std::size_t start = at_;
    spaces();
    if (at_ < text_.size() && wanted.find(text_[at_]) != std::u32string_view::npos) {
      return text_[at_++];
    }
    at_ = start;
    return 0;
  }
  bool word(std::u32string_view wanted) {
    const std::size_t start = at_;
    for (const char32_t c : wanted) {
      if (one_of(std::u32string_view(&c, 1)) == 0) {
        at_ = start;
        return false;
      }
    }
    return true;
  }
  // Up to `most` characters of `set`, spaces between them dropped.
  std::u32string run(std::u32string_view set, std::size_t most) {
    std::u32string out;
    while (out.size() < most) {
      const char32_t c = one_of(set);
      if (c == 0) break;
      out += c;
    }
    return out;
  }
  [[nodiscard]] std::u32string_view rest() const { return text_.substr(at_); }

 private:
  std::u32string_view text_;
  std::size_t at_ = 0;
};

constexpr std::u32string_view kDigits = U"0123456789";
constexpr std::u32string_view kNumerals = U"一二三四五六七八九十百两";

int value_of_numerals(std::u32string_view text) {
  int total = 0;
  int digit = 0;
  for (const char32_t c : text) {
    const std::size_t at = kNumerals.find(c);
    if (c == U'百' || c == U'十') {
      total += (digit == 0 ? 1 : digit) * (c == U'百' ? 100 : 10);
      digit = 0;
    } else {
      digit = c == U'两' ? 2 : static_cast<int>(at) + 1;
    }
  }
  return total + digit;
}

int value_of_digits(std::u32string_view text) {
  int out = 0;
  for (const char32_t c : text.substr(0, 6)) out = out * 10 + static_cast<int>(c - U'0');
  return out;
}

bool read_forever(Reader& in, Mark& mark) {
  for (const std::u32string_view word : {U"长期", U"長期", U"永久"}) {
    if (!in.word(word)) continue;
    mark.term = Mark::Term::forever;
    mark.term_text = word;
    return true;
  }
  return false;
}

// 2030年1月1日, 2030-01-01, 2030.1.1, 2030年1月, 2030年.
bool read_date(Reader& in, Mark& mark) {
  const std::size_t start = in.at();
  const std::u32string year = in.run(kDigits, 4);
  const char32_t separator = year.size() == 4 ? in.one_of(U"年-./") : 0;
  if (separator == 0 || value_of_digits(year) < 1949 || value_of_digits(year) > 2199) {
    in.back_to(start);
    return false;
  }
  mark.term = Mark::Term::date;
  mark.term_text = year + separator;
  const std::u32string month = in.run(kDigits, 2);
  if (month.empty()) return separator == U'年' || (in.back_to(start), false);
  mark.term_text += month;
  const char32_t next = in.one_of(separator == U'年' ? U"月" : U"-./");
  if (next == 0) return true;
  mark.term_text += next;
  mark.term_text += in.run(kDigits, 2);
  if (in.one_of(U"日号") != 0) mark.term_text += U'日';
  if (in.one_of(U"前止") != 0) mark.term_text += U'前';
  return true;
}

// 20年, 6个月, 二十年.
bool read_span(Reader& in, Mark& mark) {
  const std::size_t start = in.at();
  std::u32string number = in.run(kDigits, 3);
  const bool arabic = !number.empty();
  if (!arabic) number = in.run(kNumerals, 4);
  const int value = arabic ? value_of_digits(number) : value_of_numerals(number);
  const bool counted = !number.empty() && in.one_of(U"个個") != 0;
  const char32_t unit = number.empty() ? 0 : in.one_of(counted ? U"月" : U"年月日天");
  if (unit == 0) {
    in.back_to(start);
    return false;
  }
  mark.term = Mark::Term::span;
  mark.term_text = number + (counted ? U"个" : U"") + unit;
  mark.months = unit == U'年' ? value * 12 : unit == U'月' ? value : 0;
  return true;
}

// 启用前, 会议开始前: 1 to 18 Han characters up to the first 前 后 止 时.
bool read_condition(Reader& in, Mark& mark) {
  const std::u32string_view rest = in.rest();
  std::u32string text;
  for (std::size_t i = 0; i < rest.size() && text.size() < 19; ++i) {
    if (is_space(rest[i])) continue;
    if (!utf8::is_han(rest[i])) return false;
    text += rest[i];
    if (text.size() > 1 &&
        std::u32string_view(U"前后後止时時").find(rest[i]) != std::u32string_view::npos) {
      mark.term = Mark::Term::condition;
      mark.term_text = text;
      in.back_to(in.at() + i + 1);
      return true;
    }
  }
  return false;
}

bool read_any_term(Reader& in, Mark& mark) {
  return read_forever(in, mark) || read_date(in, mark) || read_span(in, mark) ||
         read_condition(in, mark);
}

std::optional<Level> read_level(Reader& in) {
  const std::size_t start = in.at();
  const char32_t first = in.one_of(U"绝絕机機秘祕");
  if (first == 0 || in.one_of(U"密") == 0) {
    in.back_to(start);
    return std::nullopt;
  }
  if (first == U'绝' || first == U'絕') return Level::secret_1;
  return first == U'机' || first == U'機' ? Level::secret_2 : Level::secret_3;
}

// "2025-02-28" of the 31st of February too: a term ends with its month.
std::string day_of(int year, int month, int day) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const bool short_month = month == 4 || month == 6 || month == 9 || month == 11;
  day = std::min(day, month == 2 ? 28 + (leap ? 1 : 0) : short_month ? 30 : 31);
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

// The last day of 2030年, 2030年3月, 2030-03-01.
std::string end_of_date(std::u32string_view text) {
  std::vector<int> parts;
  bool inside = false;
  for (const char32_t c : text) {
    const bool digit = c >= U'0' && c <= U'9';
    if (digit && !inside) parts.push_back(0);
    if (digit) parts.back() = parts.back() * 10 + static_cast<int>(c - U'0');
    inside = digit;
  }
  if (parts.empty()) return {};
  return day_of(parts[0], parts.size() > 1 ? parts[1] : 12, parts.size() > 2 ? parts[2] : 31);
}

bool is_weak_star(char32_t c) {
  return c == U'*' || c == U'＊' || c == U'·' || c == U'•' || c == 0xFFFD;
}

// A term without a star: 20年, (一年), :1年. A bracket must close.
bool read_bare_term(Reader& in, Mark& mark) {
  const char32_t open = in.one_of(U"(（:：");
  Mark term;
  if (!read_forever(in, term) && !read_span(in, term)) return false;
  if ((open == U'(' || open == U'（') && in.one_of(U")）") == 0) return false;
  mark.term = term.term;
  mark.term_text = term.term_text;
  mark.months = term.months;
  return true;
}

}  // namespace

bool is_star(char32_t c) {
  return c == U'★' || c == U'☆' || (c >= 0x2729 && c <= 0x2730) || c == 0x22C6 || c == 0x2B50 ||
         c == 0x2B51 || c == 0x1F31F || c == 0x2217 || c == 0xFE61 || c == 0x2731 || c == 0x2732 ||
         c == 0x2733 || c == 0x2736 || c == 0xF0AB || c == 0xF0B5 || c == 0xF0B6;
}

std::string end_of_term(const Mark& mark, std::string_view from) {
  if (mark.term == Mark::Term::date) return end_of_date(mark.term_text);
  const bool whole = mark.starred && mark.term == Mark::Term::none;
  const int months = whole ? longest_months(mark.level) : mark.months;
  if (from.size() != 10 || months <= 0 || !(whole || mark.term == Mark::Term::span)) return {};
  const int at = to_int(from.substr(0, 4)) * 12 + to_int(from.substr(5, 2)) - 1 + months;
  return day_of(at / 12, at % 12 + 1, to_int(from.substr(8, 2)));
}

std::size_t read_term(std::u32string_view text, Mark& mark) {
  Reader in(text);
  return read_any_term(in, mark) ? in.at() : 0;
}

std::optional<Mark> read_mark(std::u32string_view text) {
  if (text.empty() || is_space(text.front())) return std::nullopt;
  Reader in(text);
  const std::optional<Level> level = read_level(in);
  if (!level) return std::nullopt;
  Mark mark;
  mark.level = *level;
  mark.graded = in.one_of(U"级級") != 0;
  const std::size_t after_level = in.at();
  in.spaces();
  const std::u32string_view rest = in.rest();
  if (!rest.empty() && is_star(rest.front())) {
    mark.starred = true;
    in.back_to(in.at() + 1);
    const std::size_t after_star = in.at();
    if (!read_any_term(in, mark)) in.back_to(after_star);
  } else if (!rest.empty() && is_weak_star(rest.front())) {
    // An asterisk is also bold type and a footnote, a dot a dash: stars only before a term.
    in.back_to(in.at() + 1);
    mark.starred = read_any_term(in, mark);
    if (!mark.starred) in.back_to(after_level);
  } else if (!read_bare_term(in, mark)) {
    in.back_to(after_level);
  }
  mark.length = in.at();
  return mark;
}

std::u32string_view name(Level level) {
  switch (level) {
    case Level::secret_1:
      return U"绝密";
    case Level::secret_2:
      return U"机密";
    case Level::secret_3:
      break;
  }
  return U"秘密";
}

int longest_months(Level level) {
  switch (level) {
    case Level::secret_1:
      return 30 * 12;
    case Level::secret_2:
      return 20 * 12;
    case Level::secret_3:
      break;
  }
  return 10 * 12;
}

}  // namespace mishen::cn
