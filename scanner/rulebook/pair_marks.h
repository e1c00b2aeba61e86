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
    void push(char32_t c) { both_ = both_ << 16U | letter(c); }
    // For a code point of the basic plane that is no capital of ASCII.
    void push_plain(std::uint32_t c) { both_ = both_ << 16U | c; }

   private:
    friend class PairMarks;
    static std::uint32_t letter(char32_t c) {
      if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
      return c < kLast ? c : kLast;
    }
    std::uint32_t both_ = 0;
  };

  // Room for about so many pairs.
  explicit PairMarks(std::size_t pairs = 0) : mask_(size_for(pairs) - 1), marks_(size_for(pairs)) {}

  void add(Pair pair) {
    const std::uint64_t hash = hash_of(pair);
    std::uint64_t& marks = marks_[word_of(hash) & mask_];
    marks |= std::uint64_t{1} << first_of(hash);
    marks |= std::uint64_t{1} << second_of(hash);
  }
  [[nodiscard]] bool may_hold(Pair pair) const { return view().may_hold(pair); }

  // The same for a loop that looks up every pair of a text. The marks must outlive it.
  class View {
   public:
    [[nodiscard]] bool may_hold(Pair pair) const {
      const std::uint64_t hash = hash_of(pair);
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
  static std::uint64_t hash_of(Pair pair) { return pair.both_ * 0x9E3779B97F4A7C15U; }
  static std::size_t word_of(std::uint64_t hash) { return hash >> (64 - kMostBits); }
  static unsigned first_of(std::uint64_t hash) { return hash >> 43U & 63U; }
  static unsigned second_of(std::uint64_t hash) { return hash >> 37U & 63U; }

  std::size_t mask_;  // their number less one
  std::vector<std::uint64_t> marks_;
};

}  // namespace mishen
