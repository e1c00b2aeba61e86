#include "scanner/rulebook/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanner/rulebook/pattern.h"

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
  EXPECT_THAT(rules->group(ReadingKind::primary), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(rules->group(ReadingKind::ungrouped), ElementsAre(2, 3));
  EXPECT_THAT(rules->group(ReadingKind::reversed), ElementsAre(3));
  EXPECT_TRUE(rules->reads(ReadingKind::reversed));
  EXPECT_FALSE(rules->reads(ReadingKind::line_joined));
  EXPECT_EQ(rules->patterns()[3].rule, 2U);
}

TEST(Compile, SearchesOnceForWhatSeveralRulesLookFor) {
  Rule with_edges = rule_of({"b"});
  with_edges.edges = Edges::digit;
  const Result<CompiledRules> rules =
      compile(book_of({rule_of({"a", "b"}), rule_of({"b", "a"}), with_edges}));
  ASSERT_TRUE(rules.ok());
  ASSERT_EQ(rules->searches().size(), 3U);
  EXPECT_THAT(rules->searches()[0].users, ElementsAre(0, 3));
  EXPECT_THAT(rules->searches()[1].users, ElementsAre(1, 2));
  EXPECT_THAT(rules->searches()[2].users, ElementsAre(4));
  EXPECT_EQ(rules->search_of(rules->patterns()[4]).edges(), Edges::digit);
}

// A set is no larger to RE2 than its ranges tell.
TEST(Compile, SizesOfSets) {
  for (const char* set :
       {".", "[^0-9A-Za-z]", "\\p{Han}", "[\\p{Han}A-Za-z]", "\\PL",
        "[\\p{Lu}\\p{Nd}\\p{So}\\p{Mn}]", "[^\\p{Lu}\\p{Mn}\\pP]", "(?i)\\p{Ll}", "\\W", "[^\\S]",
        "(?i)[a-z]", "[\\x{4E00}-\\x{9FFF}a★]", "(?i)[\\x{100}-\\x{10FFFF}]",
        "[\\x{80}-\\x{10FFFE}]", "(?i)k", "(?i)[a-z0-9._%+-]", "[^★é\\x{1F31F}]"}) {
    const re2::RE2 regex(set, pattern_options());
    ASSERT_TRUE(regex.ok()) << set;
    const std::uint32_t ranges = read_pattern(set)->kids.front().chars.ranges();
    EXPECT_LT(std::max(regex.ProgramSize(), regex.ReverseProgramSize()), 12 * (int(ranges) + 1))
        << set;
  }
}

// Whatever is taken without compiling it compiles.
TEST(Compile, ProofsHold) {
  for (const char* pattern :
       {"\\pL{4}", "(?:\\pL{2}){2}", "\\d{1000}", "[^a]{14}", "(?i)[\\x{100}-\\x{10FFFF}]{14}",
        "[\\pL\\pN\\pS\\pP]", "(?i:[a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,40}\\.){1,4}[a-z]{2,10})",
        "(?:\\p{Han}{10}){10}", "a{900}b{900}", "(?:(?:ab){10}){80}"}) {
    const std::optional<PatternNode> node = read_pattern(pattern);
    ASSERT_TRUE(node) << pattern;
    EXPECT_TRUE(surely_compiles(*node)) << pattern;
    EXPECT_EQ(SearchPattern(pattern, Edges::alnum).fault(), "") << pattern;
  }
  for (const char* pattern : {"(?:\\pL{200}){5}", "\\pL{1000}", "(?:.{100}){100}"}) {
    const std::optional<PatternNode> node = read_pattern(pattern);
    EXPECT_FALSE(node && surely_compiles(*node)) << pattern;
  }
}

TEST(Compile, AllOfIt) {
  EXPECT_TRUE(compile_all(*compile(book_of({rule_of({"a", "\\d{4}"})}))).ok());
}

TEST(Compile, WhatAnotherProcessCompiledIsCompiledHere) {
  Rule edged = rule_of({"b"});
  edged.edges = Edges::digit;
  const CompiledRules rules = *compile(book_of({rule_of({"a"}), edged}));
  EXPECT_EQ(compiled_searches(rules), std::string(2, '\0'));
  EXPECT_TRUE(rules.searches()[0].pattern->plain().ok());
  EXPECT_EQ(compiled_searches(rules), std::string("\1\0", 2));
  EXPECT_TRUE(rules.searches()[0].pattern->anywhere().ok());
  EXPECT_EQ(compiled_searches(rules), std::string("\3\0", 2));
  compile_searches(rules, std::string("\0\7", 2));
  EXPECT_EQ(compiled_searches(rules), "\3\7");
  // Anything may come from a worker.
  const CompiledRules others = *compile(book_of({rule_of({"a"}), edged}));
  compile_searches(others, "");
  compile_searches(others, "\xFF\xF8\xFF\xFF\xFF");
  EXPECT_EQ(compiled_searches(others), std::string("\3\0", 2));
}

TEST(Compile, RefusesWhatDoesNotCompile) {
  EXPECT_EQ(error_of({rule_of({"a("})}), "demo.toml:1 error.rule-pattern");
  // Parses, but its program is larger than a pattern may be.
  EXPECT_EQ(error_of({rule_of({"(?:\\pL{200}){5}"})}), "demo.toml:1 error.rule-pattern");
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
