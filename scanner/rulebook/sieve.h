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
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/rulebook/need.h"

namespace mishen {

// Immutable after seal(); thread-safe then.
class Sieve {
 public:
  // How many digits in a row a match is, when it is nothing but digits and no digit may touch it.
  struct WholeRun {
    std::uint32_t least = 0;
    std::uint32_t most = UINT32_MAX;
  };
  // Takes one more pattern: a match contains `need` (without a claim: unknown, always let through),
  // and `also` (without a claim: nothing more is known), and at least `digits` ASCII digits in all,
  // and is, if so told, a whole run of them. Patterns are counted from 0 as they are admitted.
  void admit(const Need& need, const Need& also, std::uint32_t digits,
             std::optional<WholeRun> run = std::nullopt);
  void seal();

  // Who passed, and what sifting needs to know from call to call. One per thread.
  struct Passed {
    std::vector<std::uint32_t> patterns;  // ascending
    std::vector<std::uint32_t> seen;      // by pattern and by key: the text it was last seen in
    std::vector<std::uint8_t> met;        // by pattern: which of its claims were met in that text
    std::uint32_t text = 0;
  };
  // Sets `passed.patterns` to all of which `text` may hold a match. All, for text that is not
  // UTF-8.
  void sift(std::string_view text, Passed& passed) const;

 private:
  // Code points of the basic plane; all others share the last place.
  static constexpr std::uint32_t kPlaces = 0x10000;
  static std::uint32_t place(char32_t c) { return c < kPlaces ? c : kPlaces - 1; }
  class CodePointSet {
   public:
    void insert(std::uint32_t place) { bits_[place / 64] |= std::uint64_t{1} << (place % 64); }
    [[nodiscard]] bool contains(std::uint32_t place) const {
      return (bits_[place / 64] >> (place % 64) & 1U) != 0;
    }

   private:
    std::array<std::uint64_t, kPlaces / 64> bits_{};
  };
  // A claim of a pattern: its number, and the bit of the claim.
  struct Claim {
    std::uint32_t pattern = 0;
    std::uint8_t bit = 0;
    friend auto operator<=>(const Claim&, const Claim&) = default;
  };
  static constexpr std::uint8_t kNeed = 1;
  static constexpr std::uint8_t kAlso = 2;
  // A code point, or two in a row, and the claims that are met where it is.
  struct Key {
    std::uint64_t sign = 0;
    std::uint32_t begin = 0;  // in holders_
    std::uint32_t end = 0;
  };
  static constexpr std::uint64_t kAlone = std::uint64_t{kPlaces} << 32U;
  static std::uint64_t single(std::uint32_t here) { return kAlone | here; }
  static std::uint64_t pair(std::uint32_t before, std::uint32_t here) {
    return std::uint64_t{before} << 32U | here;
  }
  // Lengths of runs of digits as a set: bit n for n, the last for all that are longer.
  static constexpr std::uint32_t kLongestTold = 63;
  static std::uint64_t lengths(std::uint32_t least, std::uint32_t most);

  // What a scan of a text has counted.
  struct Counts {
    std::uint64_t runs = 0;         // lengths of its runs of digits
    std::uint32_t longest_run = 0;  // of digits
    std::uint32_t digits = 0;
    bool is_text = true;  // UTF-8
  };

  [[nodiscard]] Counts scan(std::string_view text, Passed& passed) const;
  // The code point `here` at p, alone and with the one before it.
  void meet(const unsigned char* begin, const unsigned char* p, std::uint32_t here,
            Passed& passed) const;
  void meet(std::uint64_t sign, Passed& passed) const;
  void pass(Claim claim, Passed& passed) const;
  void admit(const Need& claims, Claim claim);

  std::vector<std::uint32_t> digits_;  // by pattern
  std::vector<std::uint64_t>
      whole_runs_;                     // by pattern: lengths, one of which must be there; 0: any
  std::vector<std::uint8_t> wanted_;   // by pattern: the claims that must be met
  std::vector<std::uint32_t> always_;  // patterns without a claim
  std::vector<std::pair<std::uint32_t, Claim>> runs_;      // digits in a row
  std::vector<std::pair<std::uint64_t, Claim>> admitted_;  // sign; until seal()
  std::vector<Key> keys_;                                  // by sign
  std::vector<Claim> holders_;                             // key by key
  CodePointSet interesting_;                               // is a single, or the second of a pair
  CodePointSet singles_;
  CodePointSet pair_firsts_;
};

}  // namespace mishen
