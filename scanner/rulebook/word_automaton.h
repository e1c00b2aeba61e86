// Thousands of words looked for at once (an organisation's list of code names): an Aho-Corasick
// automaton over code points, behind a filter that passes over nearly all of a text for the price
// of a table look-up a character. Linear in the text for any list and any input.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mishen {

// A word standing in a text. Bytes of the text.
struct WordHit {
  std::uint32_t word = 0;  // ordinal of the word, as it was added
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const WordHit&, const WordHit&) = default;
};

// Immutable once made; thread-safe then. Words are compared as they are, but ASCII letters without
// case: whoever adds them has folded them the way texts are folded.
class WordAutomaton {
 public:
  // Each word has at least two code points. The same word may be there more than once: all of its
  // ordinals are reported.
  explicit WordAutomaton(const std::vector<std::string>& words);

  // Calls `take` for every place of every word, in the order of their ends, of one end the longest
  // first. Stops when it returns false.
  void find(std::string_view text, const std::function<bool(const WordHit&)>& take) const;

  [[nodiscard]] std::size_t states() const { return fail_.size(); }

 private:
  // The double array: the child of `state` over the letter `id` is base_[state] + id, if check_
  // says so. State 0 is the root.
  struct Slot {
    std::uint32_t base = 0;
    std::uint32_t parent = kNone;
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::uint32_t kPlanes = 0x10000;
  static constexpr unsigned kPairBits = 18;

  struct Builder;
  [[nodiscard]] std::uint32_t id_of(char32_t c) const {
    return c < kPlanes ? ids_[c] : id_of_rare(c);
  }
  [[nodiscard]] std::uint32_t id_of_rare(char32_t c) const;
  [[nodiscard]] std::uint32_t child(std::uint32_t state, std::uint32_t id) const {
    const std::uint32_t slot = slots_[state].base + id;
    return slot < slots_.size() && slots_[slot].parent == state ? slot : kNone;
  }
  [[nodiscard]] std::uint32_t next(std::uint32_t state, std::uint32_t id) const;
  static std::uint32_t pair_slot(char32_t first, char32_t second) {
    return (first * 0x9E3779B1U ^ second * 0x85EBCA6BU) >> (32 - kPairBits);
  }
  [[nodiscard]] bool may_begin(char32_t first, char32_t second) const {
    const std::uint32_t at = pair_slot(first, second);
    return (pairs_[at / 64] >> (at % 64) & 1U) != 0;
  }
  bool report(std::uint32_t state, std::uint32_t end,
              const std::function<bool(const WordHit&)>& take) const;

  std::vector<std::uint32_t> ids_;  // code point -> letter of the alphabet, 0: in no word
  std::vector<std::pair<char32_t, std::uint32_t>> rare_ids_;  // beyond the basic plane; sorted
  std::array<std::uint64_t, (1U << kPairBits) / 64> pairs_{};
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> fail_;      // by slot: the longest proper ending that is a state
  std::vector<std::uint32_t> output_;    // by slot: itself or the next ending that is a word; kNone
  std::vector<std::uint32_t> words_at_;  // by slot: first of its words in word_list_, kNone: none
  struct Entry {
    std::uint32_t word;
    std::uint32_t bytes;  // of the word
    std::uint32_t next;   // the same word again; kNone
  };
  std::vector<Entry> entries_;
};

}  // namespace mishen
