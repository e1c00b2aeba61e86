// Which two code points in a row begin a word of a list: a look-up that may say yes of a few others
// and never says no of one of them. Immutable once filled; thread-safe then.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mishen {

class PairMarks {
 public:
  // Two code points as they are looked up: the text's last two, carried along. Those beyond the
  // basic plane count as one, and ASCII letters have no case.
  class Pair {
   public:
    void push(char32_t c) { push_plain(letter(c)); }
    // For a code point of the basic plane that is no capital of ASCII.
    void push_plain(std::uint32_t c) {
      before_ = here_;
      here_ = std::uint64_t{c} * kMix;
    }

   private:
    friend class PairMarks;
    // A code point is multiplied once, for both of its pairs: at 10,000 words this is what they
    // cost.
    [[nodiscard]] std::uint64_t hash() const { return before_ << 5U ^ here_; }
    static std::uint32_t letter(char32_t c) {
      if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
      return c < kLast ? c : kLast;
    }
    std::uint64_t before_ = 0, here_ = 0;
  };

  // Odd, and short enough to stand in the instruction: the loop has no register to spare. Of a
  // product bits 32 to 46 are mixed best.
  static constexpr std::uint64_t kMix = 0x5BD1E995U;

  // Room for about so many pairs.
  explicit PairMarks(std::size_t pairs = 0) : mask_(size_for(pairs) - 1), marks_(size_for(pairs)) {}

  void add(Pair pair) {
    const std::uint64_t hash = pair.hash();
    std::uint64_t& marks = marks_[word_of(hash) & mask_];
    marks |= std::uint64_t{1} << first_of(hash);
    marks |= std::uint64_t{1} << second_of(hash);
  }
  [[nodiscard]] bool may_hold(Pair pair) const { return view().may_hold(pair); }

  // The same for a loop that looks up every pair of a text. The marks must outlive it.
  class View {
   public:
    [[nodiscard]] bool may_hold(Pair pair) const {
      const std::uint64_t hash = pair.hash();
      const std::uint64_t marks = marks_[word_of(hash) & mask_];
      // The first bit says no of nearly all.
      if ((marks >> first_of(hash) & 1U) == 0) [[likely]] {
        return false;
      }
      return (marks >> second_of(hash) & 1U) != 0;
    }

   private:
    friend class PairMarks;
    View(const std::uint64_t* marks, std::size_t mask) : marks_(marks), mask_(mask) {}
    const std::uint64_t* marks_;
    std::size_t mask_;
  };
  [[nodiscard]] View view() const { return {marks_.data(), mask_}; }

 private:
  static constexpr std::uint32_t kLast = 0xFFFF;
  // Two bits a pair, in one word of 64, of which there are half as many as pairs or more: of the
  // pairs that are none less than a hundredth is let through, and the marks of 10,000 words, 64 KB,
  // stay near a core.
  static constexpr unsigned kLeastBits = 10;
  static constexpr unsigned kMostBits = 15;

  static std::size_t size_for(std::size_t pairs) {
    const auto bits = static_cast<unsigned>(std::bit_width(pairs / 2));
    return std::size_t{1} << std::clamp(bits, kLeastBits, kMostBits);
  }
  static std::size_t word_of(std::uint64_t hash) { return hash >> 32U; }
  static unsigned first_of(std::uint64_t hash) { return hash & 63U; }
  static unsigned second_of(std::uint64_t hash) { return hash >> 20U & 63U; }

  std::size_t mask_;  // their number less one
  std::vector<std::uint64_t> marks_;
};

}  // namespace mishen
