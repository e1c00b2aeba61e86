// One look at a character and the one before it: can the two say anything at all? A look-up that
// may say yes of a few that cannot and never says no of one that can; who hears yes looks closer.
// At a few machine instructions a character it is what most of a text costs. Immutable once filled;
// thread-safe then.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "scanner/base/ascii.h"

namespace mishen {

class FirstLook {
 public:
  // A character as it is looked up: its bytes in UTF-8, the first the lowest. Those of four bytes
  // count as U+FFFF, and ASCII letters have no case.
  static std::uint32_t bytes_of(char32_t c) {
    if (c < 0x80U) return without_case(c);
    if (c < 0x800U) return 0xC0U | c >> 6U | (0x80U | (c & 0x3FU)) << 8U;
    const std::uint32_t some = std::min<std::uint32_t>(c, 0xFFFF);
    return 0xE0U | some >> 12U | (0x80U | (some >> 6U & 0x3FU)) << 8U |
           (0x80U | (some & 0x3FU)) << 16U;
  }
  // Of three bytes, or fewer and zeros; a fourth does not count: the factor lifts it out of the
  // product.
  static std::uint32_t hash(std::uint32_t bytes) { return bytes * (kMix << 8U); }
  // What of it counts in the look-up of the next.
  static std::uint32_t as_before(std::uint32_t hash) { return hash >> 24U; }

  // Not to be looked at.
  FirstLook() = default;
  // Room for about so many.
  FirstLook(std::size_t singles, std::size_t pairs)
      : words_(size_for(singles, pairs)), mask_((words_.size() - 1) & ~(kSpread - 1)) {}

  // Says something whatever stands before it.
  void add(char32_t c) {
    const std::size_t first = words_of(hash(bytes_of(c)), mask_);
    std::fill_n(words_.begin() + static_cast<std::ptrdiff_t>(first), kSpread, ~std::uint64_t{0});
  }
  void add(char32_t before, char32_t here) {
    const std::uint32_t first = as_before(hash(bytes_of(before)));
    words_[words_of(hash(bytes_of(here)), mask_) + (first >> 6U)] |= std::uint64_t{1}
                                                                     << (first & 63U);
  }

  // For a loop that looks at every character of a text. What it is a view of must outlive it.
  class View {
   public:
    // `before`: as_before() of the hash of the one before; `here`: the hash of this one.
    [[nodiscard]] bool may_tell(std::uint32_t before, std::uint32_t here) const {
      return (words_[words_of(here, mask_) + (before >> 6U)] >> (before & 63U) & 1U) != 0;
    }

   private:
    friend class FirstLook;
    View(const std::uint64_t* words, std::uint32_t mask) : words_(words), mask_(mask) {}
    const std::uint64_t* words_;
    std::uint32_t mask_;
  };
  [[nodiscard]] View view() const { return {words_.data(), mask_}; }

 private:
  // A character has four words of 64 bits, which it shares with others; the one before it has one
  // bit in these, by the upper eight of its hash.
  static constexpr std::uint32_t kSpread = 4;
  static constexpr std::uint32_t kMix = 0x9E3779;

  // One bit in thirty is set, or fewer: by pairs one each, by singles all that a character has.
  static std::size_t size_for(std::size_t singles, std::size_t pairs) {
    constexpr std::size_t kLeast = 1U << 12U;
    constexpr std::size_t kMost = 1U << 15U;
    return std::clamp(std::bit_ceil(pairs / 2 + 24 * kSpread * singles), kLeast, kMost);
  }
  // The first of its words. What a character's last byte says is in the upper eight bits alone.
  static std::uint32_t words_of(std::uint32_t hash, std::uint32_t mask) {
    return hash >> 17U & mask;
  }

  std::vector<std::uint64_t> words_;
  std::uint32_t mask_ = 0;
};

}  // namespace mishen
