// Thousands of words looked for at once (an organisation's list of code names): an Aho-Corasick
// automaton over code points, which starts where the sieve, in passing, saw that a word may begin.
// Linear in the text for any list and any input.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
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
  explicit WordAutomaton(std::span<const std::string_view> words);

  // Calls `take` for every place of every word, in the order of their ends, of one end the longest
  // first. Stops when it returns false.
  void find(std::string_view text, const std::function<bool(const WordHit&)>& take) const;

  // The same where it is known already at which bytes of `text`, ascending, words may begin: all at
  // which one does, and any others.
  void find(std::string_view text, std::span<const std::uint32_t> at,
            const std::function<bool(const WordHit&)>& take) const;

  [[nodiscard]] std::size_t states() const { return fail_.size(); }

 private:
  // The double array: the child of `state` over the letter `id` is its base + id, if the parent of
  // that slot says so. State 0 is the root.
  struct Slot {
    std::uint32_t base = 0;
    std::uint32_t parent = kNone;
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::uint32_t kPlanes = 0x10000;

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
  // From `at` on, while there can be a word. Returns the next byte at which one may begin; npos
  // where `take` returned false or the text ends.
  std::size_t walk(std::string_view text, std::size_t at,
                   const std::function<bool(const WordHit&)>& take) const;
  bool report(std::uint32_t state, std::uint32_t end,
              const std::function<bool(const WordHit&)>& take) const;

  std::vector<std::uint32_t> ids_;  // code point -> letter of the alphabet, 0: in no word
  std::vector<std::pair<char32_t, std::uint32_t>> rare_ids_;  // beyond the basic plane; sorted
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> fail_;      // by slot: the longest proper ending that is a state
  std::vector<std::uint32_t> output_;    // by slot: itself or the next ending that is a word; kNone
  std::vector<std::uint32_t> words_at_;  // by slot: first of its words in entries_, kNone: none
  struct Entry {
    std::uint32_t word;
    std::uint32_t bytes;  // of the word
    std::uint32_t next;   // the same word again; kNone
  };
  std::vector<Entry> entries_;
};

}  // namespace mishen
