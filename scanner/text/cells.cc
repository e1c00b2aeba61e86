// Numbers spread over neighbouring cells or paragraphs.
#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/text/digits.h"
#include "scanner/text/fold.h"
#include "scanner/text/reading.h"
#include "scanner/text/rewrite.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

constexpr std::size_t kLongestPartBytes = 128;  // digits of any script with spaces round them

// A passage that holds nothing but digits (and a check letter), folded and without its spaces.
struct Part {
  std::uint32_t passage = 0;
  NormalText text;
};

// Lengths that are a number of their own: telephones (11, 13), cards and identity numbers. Ten and
// fewer are halves; 12 and 14 are what is left of 18 beside 6 and 4, 17 beside a check letter.
bool may_be_part(std::size_t length) {
  return length <= 10 || length == 12 || length == 14 || length == 17;
}

// Lengths a joined number may have: telephones, old identity numbers, cards, identity numbers and
// what is built on them.
bool may_be_whole(std::size_t length) {
  return length == 11 || (length >= 15 && length <= 20) || length == 24 || length == 27;
}
constexpr std::size_t kLongestWhole = 27;

bool holds_only_digits(std::string_view text) {
  if (text.empty()) return false;
  std::size_t i = 0;
  while (digit_at(text, i)) ++i;
  return i == text.size() || (i + 1 == text.size() && check_letter_at(text, i));
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// A sign that folds to nothing else and is in no number: a mask's star, a dot, most letters.
bool holds_other_signs(std::string_view text) {
  return find_byte<ByteRange<'!', '/'>, ByteRange<':', 'W'>, ByteRange<'Y', 'w'>,
                   ByteRange<'y', '~'>>(text, 0) < text.size();
}

// `text` without the blanks at its ends.
NormalText trimmed(NormalText text) {
  std::size_t begin = 0;
  std::size_t end = text.text.size();
  while (begin < end && is_blank(text.text[begin])) ++begin;
  while (end > begin && is_blank(text.text[end - 1])) --end;
  Edits edits;
  if (begin > 0) edits.push_back({{0, static_cast<std::uint32_t>(begin)}, {}});
  if (end < text.text.size()) {
    edits.push_back({{static_cast<std::uint32_t>(end), text.map.norm_size()}, {}});
  }
  return edits.empty() ? std::move(text) : rewrite(text, edits);
}

std::optional<Part> as_part(const Document& document, std::uint32_t index) {
  const Passage& passage = document.passages[index];
  if (passage.text.empty() || passage.text.size() > kLongestPartBytes) return std::nullopt;
  // Cheap for the many that hold words: their first character tells, or some sign.
  if (utf8::is_han(utf8::decode(passage.text, 0).code_point)) return std::nullopt;
  if (holds_other_signs(passage.text)) return std::nullopt;
  Part part{index, trimmed(normalise(passage.text))};
  if (!holds_only_digits(part.text.text) || !may_be_part(part.text.text.size())) {
    return std::nullopt;
  }
  return part;
}

bool same_cell(const CellPlace& a, const CellPlace& b) {
  return a.table == b.table && a.row == b.row && a.column == b.column;
}

bool same_container(const Passage& a, const Passage& b) {
  return a.where.size() == b.where.size() &&
         (a.where.empty() || (a.where.back().kind == b.where.back().kind &&
                              std::equal(a.where.begin(), a.where.end() - 1, b.where.begin())));
}

// `b`, which follows `a` in the document, stands right beside it: the next cell that is filled, or
// the next paragraph of the same cell, box, page or part.
bool are_neighbours(const Passage& a, const Passage& b) {
  if (a.surface != b.surface || a.cell.has_value() != b.cell.has_value()) return false;
  if (!a.cell) return same_container(a, b);
  if (same_cell(*a.cell, *b.cell)) return true;
  return a.cell->table == b.cell->table && a.cell->row == b.cell->row &&
         a.cell->column < b.cell->column && a.cell->fills_cell && b.cell->fills_cell;
}

using Parts = std::span<const Part>;

Reading joined(Parts parts) {
  Reading reading;
  reading.kind = ReadingKind::cell_joined;
  for (const Part& part : parts) {
    reading.passages.push_back(part.passage);
    reading.text += part.text.text;
    reading.map.append(part.text.map);
  }
  return reading;
}

std::string joined_text(Parts parts) {
  std::string text;
  for (const Part& part : parts) text += part.text.text;
  return text;
}

// A telephone as people spread it over boxes: digit by digit, or in its usual groups.
bool has_telephone_shape(Parts parts) {
  const auto digits = [&](std::size_t i) { return parts[i].text.text.size(); };
  if (parts.size() == 11) return true;
  if (parts.size() == 2) return digits(0) == 3 || digits(0) == 7;
  return parts.size() == 3 && ((digits(0) == 3 && digits(1) == 4) || digits(0) == 4);
}

// Part of a longer row of numbers, such as a statistic: only what has the shape of one number, an
// identity number (it proves itself) with its year of birth or a mobile telephone.
bool stands_out(Parts parts) {
  const std::string text = joined_text(parts);
  if (text.size() == 18) {
    const std::string_view century = std::string_view(text).substr(6, 2);
    return century == "18" || century == "19" || century == "20";
  }
  return text.size() == 11 && text[0] == '1' && text[1] >= '3' && has_telephone_shape(parts);
}

// A run that fills its cells and may be one number as a whole. Eleven digits that would be a mobile
// telephone carry no check digit, so there the cells must be cut where people cut one.
bool is_one_number(Parts run, std::size_t total) {
  return may_be_whole(total) &&
         (total != 11 || run.front().text.text[0] != '1' || has_telephone_shape(run));
}

// The readings of a maximal run of neighbouring parts.
void join_run(Parts run, std::vector<Reading>& out) {
  if (run.size() < 2) return;
  std::size_t total = 0;
  for (const Part& part : run) total += part.text.text.size();
  if (is_one_number(run, total)) out.push_back(joined(run));
  for (std::size_t first = 0; first < run.size(); ++first) {
    std::size_t length = run[first].text.text.size();
    for (std::size_t last = first + 1; last < run.size() && length < kLongestWhole; ++last) {
      length += run[last].text.text.size();
      const Parts window = run.subspan(first, last - first + 1);
      const bool whole = window.size() == run.size() && may_be_whole(total);
      if ((length == 11 || length == 18) && !whole && stands_out(window)) {
        out.push_back(joined(window));
      }
    }
  }
}

}  // namespace

std::vector<Reading> joined_readings(const Document& document) {
  std::vector<Reading> out;
  std::vector<Part> run;
  const auto close = [&] {
    join_run(run, out);
    run.clear();
  };
  for (std::uint32_t i = 0; i < document.passages.size(); ++i) {
    std::optional<Part> part = as_part(document, i);
    if (!part) {
      close();
      continue;
    }
    const bool continues = !run.empty() &&
                           digit_at(run.back().text.text, run.back().text.text.size() - 1) &&
                           are_neighbours(document.passages[i - 1], document.passages[i]);
    if (!continues) close();
    run.push_back(std::move(*part));
  }
  close();
  return out;
}

}  // namespace mishen
