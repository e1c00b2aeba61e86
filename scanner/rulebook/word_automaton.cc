#include "scanner/rulebook/word_automaton.h"

#include <algorithm>
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

void WordAutomaton::find(std::string_view text,
                         const std::function<bool(const WordHit&)>& take) const {
  if (entries_.empty() || text.empty()) return;
  Letter here = letter_at(text, 0);
  for (std::size_t at = 0;;) {
    // No word is begun: go on to where the next two letters may begin one.
    std::size_t after = at + here.bytes;
    if (after >= text.size()) return;
    Letter behind = letter_at(text, after);
    if (!may_begin(here.c, behind.c)) {
      at = after;
      here = behind;
      continue;
    }
    // A word may be: the automaton, until nothing but the last letter can still be a beginning.
    std::uint32_t state = next(0, id_of(here.c));
    for (;;) {
      at = after;
      here = behind;
      state = next(state, id_of(here.c));
      after = at + here.bytes;
      if (!report(state, static_cast<std::uint32_t>(after), take)) return;
      if (state == 0 || slots_[state].parent == 0) break;
      if (after >= text.size()) return;
      behind = letter_at(text, after);
    }
  }
}

}  // namespace mishen
