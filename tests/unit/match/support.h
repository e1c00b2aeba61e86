// Rules and readings made by hand: the text of a reading is given as it is, nothing is folded.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "scanner/match/match.h"

namespace mishen::testing {

inline Rule rule_of(std::vector<std::string> regex, Edges edges = Edges::none,
                    std::vector<ReadingKind> readings = {}) {
  Rule rule;
  rule.pack = "demo";
  rule.id = "r";
  rule.regex = std::move(regex);
  rule.edges = edges;
  rule.readings = std::move(readings);
  return rule;
}

inline CompiledRules compiled(std::vector<Rule> rules) {
  Rulebook book;
  book.packs.push_back({"demo", "1.0.0", {}, "sha256:00", true});
  book.rules = std::move(rules);
  Result<CompiledRules> result = compile(std::move(book));
  if (!result) {
    ADD_FAILURE() << result.error().message.id;
    return *compile(Rulebook{});
  }
  return *std::move(result);
}

inline Reading reading_of(std::string text, ReadingKind kind = ReadingKind::primary) {
  Reading reading;
  reading.kind = kind;
  reading.text = std::move(text);
  return reading;
}

// What was found, as the texts themselves.
inline std::vector<std::string> found(const CompiledRules& rules, const Reading& reading) {
  Matcher matcher(rules);
  std::vector<Candidate> candidates;
  EXPECT_TRUE(matcher.match(reading, 1'000'000, candidates));
  std::vector<std::string> out;
  for (const Candidate& c : candidates) {
    out.push_back(reading.text.substr(c.span.begin, c.span.size()));
  }
  return out;
}

inline std::vector<std::string> found(const Rule& rule, const std::string& text) {
  return found(compiled({rule}), reading_of(text));
}

}  // namespace mishen::testing
