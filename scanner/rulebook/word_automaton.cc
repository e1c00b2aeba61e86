#include "scanner/rulebook/word_automaton.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>

#include "scanner/base/ascii.h"
#include "scanner/base/utf8.h"

namespace mishen {
namespace {

// One code point of `text` at `at`, without case; most texts are Han, three bytes each.
struct Letter {
  char32_t c;
  std::uint32_t bytes;
};

Letter letter_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {without_case(lead), 1};
  if ((lead & 0xF0U) == 0xE0U && at + 2 < text.size()) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    const char32_t c = (lead & 0x0FU) << 12U | (second & 0x3FU) << 6U | (third & 0x3FU);
    if ((second & 0xC0U) == 0x80U && (third & 0xC0U) == 0x80U && c >= 0x800) return {c, 3};
  }
  const utf8::Decoded found = utf8::decode(text, at);
  return {found.code_point, static_cast<std::uint32_t>(found.bytes)};
}

}  // namespace

// The trie of the words in order, which needs no nodes: a state is a range of words that begin
// alike, laid out as a double array from the root on.
struct WordAutomaton::Builder {
  struct Word {
    std::uint64_t beginning = 0;  // its first two letters, which mostly put it in its place
    std::uint32_t first = 0;      // of its letters
    std::uint32_t size = 0;       // letters
    std::uint32_t bytes = 0;
    std::uint32_t ordinal = 0;
  };
  struct State {
    std::uint32_t begin = 0;  // of `words`
    std::uint32_t end = 0;
    std::uint32_t depth = 0;  // letters they share
    std::uint32_t slot = 0;
    std::uint32_t parent = 0;  // slot
    std::uint32_t letter = 0;
  };
  WordAutomaton* out;
  std::vector<std::uint32_t> letters = {};  // of all words, one after the other
  std::vector<Word> words = {};
  std::vector<State> kids = {};               // of the state being laid out
  std::vector<std::uint32_t> free_from = {};  // by slot: itself, or one nearer to the next free
  std::size_t behind = 1;                     // all that is taken
  std::size_t not_tried = 1;                  // slots before it are left to only children

  void count_letters(std::span<const std::string_view> all) {
    std::vector<std::uint32_t> times(kPlanes);
    std::map<char32_t, std::uint32_t> rare_times;
    std::size_t count_of_all = 0;
    for (const std::string_view word : all) {
      for (std::size_t at = 0; at < word.size();) {
        const Letter letter = letter_at(word, at);
        ++(letter.c < kPlanes ? times[letter.c] : rare_times[letter.c]);
        ++count_of_all;
        at += letter.bytes;
      }
    }
    letters.reserve(count_of_all);
    // Common letters get small numbers: the array is denser.
    std::vector<std::pair<std::uint32_t, char32_t>> order;
    for (char32_t c = 0; c < kPlanes; ++c) {
      if (times[c] != 0) order.emplace_back(times[c], c);
    }
    for (const auto& [c, count] : rare_times) order.emplace_back(count, c);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    out->ids_.assign(kPlanes, 0);
    std::uint32_t id = 0;
    for (const auto& [count, c] : order) {
      ++id;
      if (c < kPlanes) {
        out->ids_[c] = id;
      } else {
        out->rare_ids_.emplace_back(c, id);
      }
    }
    std::sort(out->rare_ids_.begin(), out->rare_ids_.end());
  }

  void add(std::string_view text, std::uint32_t ordinal) {
    Word word{0, static_cast<std::uint32_t>(letters.size()), 0,
              static_cast<std::uint32_t>(text.size()), ordinal};
    for (std::size_t at = 0; at < text.size(); ++word.size) {
      const Letter letter = letter_at(text, at);
      at += letter.bytes;
      letters.push_back(out->id_of(letter.c));
    }
    if (word.size < 2) return;
    word.beginning = std::uint64_t{letters[word.first]} << 32U | letters[word.first + 1];
    words.push_back(word);
  }

