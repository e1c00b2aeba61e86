// Which two code points in a row begin a word of a list: a look-up that may say yes of a few others
// and never says no of one of them. Immutable once filled; thread-safe then.
#pragma once

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

  void add(Pair pair) {
    const std::uint64_t hash = hash_of(pair);
    marks_[word_of(hash)] |= std::uint64_t{1} << first_of(hash) | std::uint64_t{1}
                                                                      << second_of(hash);
  }
  [[nodiscard]] bool may_hold(Pair pair) const { return view().may_hold(pair); }

  // The same for a loop that looks up every pair of a text. The marks must outlive it.
  class View {
   public:
    [[nodiscard]] bool may_hold(Pair pair) const {
      const std::uint64_t hash = hash_of(pair);
      const std::uint64_t marks = marks_[word_of(hash)];
      // The first bit says no of nearly all.
      if ((marks >> first_of(hash) & 1U) == 0) [[likely]] {
        return false;
      }
      return (marks >> second_of(hash) & 1U) != 0;
    }

   private:
    friend class PairMarks;
    explicit View(const std::uint64_t* marks) : marks_(marks) {}
    const std::uint64_t* marks_;
  };
  [[nodiscard]] View view() const { return View(marks_.data()); }

 private:
  static constexpr std::uint32_t kLast = 0xFFFF;
  // Two bits a pair, in one word: of the pairs that are none a thousandth is let through by 10,000
  // words, and all marks stay in a core's own cache.
  static constexpr unsigned kWordBits = 14;

  static std::uint64_t hash_of(Pair pair) { return pair.both_ * 0x9E3779B97F4A7C15U; }
  static std::size_t word_of(std::uint64_t hash) { return hash >> (64 - kWordBits); }
  static unsigned first_of(std::uint64_t hash) { return hash >> 44U & 63U; }
  static unsigned second_of(std::uint64_t hash) { return hash >> 38U & 63U; }

  std::vector<std::uint64_t> marks_ = std::vector<std::uint64_t>(1U << kWordBits);
};

}  // namespace mishen
