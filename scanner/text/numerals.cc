#include <algorithm>
#include <array>
#include <optional>

#include "scanner/base/utf8.h"
#include "scanner/text/alternates.h"
#include "scanner/text/digits.h"
#include "scanner/text/look_alikes.h"

namespace mishen {
namespace {

constexpr std::size_t kShortestRun = 7;

// Looking at every so many bytes meets the shortest run of a text with so many digits: what of it
// is no digit is a numeral, of three bytes.
std::size_t stride(std::size_t digits) {
  return 3 * kShortestRun - 2 * std::min(digits, kShortestRun - 1);
}
static_assert(3 * kShortestRun - 2 * (kShortestRun - 1) == kShortestNumerals);

struct Digit {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
  char value = 0;
  bool numeral = false;
  bool ring = false;
};

std::optional<Digit> as_digit(utf8::Decoded d, std::size_t at) {
  Digit out{static_cast<std::uint32_t>(at), d.bytes, static_cast<char>(d.code_point), false, false};
  if (d.code_point < 0x80) {
    if (!is_digit(static_cast<unsigned char>(d.code_point))) return std::nullopt;
    return out;
  }
  const std::optional<char> value = numeral_digit(d.code_point);
  if (!value) return std::nullopt;
  out.value = *value;
  out.numeral = true;
  out.ring = d.code_point == kRing;
  return out;
}

// Marks of three bytes that may be a gap, or part of one.
constexpr std::u32string_view kWideMarks = U"•・‧";

// Most characters are told from numerals and these marks by their last ten bits alone.
constexpr std::array<bool, 1024> make_filter() {
  std::array<bool, 1024> filter{};
  for (const std::u32string_view numerals : kNumerals) {
    for (const char32_t c : numerals) filter[c & 0x3FFU] = true;
  }
  for (const char32_t c : kWideMarks) filter[c & 0x3FFU] = true;
  return filter;
}
constexpr std::array<bool, 1024> kFilter = make_filter();

// Nearly every character of a Chinese text that neither is a digit nor begins a gap; undecoded.
bool is_word_character(std::string_view text, std::size_t i) {
  return i + 2 < text.size() && static_cast<unsigned char>(text[i]) >= 0xE2 &&
         !kFilter[(text[i + 1] & 0x0FU) << 6U | (text[i + 2] & 0x3FU)];
}

// What may begin a gap; of the wide marks (· • ・ ‧) the lead byte.
bool is_separator_start(unsigned char byte) {
  return byte == ' ' || byte == '\n' || byte == '-' || byte == '.' || byte == '/' || byte == '_' ||
         byte == 0xC2 || byte == 0xE2 || byte == 0xE3;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Where the character begins that byte `at` is of. At least three bytes stand before it.
std::size_t character_at(std::string_view text, std::size_t at) {
  std::size_t i = at;
  for (int back = 0; back < 3 && is_continuation(text[i]); ++back) --i;
  return i;
}

std::size_t gap_at(std::string_view text, std::size_t i) {
  const std::size_t line_end = line_end_at(text, i);
  return line_end > 0 ? line_end : separator_at(text, i);
}

std::size_t gap_before(std::string_view text, std::size_t i) {
  const std::size_t line_end = line_end_before(text, i);
  return line_end > 0 ? line_end : separator_before(text, i);
}

// The begin of the run that reaches to `i`, not before `floor`.
std::size_t run_begin(std::string_view text, std::size_t i, std::size_t floor) {
  std::size_t begin = i;
  for (std::size_t at = i; at > floor;) {
    const utf8::Decoded d = utf8::decode_before(text, at);
    if (d.bytes <= at - floor && as_digit(d, at - d.bytes)) {
      at -= d.bytes;
      begin = at;
      continue;
    }
    const std::size_t gap = at == begin ? gap_before(text, at) : 0;
    if (gap == 0 || gap > at - floor) break;
    at -= gap;
  }
  return begin;
}

// Visits the digits of the run that starts at `i`; returns where it ends.
template <class Visit>
std::size_t walk_run(std::string_view text, std::size_t i, Visit visit) {
  std::size_t end = i;
  while (i < text.size()) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (const std::optional<Digit> digit = as_digit(d, i)) {
      visit(*digit);
      i = end = i + d.bytes;
      continue;
    }
    const std::size_t gap = i == end ? gap_at(text, i) : 0;
    if (gap == 0) break;
    i += gap;
  }
  return end;
}

bool touches_unit(std::string_view text, const Digit& first, const Digit& last) {
  const std::size_t end = last.begin + last.size;
  return (first.begin > 0 && is_numeral_unit(utf8::decode_before(text, first.begin).code_point)) ||
         (end < text.size() && is_numeral_unit(utf8::decode(text, end).code_point));
}

struct Tally {
  bool ascii = false;
  bool ring = false;
};
Tally tally(const std::vector<Digit>& run) {
  Tally out;
  for (const Digit& digit : run) {
    out.ascii |= !digit.numeral;
    out.ring |= digit.ring;
  }
  return out;
}

// Edits for run[first, last) if it is long enough to be a number.
void convert(std::string_view text, const std::vector<Digit>& run, std::size_t first,
             std::size_t last, Edits& edits) {
  if (last - first < kShortestRun || touches_unit(text, run[first], run[last - 1])) return;
  for (std::size_t i = first; i < last; ++i) {
    const Digit& digit = run[i];
    if (!digit.numeral) continue;
    edits.push_back({{digit.begin, digit.begin + digit.size}, std::string(1, digit.value)});
  }
}

// The same for the run that starts at `i`.
void convert_run(std::string_view text, std::size_t i, Edits& edits) {
  std::vector<Digit> run;
  walk_run(text, i, [&](const Digit& digit) { run.push_back(digit); });
  const Tally seen = tally(run);
  if (!seen.ascii || !seen.ring) return convert(text, run, 0, run.size(), edits);
  std::size_t first = 0;
  for (std::size_t i = 0; i <= run.size(); ++i) {  // rings beside ASCII digits are a mask
    if (i < run.size() && !run[i].ring) continue;
    convert(text, run, first, i, edits);
    first = i + 1;
  }
}

// Where the gap that starts at a place ends, which is that place where none does; for places in
// ascending order, so that the spaces before a line end are counted once.
class Gaps {
 public:
  explicit Gaps(std::string_view text) : text_(text) {}

