// A look at a text that is far cheaper than a search: can any pattern of a group hit in it at all?
// Most paragraphs of most drafts hold neither a long number nor a word any rule looks for, and are
// done with here. A gate that shuts out a hit would be a false `clear`: it only ever relies on what
// need.h proves, and is open for whatever it does not understand.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/rulebook/need.h"

namespace mishen {

// Immutable once filled; thread-safe then.
class Gate {
 public:
  // Lets through what can hold a match of one more pattern. A need without a claim opens the gate
  // for every text.
  void admit(const Need& need);

  // False only if `text` holds no match of any admitted pattern. True for text that is not UTF-8.
  // Stops at the first reason to open.
  [[nodiscard]] bool open(std::string_view text) const;

  [[nodiscard]] bool always_open() const { return always_open_; }

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

  // Whether the code point `here` at p, alone or with the one before it, opens the gate.
  [[nodiscard]] bool is_reason(const unsigned char* begin, const unsigned char* p,
                               std::uint32_t here) const;

  bool always_open_ = false;
  std::uint32_t digit_run_ = UINT32_MAX;
  CodePointSet interesting_;  // is a single, or the second of a pair
  CodePointSet singles_;
  CodePointSet pair_firsts_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;  // places; sorted
};

}  // namespace mishen
