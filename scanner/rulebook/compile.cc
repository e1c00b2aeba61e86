#include "scanner/rulebook/compile.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "scanner/base/digest.h"
#include "scanner/rulebook/need.h"
#include "scanner/rulebook/pattern.h"

namespace mishen {
namespace {

Error pattern_error(const std::string& place, std::string id, std::string cause) {
  return {ErrorKind::rule, place, {std::move(id), {{"cause", std::move(cause)}}}};
}

// What may stand beside a hit. A line feed is no digit and no letter, so it may.
std::string beside(Edges edges) { return edges == Edges::digit ? "[^0-9]" : "[^0-9A-Za-z]"; }

// The pattern with its edges, for places behind the text's start. \z: the text's end, whatever
// flags the pattern sets.
std::string with_edges(const std::string& pattern, Edges edges) {
  return beside(edges) + "(?:" + pattern + ")(?:\\z|" + beside(edges) + ")";
}

// The same for the set, which must know of every hit, also at the text's start.
std::string for_set(const std::string& pattern, Edges edges) {
  if (edges == Edges::none) return pattern;
  return "(?:\\A|" + beside(edges) + ")(?:" + pattern + ")(?:\\z|" + beside(edges) + ")";
}

Result<std::unique_ptr<const re2::RE2>> compile_one(const std::string& pattern,
                                                    const std::string& place) {
  auto regex = std::make_unique<const re2::RE2>(pattern, pattern_options());
  if (!regex->ok()) return pattern_error(place, "error.rule-pattern", regex->error());
  return regex;
}

std::string place_of_pattern(const Rule& rule, std::size_t index) {
  return index < rule.regex_places.size() ? rule.regex_places[index] : rule.place;
}

Result<CompiledPattern> compile_pattern(const Rule& rule, std::uint32_t rule_index,
                                        std::size_t index) {
  const std::string place = place_of_pattern(rule, index);
  CompiledPattern compiled;
  compiled.rule = rule_index;
  auto regex = compile_one(rule.regex[index], place);
  if (!regex) return regex.error();
  if (matches_empty(**regex))
    return Error{ErrorKind::rule, place, {"error.rule-pattern-empty", {}}};
  compiled.regex = std::move(*regex);
  if (rule.edges != Edges::none) {
    auto edged = compile_one(with_edges(rule.regex[index], rule.edges), place);
    if (!edged) return edged.error();
    compiled.edged = std::move(*edged);
  }
  return compiled;
}

bool reads_kind(const Rule& rule, ReadingKind kind) {
  return kind == ReadingKind::primary ||
         std::find(rule.readings.begin(), rule.readings.end(), kind) != rule.readings.end();
}

// The set over the group's patterns, in their order.
Status make_set(const std::vector<CompiledPattern>& patterns, const Rulebook& book,
                PatternGroup& group) {
  re2::RE2::Options options = pattern_options();
  options.set_max_mem(kSetMemoryBytes);
  auto set = std::make_shared<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
  for (const std::uint32_t index : group.patterns) {
    const CompiledPattern& pattern = patterns[index];
    const std::string regex = for_set(pattern.regex->pattern(), book.rules[pattern.rule].edges);
    std::string cause;
    if (set->Add(regex, &cause) < 0) {
      return pattern_error("", "error.rule-pattern", std::move(cause));
    }
  }
  if (!set->Compile()) {
    return Error{ErrorKind::rule,
                 "",
                 {"error.rule-set-too-large",
                  {{"patterns", std::to_string(group.patterns.size())},
                   {"mebibytes", std::to_string(kSetMemoryBytes >> 20)}}}};
  }
  group.set = std::move(set);
  return Done{};
}

// What each of the group's patterns needs; one that is not understood keeps the gate open.
std::shared_ptr<const Gate> make_gate(const std::vector<CompiledPattern>& patterns,
                                      const PatternGroup& group) {
  auto gate = std::make_shared<Gate>();
  for (const std::uint32_t index : group.patterns) {
    const std::optional<PatternNode> node = read_pattern(patterns[index].regex->pattern());
    gate->admit(node ? facts_of(*node).need : Need{});
  }
  return gate;
}

std::string digest_of(const std::vector<Pack>& packs) {
  std::string all;
  for (const Pack& pack : packs) all += pack.id + " " + pack.version + " " + pack.digest + "\n";
  return "sha256:" + sha256_hex(all);
}

}  // namespace

re2::RE2::Options pattern_options() {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingUTF8);
  options.set_log_errors(false);
  options.set_longest_match(true);
  options.set_max_mem(kPatternMemoryBytes);
  return options;
}

bool matches_empty(const re2::RE2& regex) {
  // What can stand on either side: nothing, a line end, a word character, anything else.
  constexpr std::array<std::string_view, 4> kSides = {"", "\n", "a", " "};
  for (const std::string_view before : kSides) {
    for (const std::string_view after : kSides) {
      const std::string text = std::string(before) + std::string(after);
      if (regex.Match(text, before.size(), before.size(), re2::RE2::ANCHOR_BOTH, nullptr, 0)) {
        return true;
      }
    }
  }
  return false;
}

Result<CompiledRules> compile(Rulebook book) {
  CompiledRules rules;
  for (std::uint32_t i = 0; i < book.rules.size(); ++i) {
    for (std::size_t j = 0; j < book.rules[i].regex.size(); ++j) {
      Result<CompiledPattern> pattern = compile_pattern(book.rules[i], i, j);
      if (!pattern) return pattern.error();
      rules.patterns_.push_back(std::move(*pattern));
    }
  }
  for (int k = 0; k < kReadingKindCount; ++k) {
    PatternGroup& group = rules.groups_[static_cast<std::size_t>(k)];
    for (std::uint32_t i = 0; i < rules.patterns_.size(); ++i) {
      if (reads_kind(book.rules[rules.patterns_[i].rule], static_cast<ReadingKind>(k))) {
        group.patterns.push_back(i);
      }
    }
    // Kinds that the same rules look at share a set, and with it a warm automaton.
    for (int earlier = 0; earlier < k && !group.set; ++earlier) {
      const PatternGroup& other = rules.groups_[static_cast<std::size_t>(earlier)];
      if (other.patterns != group.patterns) continue;
      group.set = other.set;
      group.gate = other.gate;
    }
    if (group.set || group.patterns.empty()) continue;
    if (const Status made = make_set(rules.patterns_, book, group); !made) return made.error();
    group.gate = make_gate(rules.patterns_, group);
  }
  rules.digest_ = digest_of(book.packs);
  rules.book_ = std::move(book);
  return rules;
}

}  // namespace mishen
