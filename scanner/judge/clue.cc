#include "scanner/judge/clue.h"

#include <algorithm>
#include <optional>

#include "scanner/base/letter_set.h"
#include "scanner/base/utf8.h"

namespace mishen {
namespace {

enum class Side : std::uint8_t { before, after, label, header };

char32_t without_case(char32_t c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

// A window of text as words are compared with it.
struct Letters {
  std::u32string text;
  std::vector<bool> gap;  // white space stood before this letter

  void add(char32_t c, bool gap_before) {
    text += without_case(c);
    gap.push_back(gap_before);
  }
};

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000;
}

bool is_latin(char32_t c) { return c >= 'a' && c <= 'z'; }

// White space does not count towards a window, but nobody spaces a label out endlessly.
std::size_t most_read(std::size_t letters) { return 4 * letters + 64; }

Letters first_letters(std::string_view text, std::size_t count) {
  Letters letters;
  letters.text.reserve(std::min(count, text.size()));
  letters.gap.reserve(std::min(count, text.size()));
  std::size_t read = 0;
  bool gap = false;
  for (std::size_t i = 0; i < text.size() && letters.text.size() < count; ++read) {
    if (read == most_read(count)) break;
    const utf8::Decoded d = utf8::decode(text, i);
    i += d.bytes;
    if (is_space(d.code_point)) {
      gap = true;
    } else {
      letters.add(d.code_point, gap);
      gap = false;
    }
  }
  return letters;
}

Letters last_letters(std::string_view text, std::size_t count) {
  std::size_t begin = text.size();
  std::size_t letters = 0;
  for (std::size_t read = 0; begin > 0 && letters < count && read < most_read(count); ++read) {
    const utf8::Decoded d = utf8::decode_before(text, begin);
    begin -= d.bytes;
    letters += is_space(d.code_point) ? 0 : 1;
  }
  return first_letters(text.substr(begin), count);
}

// Puts a word as it is compared with a window at `out`; returns how many letters it has.
std::size_t put_letters(std::string_view word, char32_t* out) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < word.size();) {
    const utf8::Decoded d = utf8::decode(word, i);
    i += d.bytes;
    if (!is_space(d.code_point)) out[size++] = without_case(d.code_point);
  }
  return size;
}

// A word found on one side.
struct Spot {
  const ClueWord* word;
  std::size_t begin;
  std::size_t end;
  std::uint32_t distance;  // letters between it and the match; 0 in a header
};

// A Latin word does not stand inside a longer one: `id` is not in `paid`.
bool edges_hold(const Letters& in, std::size_t begin, std::size_t end) {
  if (is_latin(in.text[begin]) && begin > 0 && is_latin(in.text[begin - 1]) && !in.gap[begin]) {
    return false;
  }
  return !(is_latin(in.text[end - 1]) && end < in.text.size() && is_latin(in.text[end]) &&
           !in.gap[end]);
}

std::vector<Spot> all_spots(const ClueBook& book, const Letters& in, Side side) {
  std::vector<Spot> spots;
  const LetterSet there(in.text);
  for (const ClueWord& word : book.words()) {
    if (!there.may_hold(word.letters)) continue;
    const std::size_t size = word.letters.size();
    for (std::size_t at = in.text.find(word.letters); at != std::u32string::npos;
         at = in.text.find(word.letters, at + 1)) {
      if (!edges_hold(in, at, at + size)) continue;
      std::size_t distance = 0;
      if (side == Side::before || side == Side::label) distance = in.text.size() - at - size;
      if (side == Side::after) distance = at;
      spots.push_back({&word, at, at + size, static_cast<std::uint32_t>(distance)});
    }
  }
  return spots;
}

// 编号 in 身份证编号 is not the label 编号.
void drop_contained(std::vector<Spot>& spots) {
  const auto contained = [&spots](const Spot& spot) {
    return std::any_of(spots.begin(), spots.end(), [&](const Spot& other) {
      return other.begin <= spot.begin && spot.end <= other.end &&
             other.end - other.begin > spot.end - spot.begin;
    });
  };
  std::vector<Spot> kept;
  std::copy_if(spots.begin(), spots.end(), std::back_inserter(kept),
               [&](const Spot& spot) { return !contained(spot); });
  spots = std::move(kept);
}

