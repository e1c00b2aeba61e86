#include "scanner/rulebook/word_automaton.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

char32_t without_case(char32_t c) { return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c; }

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

// Eight bytes in the order of a little-endian machine, whatever this one is.
std::uint64_t load(const char* from) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}

// The first six are two code points of three bytes each.
bool are_two_of_three(std::uint64_t bytes) { return (bytes & 0xC0C0F0C0C0F0U) == 0x8080E08080E0U; }

std::uint32_t slot_of_six(std::uint64_t bytes, unsigned bits) {
  return static_cast<std::uint32_t>((bytes & 0xFFFFFFFFFFFFU) * 0x9E3779B97F4A7C15U >> (64 - bits));
}

}  // namespace

// A trie of maps, laid out as a double array once it is complete.
struct WordAutomaton::Builder {
  struct Node {
    std::map<std::uint32_t, std::uint32_t> kids;  // letter -> node
    std::uint32_t entries = kNone;
    std::uint32_t slot = 0;
  };
  WordAutomaton* out;
  std::vector<Node> nodes = std::vector<Node>(1);
  std::size_t first_free = 1;

  void count_letters(const std::vector<std::string>& words) {
    std::map<char32_t, std::uint32_t> times;
    for (const std::string& word : words) {
      for (std::size_t at = 0; at < word.size();) {
        const Letter letter = letter_at(word, at);
        ++times[letter.c];
        at += letter.bytes;
      }
    }
    // Common letters get small numbers: the array is denser.
    std::vector<std::pair<std::uint32_t, char32_t>> order;
    order.reserve(times.size());
    for (const auto& [c, count] : times) order.emplace_back(count, c);
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

  void add(const std::string& word, std::uint32_t ordinal) {
    std::uint32_t node = 0;
    char32_t before = 0;
    std::size_t count = 0;
    for (std::size_t at = 0; at < word.size(); ++count) {
      const Letter letter = letter_at(word, at);
      at += letter.bytes;
      if (count == 1) {
        const std::uint32_t pair = pair_slot(before, letter.c);
        out->pairs_[pair / 64] |= std::uint64_t{1} << (pair % 64);
      }
      before = letter.c;
      const auto [kid, fresh] = nodes[node].kids.try_emplace(
          out->id_of(letter.c), static_cast<std::uint32_t>(nodes.size()));
      node = kid->second;
      if (fresh) nodes.emplace_back();
    }
    if (count < 2) return;
    out->entries_.push_back(
        {ordinal, static_cast<std::uint32_t>(word.size()), nodes[node].entries});
    nodes[node].entries = static_cast<std::uint32_t>(out->entries_.size() - 1);
  }

  void grow_to(std::size_t size) {
    if (out->slots_.size() < size) out->slots_.resize(std::max(size, out->slots_.size() * 3 / 2));
  }

  // Where all of the node's kids find free slots. Parts of the array that are nearly full are given
  // up: searching them again and again would cost far more than the slots are worth.
  std::uint32_t base_for(const Node& node) {
    constexpr std::size_t kPatience = 64;
    std::vector<Slot>& slots = out->slots_;
    const std::uint32_t least = node.kids.begin()->first;
    std::size_t looked = 0;
    for (std::size_t slot = std::max<std::size_t>(first_free, least + 1);; ++slot) {
      if (slot < slots.size() && slots[slot].parent != kNone) continue;
      const std::size_t base = slot - least;
      grow_to(base + node.kids.rbegin()->first + 1);
      if (std::all_of(node.kids.begin(), node.kids.end(),
                      [&](const auto& kid) { return slots[base + kid.first].parent == kNone; })) {
        if (node.kids.size() == 1) first_free = slot + 1;
        return static_cast<std::uint32_t>(base);
      }
      if (++looked == kPatience) first_free = slot;
    }
  }

  // Breadth first, so that a state's fail is laid out before it.
  void lay_out() {
    std::vector<Slot>& slots = out->slots_;
    grow_to(nodes.size() + 1);
    slots[0].parent = 0;
    std::vector<std::uint32_t> order = {0};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> above = {{0, 0}};  // parent slot, letter
    for (std::size_t i = 0; i < order.size(); ++i) {
      Node& node = nodes[order[i]];
      if (node.kids.empty()) continue;
      const std::uint32_t base = base_for(node);
      slots[node.slot].base = base;
      for (const auto& [id, kid] : node.kids) {
        slots[base + id].parent = node.slot;
        nodes[kid].slot = base + id;
        order.push_back(kid);
        above.emplace_back(node.slot, id);
      }
    }
    out->fail_.assign(slots.size(), 0);
    out->output_.assign(slots.size(), kNone);
    out->words_at_.assign(slots.size(), kNone);
    for (std::size_t i = 1; i < order.size(); ++i) {
      const Node& node = nodes[order[i]];
      const auto [parent, id] = above[i];
      const std::uint32_t fail = parent == 0 ? 0 : out->next(out->fail_[parent], id);
      out->fail_[node.slot] = fail;
      out->words_at_[node.slot] = node.entries;
      out->output_[node.slot] = node.entries != kNone ? node.slot : out->output_[fail];
    }
  }
};

WordAutomaton::WordAutomaton(const std::vector<std::string>& words) {
  Builder builder{this};
  builder.count_letters(words);
  for (std::uint32_t i = 0; i < words.size(); ++i) builder.add(words[i], i);
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

std::uint32_t WordAutomaton::pair_slot(char32_t first, char32_t second) {
  if (first < 0x800 || first >= kPlanes || second < 0x800 || second >= kPlanes) {
    return (first * 0x9E3779B1U ^ second * 0x85EBCA6BU) >> (32 - kPairBits);
  }
  std::string both;
  utf8::append(both, first);
  utf8::append(both, second);
  both.resize(sizeof(std::uint64_t));
  return slot_of_six(load(both.data()), kPairBits);
}

std::size_t WordAutomaton::next_beginning(std::string_view text, std::size_t from) const {
  std::size_t at = from;
  while (at < text.size()) {
    if (at + sizeof(std::uint64_t) <= text.size()) {
      const std::uint64_t bytes = load(text.data() + at);
      if (are_two_of_three(bytes)) {
        if (is_marked(slot_of_six(bytes, kPairBits))) return at;
        at += 3;
        continue;
      }
    }
    const Letter here = letter_at(text, at);
    const std::size_t after = at + here.bytes;
    if (after >= text.size()) break;
    if (is_marked(pair_slot(here.c, letter_at(text, after).c))) return at;
    at = after;
  }
  return std::string_view::npos;
}

void WordAutomaton::find(std::string_view text,
                         const std::function<bool(const WordHit&)>& take) const {
  if (entries_.empty()) return;
  std::size_t at = 0;
  while ((at = next_beginning(text, at)) != std::string_view::npos) {
    // The automaton, until nothing but the last letter read can still be a beginning.
    std::uint32_t state = 0;
    for (std::size_t after = at; after < text.size();) {
      const Letter letter = letter_at(text, after);
      state = next(state, id_of(letter.c));
      const bool first = after == at;
      const std::size_t end = after + letter.bytes;
      if (!report(state, static_cast<std::uint32_t>(end), take)) return;
      if (!first && slots_[state].parent == 0) {
        at = after;
        break;
      }
      after = end;
      if (after >= text.size()) return;
    }
  }
}

}  // namespace mishen
