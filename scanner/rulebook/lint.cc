#include "scanner/rulebook/lint.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/rulebook/compile.h"
#include "scanner/rulebook/need.h"
#include "scanner/rulebook/pattern.h"

namespace mishen {
namespace {

// No text that was normalised holds any of these.
bool never_there(const Chars& chars) {
  if (chars.wide() || chars.members().empty()) return false;
  return std::all_of(chars.members().begin(), chars.members().end(), [](char32_t c) {
    std::string text;
    utf8::append(text, c);
    return fold(text) != text;
  });
}

bool is_dead(const PatternNode& node) {
  const auto dead = [](const PatternNode& kid) { return is_dead(kid); };
  switch (node.kind) {
    case PatternNode::Kind::chars:
      return never_there(node.chars);
    case PatternNode::Kind::sequence:
      return std::any_of(node.kids.begin(), node.kids.end(), dead);
    case PatternNode::Kind::choice:
      return !node.kids.empty() && std::all_of(node.kids.begin(), node.kids.end(), dead);
    case PatternNode::Kind::repeat:
      return node.least > 0 && std::any_of(node.kids.begin(), node.kids.end(), dead);
    case PatternNode::Kind::text_start:
    case PatternNode::Kind::text_end:
    case PatternNode::Kind::other_edge:
      return false;
  }
  return false;
}

// All that the rule looks at of its positive examples.
std::vector<std::string> texts_it_must_find(const Rule& rule) {
  std::vector<std::string> texts;
  for (const Example& example : rule.examples) {
    if (is_negative(example.expect) || example.expect == Expectation::todo_match) continue;
    Document document;
    Passage passage;
    passage.text = example.text;
    document.passages.push_back(std::move(passage));
    for (Reading& reading : readings_of(document, 0)) texts.push_back(std::move(reading.text));
  }
  return texts;
}

class Linter {
 public:
  void look_at(const Rule& rule) {
    const std::vector<std::string> texts = texts_it_must_find(rule);
    for (std::size_t i = 0; i < rule.regex.size(); ++i) look_at_pattern(rule, i, texts);
    look_at_words(rule);
  }
  [[nodiscard]] std::vector<Error> take() { return std::move(problems_); }

 private:
  void add(const std::string& place, std::string id, const Rule& rule, std::string what = {}) {
    problems_.push_back({ErrorKind::rule,
                         place,
                         {std::move(id), {{"rule", rule.full_id()}, {"what", std::move(what)}}}});
  }

  void look_at_pattern(const Rule& rule, std::size_t index, const std::vector<std::string>& texts) {
    const std::string& pattern = rule.regex[index];
    const std::string& place =
        index < rule.regex_places.size() ? rule.regex_places[index] : rule.place;
    const std::optional<PatternNode> node = read_pattern(pattern);
    if (node && is_dead(*node)) return add(place, "error.rule-lint-dead", rule);
    if (!node || facts_of(*node).claims.empty()) add(place, "error.rule-lint-slow", rule);
    const re2::RE2 regex(pattern, pattern_options());
    const bool proven = regex.ok() && std::any_of(texts.begin(), texts.end(), [&](const auto& t) {
                          return re2::RE2::PartialMatch(t, regex);
                        });
    if (!proven) add(place, "error.rule-lint-unproven", rule);
    // Two rules may share a pattern when what they ask of it differs.
    std::string key = pattern + '\n' + std::to_string(static_cast<int>(rule.edges_of(index)));
    for (const std::string& validator : rule.validators) key += '\n' + validator;
    const auto [first, is_new] = seen_.emplace(std::move(key), place);
    if (!is_new) add(place, "error.rule-lint-twice", rule, first->second);
  }

  void look_at_words(const Rule& rule) {
    std::set<std::string> raising;
    for (const ContextClue& clue : rule.clues) {
      if (clue.points > 0) raising.insert(clue.words.begin(), clue.words.end());
    }
    for (const ContextClue& clue : rule.clues) {
      if (clue.points > 0) continue;
      for (const std::string& word : clue.words) {
        if (raising.contains(word)) add(rule.place, "error.rule-lint-both-ways", rule, word);
      }
    }
  }

  std::vector<Error> problems_;
  std::map<std::string, std::string> seen_;  // pattern and what is asked of it -> place
};

}  // namespace

std::vector<Error> lint(const Rulebook& book) {
  Linter linter;
  for (const Rule& rule : book.rules) linter.look_at(rule);
  return linter.take();
}

}  // namespace mishen
