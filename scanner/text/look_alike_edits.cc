#include <algorithm>
#include <optional>
#include <span>

#include "scanner/base/utf8.h"
#include "scanner/text/alternates.h"
#include "scanner/text/digits.h"
#include "scanner/text/look_alikes.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

constexpr std::size_t kShortestRun = 11;
constexpr std::size_t kFewestDigits = kFewestAmongLookAlikes;
static_assert(kFewestDigits * 2 >= kShortestRun && (kFewestDigits - 1) * 2 < kShortestRun);
constexpr std::size_t kBeforeCheckLetter = 17;

struct Sign {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
  char value = 0;
  char32_t look = 0;  // 0: a digit
};
using Run = std::vector<Sign>;

std::optional<Sign> as_sign(utf8::Decoded d, std::size_t at) {
  Sign out{static_cast<std::uint32_t>(at), d.bytes, static_cast<char>(d.code_point), 0};
  if (d.code_point < 0x80 && is_digit(static_cast<unsigned char>(d.code_point))) return out;
  const std::optional<char> value = look_alike_digit(d.code_point);
  if (!value) return std::nullopt;
  out.value = *value;
  out.look = d.code_point;
  return out;
}

// Letters of the scripts whose O and I look like digits: a look-alike beside one is part of a word.
bool is_word_letter(char32_t c) {
  return (c < 0x80 && is_letter(static_cast<unsigned char>(c))) || (c >= 0xC0 && c < 0x530);
}

std::size_t gap_at(std::string_view text, std::size_t i) {
  const std::size_t line_end = line_end_at(text, i);
  return line_end > 0 ? line_end : separator_at(text, i);
}

std::size_t gap_before(std::string_view text, std::size_t i) {
  const std::size_t line_end = line_end_before(text, i);
  return line_end > 0 ? line_end : separator_before(text, i);
}

std::size_t run_begin(std::string_view text, std::size_t i, std::size_t floor) {
  std::size_t begin = i;
  for (std::size_t at = i; at > floor;) {
    const utf8::Decoded d = utf8::decode_before(text, at);
    if (d.bytes <= at - floor && as_sign(d, at - d.bytes)) {
      begin = at -= d.bytes;
      continue;
    }
    const std::size_t gap = at == begin ? gap_before(text, at) : 0;
    if (gap == 0 || gap > at - floor) break;
    at -= gap;
  }
  return begin;
}

Run run_signs(std::string_view text, std::size_t i, std::size_t& end) {
  Run run;
  end = i;
  while (i < text.size()) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (const std::optional<Sign> sign = as_sign(d, i)) {
      run.push_back(*sign);
      i = end = i + d.bytes;
      continue;
    }
    const std::size_t gap = i == end ? gap_at(text, i) : 0;
    if (gap == 0) break;
    i += gap;
  }
  return run;
}

std::uint32_t end_of(const Sign& sign) { return sign.begin + sign.size; }

bool is_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }

// True when `c`, a look-alike at the edge of a run, belongs to the word whose letter `beside` is
// right outside: the l of "Tel138", the o of "No138".
bool continues_word(char32_t beside, char32_t c) {
  return is_word_letter(beside) && is_word_letter(c) && (!is_upper(c) || is_upper(beside));
}
bool starts_word(char32_t c, char32_t beside) {
  return is_word_letter(beside) && is_word_letter(c) && is_upper(c) == is_upper(beside);
}

// Takes the letters off that belong to a word before or after the run.
void trim_words(std::string_view text, Run& run) {
  char32_t beside =
      run.front().begin == 0 ? 0 : utf8::decode_before(text, run.front().begin).code_point;
  auto first = run.begin();
  for (; first != run.end() && first->look != 0 && continues_word(beside, first->look); ++first) {
    beside = first->look;
  }
  run.erase(run.begin(), first);
  if (run.empty()) return;
  const std::uint32_t end = end_of(run.back());
  beside = end >= text.size() ? 0 : utf8::decode(text, end).code_point;
  while (!run.empty() && run.back().look != 0 && starts_word(run.back().look, beside)) {
    beside = run.back().look;
    run.pop_back();
  }
}

void convert(std::span<const Sign> run, Edits& edits) {
  const auto digits = static_cast<std::size_t>(
      std::count_if(run.begin(), run.end(), [](const Sign& sign) { return sign.look == 0; }));
  if (run.size() < kShortestRun || digits * 2 < run.size()) return;
  for (const Sign& sign : run) {
    if (sign.look != 0) edits.push_back({{sign.begin, end_of(sign)}, std::string(1, sign.value)});
  }
}

// A bar is the edge of a table where what it cuts off is long enough by itself, else a digit; it is
// no digit at the ends.
void convert_between_bars(const Run& run, Edits& edits) {
  const auto is_bar = [](const Sign& sign) { return sign.look == '|'; };
  std::span<const Sign> all(run);
  while (!all.empty() && is_bar(all.front())) all = all.subspan(1);
  while (!all.empty() && is_bar(all.back())) all = all.first(all.size() - 1);
  bool table = false;
  for (std::size_t begin = 0, i = 0; i <= all.size(); ++i) {
    if (i < all.size() && !is_bar(all[i])) continue;
    table |= i < all.size() && i - begin >= kShortestRun;
    if (i == all.size()) table |= begin > 0 && i - begin >= kShortestRun;
    begin = i + 1;
  }
  if (!table) return convert(all, edits);
  for (std::size_t begin = 0, i = 0; i <= all.size(); ++i) {
    if (i < all.size() && !is_bar(all[i])) continue;
    convert(all.subspan(begin, i - begin), edits);
    begin = i + 1;
  }
}

// An X of another script right behind 17 digits, at `end`, is the check letter.
void convert_check_letter(std::string_view text, std::size_t signs, std::size_t end, Edits& edits) {
  if (signs < kBeforeCheckLetter || end >= text.size()) return;
  const utf8::Decoded d = utf8::decode(text, end);
  const std::size_t next = end + d.bytes;
  if (!looks_like_check_letter(d.code_point) || is_alnum(byte_at(text, next))) return;
  edits.push_back({{static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(next)}, "X"});
}

}  // namespace

Edits look_alike_edits(std::string_view text) {
  Edits edits;
  if (count_digits(text, kFewestDigits) < kFewestDigits) return edits;
  std::size_t done = 0;
  for (std::size_t i = find_byte<DigitBytes>(text, 0); i < text.size();
       i = find_byte<DigitBytes>(text, done)) {
    Run run = run_signs(text, run_begin(text, i, done), done);
    done = std::max(done, i + 1);
    if (run.size() < kShortestRun) continue;
    trim_words(text, run);
    if (run.empty()) continue;
    convert_between_bars(run, edits);
    convert_check_letter(text, run.size(), done, edits);
  }
  return edits;
}

}  // namespace mishen