bool in_window(const ContextClue& clue, const Spot& spot, Side side) {
  if (side == Side::header) return clue.header;
  return spot.distance + (spot.end - spot.begin) <=
         (side == Side::after ? clue.after : clue.before);
}

// The words that count on one side, nearest first; of equally near ones as the rule has them.
std::vector<Spot> spots_of(const ClueBook& book, const Letters& in, Side side) {
  std::vector<Spot> spots = all_spots(book, in, side);
  drop_contained(spots);
  const auto& clues = book.rule().clues;
  std::erase_if(spots,
                [&](const Spot& spot) { return !in_window(clues[spot.word->clue], spot, side); });
  std::stable_sort(spots.begin(), spots.end(),
                   [](const Spot& a, const Spot& b) { return a.distance < b.distance; });
  std::optional<std::uint32_t> raised;
  for (const Spot& spot : spots) {
    if (clues[spot.word->clue].points > 0 && !raised) raised = spot.distance;
  }
  std::erase_if(spots, [&](const Spot& spot) {
    return raised && clues[spot.word->clue].points < 0 && spot.distance >= *raised;
  });
  return spots;
}

const char* reason_id(Side side, bool raises) {
  switch (side) {
    case Side::header:
      return raises ? "header-raise" : "header-lower";
    case Side::label:
      return raises ? "label-raise" : "label-lower";
    case Side::before:
    case Side::after:
      break;
  }
  return raises ? "context-raise" : "context-lower";
}

// Which clues have spoken so far.
class Tally {
 public:
  explicit Tally(const Rule& rule) : rule_(&rule), spoken_(rule.clues.size(), false) {}

  void hear(const std::vector<Spot>& spots, Side side) {
    for (const Spot& spot : spots) {
      const ContextClue& clue = rule_->clues[spot.word->clue];
      if (side == Side::header && clue.points < 0 && raised_before_) continue;
      if (spoken_[spot.word->clue]) continue;
      spoken_[spot.word->clue] = true;
      const bool raises = clue.points > 0;
      Reason reason{
          reason_id(side, raises), clue.points, {{"word", std::string(spot.word->as_written)}}};
      if (side == Side::before || side == Side::after) {
        reason.args.emplace_back("distance", std::to_string(spot.distance));
      }
      verdict_.reasons.push_back(std::move(reason));
      if (clue.has_cap) verdict_.cap = std::min(verdict_.cap, clue.cap);
      raised_before_ |= raises && (side == Side::before || side == Side::label);
    }
  }

  [[nodiscard]] ClueVerdict verdict() && { return std::move(verdict_); }

 private:
  const Rule* rule_;
  std::vector<bool> spoken_;
  bool raised_before_ = false;
  ClueVerdict verdict_;
};

}  // namespace

ClueBook::ClueBook(const Rule& rule) : rule_(&rule) {
  std::size_t words = 0;
  std::size_t bytes = 0;
  for (const ContextClue& clue : rule.clues) {
    words += clue.words.size();
    for (const std::string& word : clue.words) bytes += word.size();
  }
  words_.reserve(words);
  letters_.resize(bytes);  // room for one of each byte
  char32_t* free = letters_.data();
  for (std::uint32_t i = 0; i < rule.clues.size(); ++i) {
    const ContextClue& clue = rule.clues[i];
    before_ = std::max(before_, clue.before);
    after_ = std::max(after_, clue.after);
    header_ = header_ || clue.header;
    for (const std::string& word : clue.words) {
      const std::size_t size = put_letters(word, free);
      if (size == 0) continue;
      words_.push_back({{free, size}, word, i});
      free += size;
    }
  }
}

ClueVerdict weigh_clues(const ClueBook& book, const ClueTexts& texts) {
  Tally tally(book.rule());
  const Letters before = last_letters(texts.before, book.before());
  const std::vector<Spot> near = spots_of(book, before, Side::before);
  tally.hear(near, Side::before);
  if (near.empty() && book.before() > 0 && texts.label) {
    const std::string label = texts.label();
    tally.hear(spots_of(book, last_letters(label, book.before()), Side::label), Side::label);
  }
  if (book.after() > 0) {
    tally.hear(spots_of(book, first_letters(texts.after, book.after()), Side::after), Side::after);
  }
  if (book.header() && !texts.header.empty()) {
    tally.hear(spots_of(book, first_letters(texts.header, 64), Side::header), Side::header);
  }
  return std::move(tally).verdict();
}

}  // namespace mishen
