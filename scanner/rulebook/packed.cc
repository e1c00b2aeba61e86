#include "scanner/rulebook/packed.h"

#include <algorithm>
#include <utility>

#include "scanner/base/wire_archive.h"

namespace mishen {
namespace {

// Fewest bytes an element of a list takes.
constexpr std::size_t kLeastClue = 13;
constexpr std::size_t kLeastExample = 30;
constexpr std::size_t kLeastRule = 60;

constexpr int kSeverities = static_cast<int>(Severity::block) + 1;
constexpr int kEdgeKinds = static_cast<int>(Edges::mask) + 1;
constexpr int kExpectations = static_cast<int>(Expectation::todo_none) + 1;

template <class Archive, class AnyWords>
void walk_words(Archive& wire, AnyWords& words) {
  wire.text("words", words.zh_cn);
  wire.text("words", words.en);
}

template <class Archive, class AnyClue>
void walk_clue(Archive& wire, AnyClue& clue) {
  walk_texts(wire, "clue", clue.words);
  wire.number("clue", clue.before);
  wire.number("clue", clue.after);
  wire.number("clue", clue.header);
  wire.number("clue", clue.points);
  wire.number("clue", clue.has_cap);
  wire.choice("clue", clue.cap, kSeverities);
}

template <class Archive, class AnyExample>
void walk_example(Archive& wire, AnyExample& example) {
  wire.text("example", example.text);
  wire.number("example", example.has_span);
  wire.number("example", example.span.begin);
  wire.number("example", example.span.end);
  wire.choice("example", example.expect, kExpectations);
  wire.text("example", example.header);
  wire.number("example", example.table);
  wire.text("example", example.surface);
  bool has_trace = example.trace.has_value();
  TraceKind trace = example.trace.value_or(TraceKind::covered_text);
  wire.number("example", has_trace);
  wire.choice("example", trace, kTraceKindCount);
  if constexpr (!std::is_const_v<AnyExample>) {
    if (has_trace) example.trace = trace;
  }
  wire.text("example", example.why);
  wire.text("example", example.place);
}

// A rule's words, if it looks for words.
template <class Archive, class AnyRule>
void walk_list(Archive& wire, AnyRule& rule) {
  bool has_words = rule.words != nullptr;
  wire.number("rule", has_words);
  if (!has_words) return;
  WordList list;
  if constexpr (std::is_const_v<AnyRule>) list = *rule.words;
  walk_texts(wire, "rule", list.words);
  walk_texts(wire, "rule", list.excluded);
  if constexpr (!std::is_const_v<AnyRule>) {
    rule.words = std::make_shared<const WordList>(std::move(list));
  }
}

template <class Archive, class AnyRule>
void walk_rule(Archive& wire, AnyRule& rule) {
  wire.text("rule", rule.id);
  wire.text("rule", rule.pack);
  walk_words(wire, rule.title);
  walk_words(wire, rule.remedy);
  walk_words(wire, rule.why);
  wire.text("rule", rule.basis);
  wire.choice("rule", rule.external, kSeverities);
  wire.choice("rule", rule.internal, kSeverities);
  walk_texts(wire, "rule", rule.regex);
  walk_texts(wire, "rule", rule.regex_places);
  walk_list(wire, rule);
  wire.list("rule", rule.traces, 1, [&](auto& one) { wire.choice("rule", one, kTraceKindCount); });
  wire.number("rule", rule.each);
  walk_texts(wire, "rule", rule.together);
  walk_texts(wire, "rule", rule.together_places);
  wire.number("rule", rule.joinable);
  wire.choice("rule", rule.edges, kEdgeKinds);
  wire.list("rule", rule.pattern_edges, 1,
            [&](auto& one) { wire.choice("rule", one, kEdgeKinds); });
  walk_texts(wire, "rule", rule.validators);
  wire.list("rule", rule.clues, kLeastClue, [&](auto& clue) { walk_clue(wire, clue); });
  wire.list("rule", rule.readings, 1,
            [&](auto& one) { wire.choice("rule", one, kReadingKindCount); });
  wire.number("rule", rule.points);
  wire.number("rule", rule.mask.keep_first);
  wire.number("rule", rule.mask.keep_last);
  wire.number("rule", rule.mask.open);
  wire.list("rule", rule.examples, kLeastExample,
            [&](auto& example) { walk_example(wire, example); });
  wire.text("rule", rule.place);
}

template <class Archive, class AnyPack>
void walk_pack(Archive& wire, AnyPack& pack) {
  wire.text("pack", pack.id);
  wire.text("pack", pack.version);
  walk_words(wire, pack.title);
  wire.text("pack", pack.digest);
  wire.number("pack", pack.by_default);
}

bool knows_validators(const Rule& rule, std::span<const std::string_view> known) {
  return std::all_of(rule.validators.begin(), rule.validators.end(), [&](const auto& name) {
    return std::find(known.begin(), known.end(), name) != known.end();
  });
}

// Places are "file:line"; the folder goes before them.
void place_in(const std::string& folder, Rule& rule) {
  const std::string before = folder + "/";
  rule.place.insert(0, before);
  for (std::string& place : rule.regex_places) place.insert(0, before);
  for (std::string& place : rule.together_places) place.insert(0, before);
  for (Example& example : rule.examples) example.place.insert(0, before);
}

}  // namespace

std::string write_packed(const Rulebook& pack) {
  WireWriter wire;
  walk_pack(wire, pack.packs.front());
  wire.list("rules", pack.rules, kLeastRule, [&](const Rule& rule) { walk_rule(wire, rule); });
  return wire.take();
}

bool read_packed(std::string_view bytes, const std::string& folder,
                 std::span<const std::string_view> known_validators, Rulebook& book) {
  WireReader wire(bytes);
  book = {};
  walk_pack(wire, book.packs.emplace_back());
  wire.list("rules", book.rules, kLeastRule, [&](Rule& rule) { walk_rule(wire, rule); });
  if (wire.failed() || !wire.at_end()) return false;
  for (Rule& rule : book.rules) {
    if (!knows_validators(rule, known_validators)) return false;
    place_in(folder, rule);
  }
  return true;
}

}  // namespace mishen
