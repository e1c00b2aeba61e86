// Which two characters in a row begin a word of a list: a look-up that may say yes of a few others
// and never says no of one of them. Immutable once filled; thread-safe then.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "scanner/base/ascii.h"

namespace mishen {

class PairMarks {
 public:
  // Two code points as they are looked up. Those beyond the basic plane count as one, and ASCII
  // letters have no case.
  class Pair {
   public:
    Pair(char32_t first, char32_t second)
        : hash_((std::uint64_t{letter(first)} << 16U | letter(second)) * kMix) {}

   private:
    friend class PairMarks;
    static constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;
    static std::uint32_t letter(char32_t c) {
      return std::min<std::uint32_t>(without_case(c), 0xFFFF);
    }
    std::uint64_t hash_;
  };

  PairMarks() = default;
  // Room for about so many pairs.
  explicit PairMarks(std::size_t pairs) : words_(size_for(pairs)) {}

  void add(Pair pair) { words_[word_of(pair.hash_)] |= bits_of(pair.hash_); }
  [[nodiscard]] bool empty() const { return words_.empty(); }
  // Requires that there is room.
  [[nodiscard]] bool may_hold(Pair pair) const {
    const std::uint64_t bits = bits_of(pair.hash_);
    return (words_[word_of(pair.hash_)] & bits) == bits;
  }

 private:
  // Two bits a pair, in one word of 64, of which there are half as many as pairs or more: of the
  // pairs that are none less than a hundredth is let through.
  static std::size_t size_for(std::size_t pairs) {
    constexpr std::size_t kLeast = 1U << 4U;
    constexpr std::size_t kMost = 1U << 15U;
    return std::clamp(std::bit_ceil(pairs / 2), kLeast, kMost);
  }
  [[nodiscard]] std::size_t word_of(std::uint64_t hash) const {
    return hash >> 44U & (words_.size() - 1);
  }
  static std::uint64_t bits_of(std::uint64_t hash) {
    return std::uint64_t{1} << (hash >> 38U & 63U) | std::uint64_t{1} << (hash >> 32U & 63U);
  }

  std::vector<std::uint64_t> words_;
};

}  // namespace mishen
