#include "scanner/match/words.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mishen {
namespace {

struct Place {
  std::uint32_t rule;
  std::uint32_t begin;
  std::uint32_t end;
  bool excluded;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// `inside` is the word's outermost byte, `outside` the text's next to it.
bool may_touch(char inside, char outside, Edges edges) {
  if (is_alnum(inside) && is_alnum(outside)) return false;
  if (edges == Edges::digit) return !is_digit(outside);
  return edges == Edges::none || !is_alnum(outside);
}

bool edges_hold(std::string_view text, const WordHit& hit, Edges edges) {
  if (hit.begin > 0 && !may_touch(text[hit.begin], text[hit.begin - 1], edges)) return false;
  return hit.end == text.size() || may_touch(text[hit.end - 1], text[hit.end], edges);
}

// Of one rule's places: none inside an excluded word; of the others the leftmost, of those the
// longest, then on behind it.
void keep_longest(std::vector<Place>& places) {
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tuple(a.rule, a.begin, !a.excluded, b.end) <
           std::tuple(b.rule, b.begin, !b.excluded, a.end);
  });
  std::uint32_t rule = UINT32_MAX;
  std::uint32_t behind = 0;       // where the last word kept ends
  std::uint32_t excluded_to = 0;  // the farthest end of an excluded word begun so far
  std::vector<Place> kept;
  for (const Place& place : places) {
    if (place.rule != rule) behind = excluded_to = 0;
    rule = place.rule;
    if (place.excluded) {
      excluded_to = std::max(excluded_to, place.end);
    } else if (place.begin >= behind && place.end > excluded_to) {
      kept.push_back(place);
      behind = place.end;
    }
  }
  places = std::move(kept);
}

}  // namespace

bool find_words(const CompiledRules& rules, const Reading& reading, std::size_t budget,
                std::vector<Candidate>& out, const std::vector<std::uint32_t>* beginnings) {
  const CompiledWords* words = rules.words();
  if (words == nullptr || !words->reads(reading.kind)) return true;
  if (beginnings != nullptr && beginnings->empty()) return true;
  const std::string_view text = reading.text;
  std::vector<Place> places;
  // Of one place there may be a word of each rule, and the words within it.
  const std::size_t most = budget < SIZE_MAX / 8 ? 8 * budget + 64 : budget;
  bool all = true;
  const auto take = [&](const WordHit& hit) {
    const CompiledWord& word = words->word(hit.word);
    const Rule& rule = rules.rule(word.rule);
    if (!words->reads(word.rule, reading.kind) || !edges_hold(text, hit, rule.edges)) return true;
    places.push_back({word.rule, hit.begin, hit.end, word.excluded});
    all = places.size() < most;
    return all;
  };
  if (beginnings != nullptr) {
    words->automaton().find(text, *beginnings, take);
  } else {
    words->automaton().find(text, take);
  }
  if (places.empty()) return all;
  keep_longest(places);
  if (places.size() > budget) {
    places.resize(budget);
    all = false;
  }
  const std::size_t first = out.size();
  for (const Place& place : places) {
    out.push_back({place.rule, kNoPattern, {place.begin, place.end}});
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
            [](const Candidate& a, const Candidate& b) {
              return std::tuple(a.span.begin, a.span.end, a.rule) <
                     std::tuple(b.span.begin, b.span.end, b.rule);
            });
  return all;
}

}  // namespace mishen
