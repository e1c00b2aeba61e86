// Thousands of words looked for at once (an organisation's list of code names): an Aho-Corasick
// automaton over code points, behind a filter that passes over nearly all of a text for the price
// of a table look-up a character. Linear in the text for any list and any input.
#pragma once

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

  // Where, at or behind byte `from`, the next two code points begin some word; npos: nowhere. A few
  // places it names are none: the filter is a hash. A text without any is done with here.
  [[nodiscard]] std::size_t next_beginning(std::string_view text, std::size_t from) const;

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
  // A hundredth of the marks is set by 10,000 words; all of them stay in a core's own cache.
  static constexpr unsigned kPairBits = 20;

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
  static std::uint32_t pair_slot(char32_t first, char32_t second);
  [[nodiscard]] bool is_marked(std::uint32_t slot) const {
    return (pairs_[slot / 64] >> (slot % 64) & 1U) != 0;
  }
  bool report(std::uint32_t state, std::uint32_t end,
              const std::function<bool(const WordHit&)>& take) const;

  std::vector<std::uint32_t> ids_;  // code point -> letter of the alphabet, 0: in no word
  std::vector<std::pair<char32_t, std::uint32_t>> rare_ids_;  // beyond the basic plane; sorted
  std::vector<std::uint64_t> pairs_ = std::vector<std::uint64_t>((1U << kPairBits) / 64);
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
