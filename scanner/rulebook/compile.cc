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

// `facts`: what is known of the pattern's structure, if it is understood.
Result<CompiledPattern> compile_pattern(const Rule& rule, std::uint32_t rule_index,
                                        std::size_t index,
                                        const std::optional<PatternFacts>& facts) {
  const std::string place = place_of_pattern(rule, index);
  CompiledPattern compiled;
  compiled.rule = rule_index;
  auto regex = compile_one(rule.regex[index], place);
  if (!regex) return regex.error();
  const bool never_empty = facts && !facts->nullable;
  if (!never_empty && matches_empty(**regex)) {
    return Error{ErrorKind::rule, place, {"error.rule-pattern-empty", {}}};
  }
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

Result<std::unique_ptr<const re2::RE2::Set>> make_set(const std::vector<CompiledPattern>& patterns,
                                                      const Rulebook& book) {
  re2::RE2::Options options = pattern_options();
  options.set_max_mem(kSetMemoryBytes);
  auto set = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
  for (const CompiledPattern& pattern : patterns) {
    const Rule& rule = book.rules[pattern.rule];
    std::string cause;
    if (set->Add(for_set(pattern.regex->pattern(), rule.edges), &cause) < 0) {
      return pattern_error(rule.place, "error.rule-pattern", std::move(cause));
    }
  }
  if (!set->Compile()) {
    return Error{ErrorKind::rule,
                 "",
                 {"error.rule-set-too-large",
                  {{"patterns", std::to_string(patterns.size())},
                   {"mebibytes", std::to_string(kSetMemoryBytes >> 20)}}}};
  }
  return std::unique_ptr<const re2::RE2::Set>(std::move(set));
}

PatternGroup group_of(const std::vector<CompiledPattern>& patterns, const std::vector<Need>& needs,
                      const Rulebook& book, ReadingKind kind) {
  PatternGroup group;
  auto gate = std::make_shared<Gate>();
  for (std::uint32_t i = 0; i < patterns.size(); ++i) {
    if (!reads_kind(book.rules[patterns[i].rule], kind)) continue;
    group.patterns.push_back(i);
    gate->admit(needs[i]);
  }
  if (!group.patterns.empty()) group.gate = std::move(gate);
  return group;
}

std::optional<PatternFacts> facts_if_understood(const std::string& pattern) {
  const std::optional<PatternNode> node = read_pattern(pattern);
  if (!node) return std::nullopt;
  return facts_of(*node);
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
  std::vector<Need> needs;
  for (std::uint32_t i = 0; i < book.rules.size(); ++i) {
    for (std::size_t j = 0; j < book.rules[i].regex.size(); ++j) {
      std::optional<PatternFacts> facts = facts_if_understood(book.rules[i].regex[j]);
      Result<CompiledPattern> pattern = compile_pattern(book.rules[i], i, j, facts);
      if (!pattern) return pattern.error();
      rules.patterns_.push_back(std::move(*pattern));
      needs.push_back(facts ? std::move(facts->need) : Need{});  // no claim: always searched
    }
  }
  auto set = make_set(rules.patterns_, book);
  if (!set) return set.error();
  rules.set_ = std::move(*set);
  for (int k = 0; k < kReadingKindCount; ++k) {
    rules.groups_[static_cast<std::size_t>(k)] =
        group_of(rules.patterns_, needs, book, static_cast<ReadingKind>(k));
  }
  rules.words_ = CompiledWords::of(book.rules);
  rules.digest_ = digest_of(book.packs);
  rules.book_ = std::move(book);
  return rules;
}

}  // namespace mishen
