#include "scanner/rulebook/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mishen {
namespace {

using ::testing::ElementsAre;

Rule rule_of(std::vector<std::string> regex, std::vector<ReadingKind> readings = {}) {
  Rule rule;
  rule.pack = "demo";
  rule.id = "r";
  rule.regex = std::move(regex);
  rule.readings = std::move(readings);
  rule.place = "demo.toml:1";
  return rule;
}

Rulebook book_of(std::vector<Rule> rules) {
  Rulebook book;
  book.packs.push_back({"demo", "1.0.0", {}, "sha256:00", true});
  book.rules = std::move(rules);
  return book;
}

std::string error_of(std::vector<Rule> rules) {
  const Result<CompiledRules> rules_or = compile(book_of(std::move(rules)));
  return rules_or.ok() ? "" : rules_or.error().place + " " + rules_or.error().message.id;
}

// A pack that is only about traces has nothing to search for, and that is no fault.
TEST(Compile, RulesWithoutPatterns) {
  Rule traces = rule_of({});
  traces.traces = {TraceKind::comment};
  const Result<CompiledRules> rules = compile(book_of({traces}));
  ASSERT_TRUE(rules.ok());
  EXPECT_TRUE(rules->patterns().empty());
  EXPECT_FALSE(rules->reads(ReadingKind::primary));
}

TEST(Compile, GroupsPatternsByReading) {
  const Result<CompiledRules> rules =
      compile(book_of({rule_of({"a", "b"}), rule_of({"c"}, {ReadingKind::ungrouped}),
                       rule_of({"d"}, {ReadingKind::ungrouped, ReadingKind::reversed})}));
  ASSERT_TRUE(rules.ok());
  EXPECT_EQ(rules->patterns().size(), 4U);
  EXPECT_THAT(rules->group(ReadingKind::primary).patterns, ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(rules->group(ReadingKind::ungrouped).patterns, ElementsAre(2, 3));
  EXPECT_THAT(rules->group(ReadingKind::reversed).patterns, ElementsAre(3));
  EXPECT_TRUE(rules->reads(ReadingKind::reversed));
  EXPECT_FALSE(rules->reads(ReadingKind::line_joined));
  EXPECT_EQ(rules->patterns()[3].rule, 2U);
  // Each kind has a gate for its own patterns.
  EXPECT_TRUE(rules->group(ReadingKind::primary).gate->open("a"));
  EXPECT_FALSE(rules->group(ReadingKind::ungrouped).gate->open("a"));
  EXPECT_TRUE(rules->group(ReadingKind::ungrouped).gate->open("c"));
  EXPECT_EQ(rules->group(ReadingKind::line_joined).gate, nullptr);
}

TEST(Compile, RefusesWhatDoesNotCompile) {
  EXPECT_EQ(error_of({rule_of({"a("})}), "demo.toml:1 error.rule-pattern");
  // Parses, but its program is larger than a pattern may be.
  EXPECT_EQ(error_of({rule_of({"(?:\\pL{200}){5}"})}), "demo.toml:1 error.rule-pattern");
}

TEST(Compile, RefusesASetThatDoesNotFit) {
  std::vector<std::string> patterns;
  for (char c = 'a'; c < 'm'; ++c) patterns.push_back(c + std::string("\\pL{100}"));
  EXPECT_EQ(error_of({rule_of(std::move(patterns))}), " error.rule-set-too-large");
}

TEST(Compile, RefusesPatternsThatMatchNothing) {
  for (const char* pattern : {"a*", "", "a|", "^", "$", "(?m)^", "(?m)$", "\\b", "\\B", "(?:a?){3}",
                              "\\A\\z", "(?m)^$", "(?m)$^", "\\bx?"}) {
    EXPECT_EQ(error_of({rule_of({"z", pattern})}), "demo.toml:1 error.rule-pattern-empty")
        << pattern;
  }
  for (const char* pattern : {"a", "^a", "\\ba\\b", "(?m)^\\n", "(?s)."}) {
    EXPECT_EQ(error_of({rule_of({pattern})}), "") << pattern;
  }
}

TEST(Compile, DigestFollowsThePacks) {
  Rulebook book = book_of({rule_of({"a"})});
  const std::string first = compile(book)->digest();
  book.packs[0].digest = "sha256:01";
  const std::string second = compile(book)->digest();
  EXPECT_EQ(first.size(), 7U + 64U);
  EXPECT_NE(first, second);
}

}  // namespace
}  // namespace mishen
