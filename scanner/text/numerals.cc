#include <optional>

#include "scanner/base/utf8.h"
#include "scanner/text/alternates.h"
#include "scanner/text/digits.h"
#include "scanner/text/look_alikes.h"

namespace mishen {
namespace {

constexpr std::size_t kShortestRun = 7;
// The shortest run is six ASCII digits and a numeral, 9 bytes: looking at every 9th byte meets it.
constexpr std::size_t kStride = 9;

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

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

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

// The digits of the run that starts at `i`; `end` is where it ends.
std::vector<Digit> run_digits(std::string_view text, std::size_t i, std::size_t& end) {
  std::vector<Digit> run;
  end = i;
  while (i < text.size()) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (const std::optional<Digit> digit = as_digit(d, i)) {
      run.push_back(*digit);
      i = end = i + d.bytes;
      continue;
    }
    const std::size_t gap = i == end ? gap_at(text, i) : 0;
    if (gap == 0) break;
    i += gap;
  }
  return run;
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

void convert_run(std::string_view text, const std::vector<Digit>& run, Edits& edits) {
  const Tally seen = tally(run);
  if (!seen.ascii || !seen.ring) return convert(text, run, 0, run.size(), edits);
  std::size_t first = 0;
  for (std::size_t i = 0; i <= run.size(); ++i) {  // rings beside ASCII digits are a mask
    if (i < run.size() && !run[i].ring) continue;
    convert(text, run, first, i, edits);
    first = i + 1;
  }
}

}  // namespace

Edits numeral_edits(std::string_view text) {
  Edits edits;
  std::size_t done = 0;  // runs before here are dealt with
  for (std::size_t at = kStride - 1; at < text.size(); at += kStride) {
    std::size_t i = at;
    while (i > done && i + 3 > at && is_continuation(text[i])) --i;
    if (byte_at(text, i) < 0x80 && !digit_at(text, i)) {
      const std::size_t gap = gap_at(text, i);
      if (gap == 0) continue;
      i += gap;
      if (i >= text.size()) break;
    }
    if (!as_digit(utf8::decode(text, i), i)) continue;
    const std::vector<Digit> run = run_digits(text, run_begin(text, i, done), done);
    convert_run(text, run, edits);
    at = done > at ? done - 1 : at;
  }
  return edits;
}

}  // namespace mishen
