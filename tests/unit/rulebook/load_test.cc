// What a rule says arrives as it was written.
#include "scanner/rulebook/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rulebook/support.h"

namespace mishen {
namespace {

using ::testing::ElementsAre;
using testing::kPack;
using testing::kRule;

Rulebook load(const std::string& text) {
  const std::vector<RuleFile> files = {{"demo.toml", text}};
  Result<Rulebook> book = parse_pack(files, testing::kValidators);
  EXPECT_TRUE(book.ok()) << (book.ok() ? "" : book.error().place + book.error().message.id);
  return book.ok() ? *std::move(book) : Rulebook{};
}

TEST(Load, EveryKeyOfARule) {
  const Rulebook book = load(testing::pack_with("edges =", R"(why = { zh-CN = "缘由", en = "Why" }
validate = ["cn-resident-id", "cn-mobile"]
points = 55
readings = ["line-joined", "cell-joined", "line-joined"]
mask = { first = 1, last = 2 }
context.raise = [
  { words = ["案号", "ＣＡＳＥ", "案号"], before = 24, after = 8, header = true },
  { words = ["卷宗"], before = 6, points = 10 },
]
context.lower = { words = ["文号"], after = 12, cap = "notice" }
edges =)"));
  ASSERT_EQ(book.packs.size(), 1U);
  EXPECT_EQ(book.packs[0].id, "demo");
  EXPECT_EQ(book.packs[0].version, "1.0.0");
  EXPECT_EQ(book.packs[0].title.zh_cn, "示范");
  EXPECT_TRUE(book.packs[0].by_default);
  ASSERT_EQ(book.rules.size(), 1U);
  const Rule& rule = book.rules[0];
  EXPECT_EQ(rule.full_id(), "demo/case-number");
  EXPECT_EQ(rule.place, "demo.toml:5");
  EXPECT_EQ(rule.title.en, "Case number");
  EXPECT_EQ(rule.remedy.zh_cn, "删除");
  EXPECT_EQ(rule.why.en, "Why");
  EXPECT_EQ(rule.basis, "示范规定第一条");
  EXPECT_EQ(rule.severity(Profile::external), Severity::block);
  EXPECT_EQ(rule.severity(Profile::internal), Severity::review);
  EXPECT_THAT(rule.regex, ElementsAre("[1-9]\\d{7}"));
  EXPECT_EQ(rule.edges, Edges::digit);
  EXPECT_THAT(rule.validators, ElementsAre("cn-resident-id", "cn-mobile"));
  EXPECT_EQ(rule.points, 55);
  EXPECT_THAT(rule.readings, ElementsAre(ReadingKind::line_joined, ReadingKind::cell_joined));
  EXPECT_EQ(rule.mask, (MaskShape{1, 2, false}));
}

TEST(Load, CluesWithTheirDefaults) {
  const Rulebook book = load(testing::pack_with("edges =", R"(
context.raise = [
  { words = ["案号", "ＣＡＳＥ", "案号"], before = 24, after = 8, header = true },
  { words = ["卷宗"], before = 6, points = 10 },
]
context.lower = { words = ["文号"], after = 12, cap = "notice" }
edges =)"));
  const std::vector<ContextClue>& clues = book.rules.at(0).clues;
  ASSERT_EQ(clues.size(), 3U);
  EXPECT_THAT(clues[0].words, ElementsAre("案号", "CASE"));  // folded, once each
  EXPECT_EQ(clues[0].before, 24U);
  EXPECT_EQ(clues[0].after, 8U);
  EXPECT_TRUE(clues[0].header);
  EXPECT_EQ(clues[0].points, kRaisePoints);
  EXPECT_FALSE(clues[0].has_cap);
  EXPECT_EQ(clues[1].points, 10);
  EXPECT_FALSE(clues[1].header);
  EXPECT_EQ(clues[2].points, kLowerPoints);
  EXPECT_TRUE(clues[2].has_cap);
  EXPECT_EQ(clues[2].cap, Severity::notice);
}

TEST(Load, DefaultsAndOpenMask) {
  const Rule plain = load(std::string(kPack) + std::string(kRule)).rules.at(0);
  EXPECT_EQ(plain.points, kPatternPoints);
  EXPECT_EQ(plain.mask, MaskShape{});
  EXPECT_TRUE(plain.readings.empty());
  EXPECT_TRUE(plain.why.en.empty());
  EXPECT_EQ(load(testing::pack_with("edges = \"digit\"\n", "")).rules.at(0).edges, Edges::none);
  EXPECT_TRUE(
      load(testing::pack_with("edges =", "mask = \"open\"\nedges =")).rules.at(0).mask.open);
}

TEST(Load, Examples) {
  const Rule rule = load(testing::pack_with("expect = \"likely\"", R"(expect = "likely"
header = "案号"
surface = "footer"
why = "digits beside Chinese text")"))
                        .rules.at(0);
  ASSERT_EQ(rule.examples.size(), 2U);
  const Example& positive = rule.examples[0];
  EXPECT_EQ(positive.text, "案号12345678");
  EXPECT_TRUE(positive.has_span);
  EXPECT_EQ(positive.span, (SourceSpan{6, 14}));
  EXPECT_EQ(positive.expect, Expectation::likely);
  EXPECT_EQ(positive.header, "案号");
  EXPECT_EQ(positive.surface, "footer");
  EXPECT_EQ(positive.why, "digits beside Chinese text");
  EXPECT_EQ(positive.place, "demo.toml:13");
  EXPECT_FALSE(rule.examples[1].has_span);
  EXPECT_EQ(rule.examples[1].expect, Expectation::none);
}

TEST(Load, FilesOfAPackInTheOrderOfTheirNames) {
  const std::string second = testing::with(kRule, "case-number", "file-number");
  const std::vector<RuleFile> files = {{"x/b.toml", second},
                                       {"x/a.toml", std::string(kPack) + std::string(kRule)}};
  const Result<Rulebook> book = parse_pack(files, {});
  ASSERT_TRUE(book.ok());
  ASSERT_EQ(book->rules.size(), 2U);
  EXPECT_EQ(book->rules[0].id, "case-number");
  EXPECT_EQ(book->rules[1].full_id(), "demo/file-number");
  EXPECT_EQ(book->rules[1].place, "x/b.toml:1");
}

TEST(Load, DigestKnowsFilesAndNotWhereTheyLie) {
  const std::string text = std::string(kPack) + std::string(kRule);
  const auto digest = [](const std::string& path, const std::string& toml) {
    const std::vector<RuleFile> files = {{path, toml}};
    const Result<Rulebook> book = parse_pack(files, {});
    return book.ok() ? book->packs[0].digest : "";
  };
  EXPECT_EQ(digest("a/x.toml", text).size(), 7U + 64U);
  EXPECT_EQ(digest("a/x.toml", text), digest("b/c/x.toml", text));
  EXPECT_NE(digest("a/x.toml", text), digest("a/y.toml", text));
  EXPECT_NE(digest("a/x.toml", text), digest("a/x.toml", text + "\n"));
}

TEST(Load, WordsComeFromATextFileOfThePack) {
  std::string text = testing::pack_with("edges = \"digit\"\n", "");
  const std::size_t at = text.find("regex");
  text.replace(at, text.find('\n', at) - at, "word_list = \"names.txt\"\nexclude = [\"青龙山\"]");
  const std::vector<RuleFile> files = {
      {"demo.toml", text},
      {"names.txt", "# 代号\n青龙\n\n  白虎 行动 \r\n青龙\nＦａｌｃｏｎ # old\nC#\n"}};
  const Result<Rulebook> book = parse_pack(files, testing::kValidators);
  ASSERT_TRUE(book.ok()) << book.error().place << book.error().message.id;
  const Rule& rule = book->rules[0];
  ASSERT_NE(rule.words, nullptr);
  EXPECT_THAT(rule.words->words, ElementsAre("青龙", "白虎 行动", "Falcon", "C#"));
  EXPECT_THAT(rule.words->excluded, ElementsAre("青龙山"));
}

TEST(Load, WhatIsWrongWithAWordListIsTold) {
  std::string text = testing::pack_with("edges = \"digit\"\n", "");
  const std::size_t at = text.find("regex");
  text.replace(at, text.find('\n', at) - at, "word_list = \"names.txt\"");
  const auto first = [&](std::vector<RuleFile> files) {
    files.insert(files.begin(), {"demo.toml", text});
    const Result<Rulebook> book = parse_pack(files, testing::kValidators);
    return book.ok() ? std::string() : book.error().place + " " + book.error().message.id;
  };
  EXPECT_EQ(first({}), "demo.toml:11 error.rule-word-list-missing");
  EXPECT_EQ(first({{"names.txt", "# nothing\n"}}), "names.txt error.rule-word-list-empty");
  EXPECT_EQ(first({{"names.txt", "青龙\n龙\n"}}), "names.txt:2 error.rule-word-too-short");
  EXPECT_EQ(first({{"names.txt", "\xFF\xFE"}}), "names.txt error.rule-not-utf8");
}

}  // namespace
}  // namespace mishen
