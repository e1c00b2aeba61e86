// A look at a text that is far cheaper than a search: which patterns can hit in it at all? Most
// paragraphs of most drafts hold neither a long number nor a word any rule looks for, and are done
// with here; of the others a few patterns are searched for, and what no draft needs is never
// compiled. A sieve that held back a hit would be a false `clear`: it only ever relies on what
// need.h proves, and lets through whatever it does not understand.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/rulebook/first_look.h"
#include "scanner/rulebook/need.h"
#include "scanner/rulebook/pair_marks.h"

namespace mishen {

// Immutable after seal(); thread-safe then.
class Sieve {
 public:
  // The digits a match begins with, where no digit may stand before it: a run of the text begins
  // with one of `digits` (a bit each) and is `least` to `most` long.
  struct FirstRun {
    std::uint32_t digits = 0;
    std::uint32_t least = 0;
    std::uint32_t most = UINT32_MAX;
  };
  // Takes one more pattern: a match meets all of `claims` (none: unknown, always let through), has
  // at least `digits` ASCII digits in all, and begins, if so told, with such a run of them.
  // Patterns are counted from 0 as they are admitted.
  void admit(std::span<const Need> claims, std::uint32_t digits,
             std::optional<FirstRun> run = std::nullopt);
  // Takes one more word of a list, of two characters or more; in ASCII without case.
  void admit_word(std::string_view word);
  void seal();

  // Who passed, and what sifting needs to know from call to call. One per thread.
  struct Passed {
    std::vector<std::uint32_t> patterns;  // ascending
    bool is_text = true;                  // UTF-8
    std::vector<std::uint32_t>
        beginnings;                   // of words, where asked for: bytes of the text, ascending
    std::vector<std::uint32_t> seen;  // by pattern and by key: the text it was last seen in
    std::vector<std::uint8_t> met;    // by pattern: which of its claims were met in that text
    std::uint32_t text = 0;
  };
  // Sets `passed.patterns` to all of which `text` may hold a match. All, for text that is not
  // UTF-8. `for_words`: looks on the way where a word may begin; not in text that is not UTF-8.
  void sift(std::string_view text, Passed& passed, bool for_words = false) const;

 private:
  // Code points of the basic plane; all others share the last place.
  static constexpr std::uint32_t kPlaces = 0x10000;
  static constexpr std::uint32_t kAscii = 0x80;
  static std::uint32_t place(char32_t c) { return c < kPlaces ? c : kPlaces - 1; }
  // What a code point is in the keys: alone; the second of a pair, a bit for each of a few classes
  // of code points; the first of one, with the classes of what may stand behind it.
  static constexpr std::uint32_t kClasses = 7;
  static constexpr std::uint16_t kSingle = 1U << kClasses;
  static constexpr std::uint16_t kSecond = kSingle - 1;
  static constexpr unsigned kFirstShift = kClasses + 1;
  // Two of it in a row are part of a word: where in a run of them they are makes a difference.
  static constexpr std::uint16_t kInRuns = 1U << 15U;
  static_assert(kFirstShift + kClasses <= 15);
  static std::uint16_t second(std::uint32_t place) {
    return static_cast<std::uint16_t>(1U << place % kClasses);
  }
  // A claim of a pattern: its number, and the bit of the claim.
  struct Claim {
    std::uint32_t pattern = 0;
    std::uint8_t bit = 0;
    friend auto operator<=>(const Claim&, const Claim&) = default;
  };
  // A word around a pair: bytes of words_, and how many of them stand before the second of the
  // pair.
  struct Word {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;  // 0: nothing but the pair
    std::uint32_t before = 0;
  };
  struct Holder {
    Claim claim;
    Word word;
  };
  // A code point, or two in a row, and the claims that are met where it is.
  struct Key {
    std::uint64_t sign = 0;
    std::uint32_t begin = 0;  // in holders_
    std::uint32_t end = 0;
    bool has_words = false;  // what is met depends on where it is
  };
  static constexpr std::uint64_t kAlone = std::uint64_t{kPlaces} << 32U;
  static std::uint64_t single(std::uint32_t here) { return kAlone | here; }
  static std::uint64_t pair(std::uint32_t before, std::uint32_t here) {
    return std::uint64_t{before} << 32U | here;
  }
  // Lengths of runs of digits as a set: bit n for n, the last for all that are longer.
  static constexpr std::uint32_t kLongestTold = 63;
  static std::uint64_t lengths(std::uint32_t least, std::uint32_t most);
  struct Runs {
    std::uint64_t lengths = 0;  // 0: any
    std::uint32_t digits = 0;
  };

  // What a scan of a text has counted.
  struct Counts {
    std::array<std::uint64_t, 10> runs{};  // by first digit: lengths of the runs of digits
    std::uint32_t longest_run = 0;         // of digits
    std::uint32_t longest_alnum = 0;       // of digits and letters
    std::uint32_t digits = 0;
    bool is_text = true;  // UTF-8

    void end_run(std::uint32_t first, std::uint32_t length);
  };

  class Scan;
  // The code point `here` at `at` in those of its roles that count there: alone, and with the one
  // before it.
  void meet(std::string_view text, std::size_t at, std::uint32_t before, std::uint32_t here,
            std::uint32_t roles, Passed& passed) const;
  void meet(std::uint64_t sign, std::string_view text, std::size_t at, Passed& passed) const;
  [[nodiscard]] const Key* find(std::uint64_t sign) const;
  [[nodiscard]] std::size_t first_slot(std::uint64_t sign) const {
    return static_cast<std::size_t>(sign * 0x9E3779B97F4A7C15U >> shift_);
  }
  [[nodiscard]] bool stands(const Word& word, std::string_view text, std::size_t at) const;
  void pass(Claim claim, Passed& passed) const;
  [[nodiscard]] bool has_run(std::uint32_t pattern, const Counts& counts) const;
  void admit(const Need& claims, Claim claim);
  void admit(const std::u32string& word, Claim claim);
  void admit_pair(char32_t first, char32_t second, Holder holder);
  void make_slots();
  void make_looks();

  std::vector<std::uint32_t> digits_;                    // by pattern
  std::vector<Runs> first_runs_;                         // by pattern: one of these must be there
  std::vector<std::uint8_t> wanted_;                     // by pattern: the claims that must be met
  std::vector<std::uint32_t> always_;                    // patterns without a claim
  std::vector<std::pair<std::uint32_t, Claim>> runs_;    // digits in a row
  std::vector<std::pair<std::uint32_t, Claim>> alnums_;  // digits and letters in a row
  std::vector<std::pair<std::uint64_t, Holder>> admitted_;  // sign; until seal()
  std::vector<Key> keys_;
  std::vector<std::uint32_t> slots_;  // a hash table: 1 + the number of the key, 0: free
  unsigned shift_ = 63;
  std::vector<Holder> holders_;  // key by key
  std::string words_;
  std::array<std::uint16_t, kPlaces> roles_{};  // by code point
  FirstLook look_;                              // at the keys that end beyond ASCII
  FirstLook look_with_words_;                   // and at the words that begin so
  PairMarks beginnings_;                        // of words: their first two characters
  std::array<bool, kAscii> ascii_in_words_{};   // the second of one; small letters
  std::vector<std::pair<char32_t, char32_t>> admitted_words_;  // until seal()
};

}  // namespace mishen