  std::size_t end_of(std::size_t i) {
    if (i >= spaces_end_) {
      spaces_end_ = i;
      while (byte_at(text_, spaces_end_) == ' ') ++spaces_end_;
      const std::size_t line_end = line_end_at(text_, spaces_end_);
      behind_line_ = line_end > 0 ? spaces_end_ + line_end : 0;
    }
    return behind_line_ > 0 ? behind_line_ : i + separator_at(text_, i);
  }

 private:
  std::string_view text_;
  std::size_t spaces_end_ = 0;   // of the run of spaces counted last
  std::size_t behind_line_ = 0;  // where the line end behind them ends; 0: there is none
};

}  // namespace

Edits numeral_edits(std::string_view text, std::size_t digits) {
  const std::size_t step = stride(digits);
  Edits edits;
  Gaps gaps(text);
  std::size_t done = 0;  // runs before here are dealt with
  for (std::size_t at = step - 1; at < text.size(); at += step) {
    std::size_t i = character_at(text, at);
    if (is_word_character(text, i)) continue;
    if (is_separator_start(byte_at(text, i))) i = gaps.end_of(i);
    if (i >= text.size() || !as_digit(utf8::decode(text, i), i)) continue;
    const std::size_t begin = run_begin(text, i, done);
    std::size_t length = 0;
    done = walk_run(text, begin, [&](const Digit&) { ++length; });
    if (length >= kShortestRun) convert_run(text, begin, edits);
    at = std::max(at, done - 1);
  }
  return edits;
}

}  // namespace mishen