  [[nodiscard]] std::uint32_t letter_of(const Word& word, std::uint32_t depth) const {
    return letters[word.first + depth];
  }

  // And their letters with them: they are read in this order again and again.
  void sort_words() {
    std::sort(words.begin(), words.end(), [&](const Word& a, const Word& b) {
      if (a.beginning != b.beginning) return a.beginning < b.beginning;
      const std::uint32_t* const x = letters.data() + a.first;
      const std::uint32_t* const y = letters.data() + b.first;
      const auto [i, j] = std::mismatch(x, x + a.size, y, y + b.size);
      if (i != x + a.size && j != y + b.size) return *i < *j;
      return a.size != b.size ? a.size < b.size : a.ordinal < b.ordinal;
    });
    std::vector<std::uint32_t> sorted;
    sorted.reserve(letters.size());
    for (Word& word : words) {
      const auto from = letters.begin() + word.first;
      word.first = static_cast<std::uint32_t>(sorted.size());
      sorted.insert(sorted.end(), from, from + word.size);
    }
    letters = std::move(sorted);
  }

  // Takes the words that end in this state; sorted, they stand before those that go on.
  std::uint32_t entries_of(State& state) {
    std::uint32_t entries = kNone;
    for (; state.begin < state.end && words[state.begin].size == state.depth; ++state.begin) {
      const Word& word = words[state.begin];
      out->entries_.push_back({word.ordinal, word.bytes, entries});
      entries = static_cast<std::uint32_t>(out->entries_.size() - 1);
    }
    return entries;
  }

  void find_kids(const State& state) {
    kids.clear();
    for (std::uint32_t at = state.begin; at < state.end; ++at) {
      const std::uint32_t letter = letter_of(words[at], state.depth);
      if (kids.empty() || kids.back().letter != letter) {
        kids.push_back({at, at, state.depth + 1, 0, state.slot, letter});
      }
      kids.back().end = at + 1;
    }
  }

  void grow_to(std::size_t size) {
    if (out->slots_.size() < size) resize(std::max(size, out->slots_.size() * 3 / 2));
    for (auto slot = static_cast<std::uint32_t>(free_from.size()); slot <= size; ++slot) {
      free_from.push_back(slot);
    }
  }
  void resize(std::size_t size) const {
    out->slots_.resize(size);
    out->fail_.resize(size, 0);
    out->output_.resize(size, kNone);
    out->words_at_.resize(size, kNone);
  }

  void take(std::uint32_t slot, std::uint32_t parent) {
    out->slots_[slot].parent = parent;
    free_from[slot] = slot + 1;
    behind = std::max<std::size_t>(behind, slot + 1);
  }

  // The first free slot at or behind `slot`; runs of taken ones are stepped over.
  std::size_t next_free(std::size_t slot) {
    if (slot >= behind) return slot;
    std::size_t found = slot;
    while (found < behind && free_from[found] != found) found = free_from[found];
    while (slot < found) {
      const std::size_t next = free_from[slot];
      free_from[slot] = static_cast<std::uint32_t>(found);
      slot = next;
    }
    return found;
  }

  [[nodiscard]] bool fit(std::size_t base) const {
    return std::all_of(kids.begin(), kids.end(), [&](const State& kid) {
      return base + kid.letter >= behind || out->slots_[base + kid.letter].parent == kNone;
    });
  }

  // Where all kids find free slots. An only child takes the first; for several a few
  // places are tried, once each, and then they go behind all that is taken: to search a nearly full
  // array again and again would cost far more than the slots are worth.
  std::uint32_t base_of_kids() {
    constexpr int kPatience = 64;
    const std::uint32_t least = kids.front().letter;
    const bool only = kids.size() == 1;
    std::size_t slot = next_free(std::max<std::size_t>(only ? 1 : not_tried, least + 1));
    for (int tried = 0; slot < behind && !fit(slot - least); ++tried) {
      if (tried == kPatience) {
        not_tried = slot;
        slot = std::max<std::size_t>(behind, least + 1);
        break;
      }
      slot = next_free(slot + 1);
    }
    const std::size_t base = slot - least;
    grow_to(base + kids.back().letter + 1);
    return static_cast<std::uint32_t>(base);
  }

