#include <algorithm>

#include "scanner/base/utf8.h"
#include "scanner/text/alternates.h"
#include "scanner/text/digits.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

constexpr std::size_t kWidestGap = 8;
constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kFewestLetters = 5;
constexpr char32_t kStar = 0x2605;

// A gap and the two characters on each side of it; 0 where the text begins or ends.
struct Gap {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool line_end = false;
  char32_t before[2] = {};  // nearest first
  char32_t after[2] = {};
};

// The gap that starts at `i`, where a space or line end stands; `end` == `begin`: too wide.
Gap gap_at(std::string_view text, std::size_t i) {
  Gap gap;
  gap.begin = gap.end = static_cast<std::uint32_t>(i);
  std::size_t end = i;
  for (; byte_at(text, end) == ' ' || byte_at(text, end) == '\n'; ++end) {
    if (end - i > kWidestGap || (text[end] == '\n' && gap.line_end)) break;
    gap.line_end |= text[end] == '\n';
  }
  if (end - i <= kWidestGap) gap.end = static_cast<std::uint32_t>(end);
  return gap;
}

void look_around(std::string_view text, Gap& gap) {
  std::size_t at = gap.begin;
  for (char32_t& c : gap.before) {
    if (at == 0) break;
    const utf8::Decoded d = utf8::decode_before(text, at);
    c = d.code_point;
    at -= d.bytes;
  }
  at = gap.end;
  for (char32_t& c : gap.after) {
    if (at >= text.size()) break;
    const utf8::Decoded d = utf8::decode(text, at);
    c = d.code_point;
    at += d.bytes;
  }
}

bool is_one_of(char32_t c, std::u32string_view all) {
  return all.find(c) != std::u32string_view::npos;
}

// 机 密, 密 级: no other word is written so.
bool parts_level(const Gap& gap) {
  const char32_t left = gap.before[0];
  const char32_t right = gap.after[0];
  return (right == U'密' && is_one_of(left, U"绝机秘絕機祕")) ||
         (left == U'密' && is_one_of(right, U"级級"));
}

bool is_blank(char32_t c) { return c == 0 || c == ' ' || c == '\n'; }
bool is_mark_sign(char32_t c) { return utf8::is_han(c) || c == kStar; }

// Han characters and stars that each stand alone: 长 期, 绝 密 ★ 长 期. Over a line end only where
// each is the only one on its line.
bool parts_singles(const Gap& gap) {
  if (!is_mark_sign(gap.before[0]) || !is_mark_sign(gap.after[0])) return false;
  if (gap.line_end) return is_blank(gap.before[1]) && is_blank(gap.after[1]);
  const auto alone = [](char32_t c, char32_t beside) {
    return c == kStar || !utf8::is_han(beside);
  };
  return alone(gap.before[0], gap.before[1]) && alone(gap.after[0], gap.after[1]);
}

// A run of single characters of one kind, each with a gap behind it.
struct Singles {
  std::vector<NormSpan> gaps;
  std::size_t end = 0;  // where the search goes on
};

// The run of single characters that starts at `i`. `one` accepts a character, `widest` is the
// widest gap, `last` accepts a character that may only end the run.
template <class One, class Last>
Singles singles_at(std::string_view text, std::size_t i, std::size_t widest, One one, Last last) {
  Singles run;
  for (;;) {
    std::size_t next = ++i;
    while (byte_at(text, next) == ' ' && next - i < widest) ++next;
    run.end = i;
    if (next == i) return run;
    const bool ends = last(next);
    const bool alone = !is_alnum(byte_at(text, next + 1));
    if (!alone || (!one(byte_at(text, next)) && !ends)) return run;
    run.gaps.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(next)});
    i = next;
    if (ends) {
      run.end = i + 1;
      return run;
    }
  }
}

bool follows_star(std::string_view text, std::size_t i) {
  while (i > 0 && text[i - 1] == ' ') --i;
  return text.substr(0, i).ends_with("★") || text.substr(0, i).ends_with("*");
}

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  Edits run() {
    for (std::size_t i = find_gap(0); i < text_.size(); i = find_gap(i)) {
      i = at_gap(i);
    }
    return std::move(edits_);
  }

 private:
  [[nodiscard]] std::size_t find_gap(std::size_t from) const {
    return find_byte<OneByte<' '>, OneByte<'\n'>>(text_, from);
  }

  std::size_t at_gap(std::size_t i) {
    const unsigned char before = i == 0 ? '\0' : byte_at(text_, i - 1);
    if (is_alnum(before)) {
      const bool alone = i < 2 || !is_alnum(byte_at(text_, i - 2));
      if (!alone || text_[i] != ' ') return i + 1;
      return std::max(i + 1, is_digit(before) ? digits(i - 1) : letters(i - 1));
    }
    if (before < 0x80) return i + 1;
    Gap gap = gap_at(text_, i);
    if (gap.end == gap.begin) return i + 1;
    look_around(text_, gap);
    if (!parts_level(gap) && !parts_singles(gap)) return i + 1;
    edits_.push_back({{gap.begin, gap.end}, {}});
    return gap.end;
  }

  std::size_t digits(std::size_t first) {
    const auto check_letter = [&](std::size_t i) { return check_letter_at(text_, i); };
    const Singles run = singles_at(
        text_, first, kWidestGap, [](unsigned char byte) { return is_digit(byte); }, check_letter);
    if (run.gaps.size() + 1 >= kFewestDigits || follows_star(text_, first)) take(run);
    return run.end;
  }

  std::size_t letters(std::size_t first) {
    const Singles run = singles_at(
        text_, first, 1, [](unsigned char byte) { return is_letter(byte); },
        [](std::size_t) { return false; });
    if (run.gaps.size() + 1 >= kFewestLetters) take(run);
    return run.end;
  }

  void take(const Singles& run) {
    for (const NormSpan gap : run.gaps) edits_.push_back({gap, {}});
  }

  std::string_view text_;
  Edits edits_;
};

}  // namespace

Edits letter_spacing_edits(std::string_view text) { return Finder(text).run(); }

}  // namespace mishen