  // The parent and all states less deep stand, their kids too.
  void finish(State& state) {
    const std::uint32_t entries = entries_of(state);
    const std::uint32_t fail =
        state.parent == 0 ? 0 : out->next(out->fail_[state.parent], state.letter);
    out->fail_[state.slot] = fail;
    out->words_at_[state.slot] = entries;
    out->output_[state.slot] = entries != kNone ? state.slot : out->output_[fail];
  }

  // Breadth first, so that a state's fail is laid out before it.
  void lay_out() {
    grow_to(letters.size() + 1);
    take(0, 0);
    std::deque<State> waiting = {{0, static_cast<std::uint32_t>(words.size()), 0, 0, 0, 0}};
    for (; !waiting.empty(); waiting.pop_front()) {
      State& state = waiting.front();
      if (state.depth != 0) finish(state);
      find_kids(state);
      if (kids.empty()) continue;
      const std::uint32_t base = base_of_kids();
      out->slots_[state.slot].base = base;
      for (State& kid : kids) {
        kid.slot = base + kid.letter;
        take(kid.slot, kid.parent);
        waiting.push_back(kid);
      }
    }
    resize(behind);
  }
};

WordAutomaton::WordAutomaton(std::span<const std::string_view> words) {
  Builder builder{this};
  builder.count_letters(words);
  builder.words.reserve(words.size());
  for (std::uint32_t i = 0; i < words.size(); ++i) builder.add(words[i], i);
  builder.sort_words();
  builder.lay_out();
}

std::uint32_t WordAutomaton::id_of_rare(char32_t c) const {
  const auto at = std::lower_bound(rare_ids_.begin(), rare_ids_.end(), std::pair(c, 0U));
  return at != rare_ids_.end() && at->first == c ? at->second : 0;
}

std::uint32_t WordAutomaton::next(std::uint32_t state, std::uint32_t id) const {
  if (id == 0) return 0;
  for (;;) {
    const std::uint32_t to = child(state, id);
    if (to != kNone) return to;
    if (state == 0) return 0;
    state = fail_[state];
  }
}

bool WordAutomaton::report(std::uint32_t state, std::uint32_t end,
                           const std::function<bool(const WordHit&)>& take) const {
  while ((state = output_[state]) != kNone) {
    for (std::uint32_t i = words_at_[state]; i != kNone; i = entries_[i].next) {
      if (!take({entries_[i].word, end - entries_[i].bytes, end})) return false;
    }
    state = fail_[state];
  }
  return true;
}

std::size_t WordAutomaton::walk(std::string_view text, std::size_t at,
                                const std::function<bool(const WordHit&)>& take) const {
  std::uint32_t state = 0;
  for (std::size_t after = at; after < text.size();) {
    const Letter letter = letter_at(text, after);
    state = next(state, id_of(letter.c));
    const std::size_t end = after + letter.bytes;
    if (!report(state, static_cast<std::uint32_t>(end), take)) break;
    // Nothing but the last letter read can still be a beginning.
    if (after != at && slots_[state].parent == 0) return after;
    after = end;
  }
  return std::string_view::npos;
}

void WordAutomaton::find(std::string_view text,
                         const std::function<bool(const WordHit&)>& take) const {
  if (entries_.empty()) return;
  for (std::size_t at = 0; at != std::string_view::npos;) at = walk(text, at, take);
}

void WordAutomaton::find(std::string_view text, std::span<const std::uint32_t> at,
                         const std::function<bool(const WordHit&)>& take) const {
  if (entries_.empty()) return;
  std::size_t next = 0;
  for (const std::uint32_t beginning : at) {
    if (beginning >= next) next = walk(text, beginning, take);
  }
}

}  // namespace mishen
