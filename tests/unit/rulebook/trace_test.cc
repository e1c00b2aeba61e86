// Rules about traces: what they say, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rulebook/support.h"

namespace mishen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kPack;
using testing::problems_of;
using testing::with;

// Stands behind kPack, so that it starts on line 5 and `trace` stands on line 11.
constexpr std::string_view kTraceRule = R"([[rule]]
id = "notes"
title = { zh-CN = "批注", en = "Notes" }
remedy = { zh-CN = "删除", en = "Remove them" }
basis = "示范规定第一条"
severity = { external = "review", internal = "notice" }
trace = ["comment", "tracked-change"]
[[rule.example]]
text = "是否请示？"
trace = "comment"
expect = "certain"
[[rule.example]]
text = "是否请示？"
expect = "none"
)";

std::string pack(std::string_view what = "", std::string_view by = "") {
  return std::string(kPack) + (what.empty() ? std::string(kTraceRule) : with(kTraceRule, what, by));
}

Rule load(const std::string& text) {
  const std::vector<RuleFile> files = {{"demo.toml", text}};
  Result<Rulebook> book = parse_pack(files, {});
  EXPECT_TRUE(book.ok()) << (book.ok() ? "" : book.error().place + book.error().message.id);
  return book.ok() ? book->rules.at(0) : Rule{};
}

TEST(TraceRule, ArrivesAsWritten) {
  const Rule rule = load(pack());
  EXPECT_THAT(rule.traces, ElementsAre(TraceKind::comment, TraceKind::tracked_change));
  EXPECT_FALSE(rule.each);
  EXPECT_THAT(rule.regex, IsEmpty());
  EXPECT_EQ(rule.points, kTracePoints);
  EXPECT_TRUE(rule.mask.open);
  ASSERT_EQ(rule.examples.size(), 2U);
  EXPECT_EQ(rule.examples[0].trace, TraceKind::comment);
  EXPECT_TRUE(rule.examples[0].has_span);
  EXPECT_EQ(rule.examples[0].span, (SourceSpan{0, 15}));
  EXPECT_FALSE(rule.examples[1].trace.has_value());
  EXPECT_FALSE(rule.examples[1].has_span);
}

TEST(TraceRule, TakesEachMaskAndPoints) {
  const Rule rule = load(pack("[[rule.example]]\ntext = \"是否请示？\"\ntrace",
                              "each = true\npoints = 60\nmask = { first = 1, last = 2 }\n"
                              "[[rule.example]]\ntext = \"是否请示？\"\ntrace"));
  EXPECT_TRUE(rule.each);
  EXPECT_EQ(rule.points, 60);
  EXPECT_EQ(rule.mask, (MaskShape{1, 2, false}));
}

TEST(TraceRule, NamesAKindOnce) {
  const Rule rule = load(pack("\"tracked-change\"", "\"comment\""));
  EXPECT_THAT(rule.traces, ElementsAre(TraceKind::comment));
}

// Every kind can be asked for by the name reports give it.
TEST(TraceRule, KnowsEveryKind) {
  for (int i = 0; i < kTraceKindCount; ++i) {
    const auto kind = static_cast<TraceKind>(i);
    const Rule rule = load(pack("\"tracked-change\"", "\"" + std::string(name(kind)) + "\""));
    EXPECT_EQ(rule.traces.back(), kind);
  }
}

struct Refused {
  std::string_view what, by;
  std::vector<std::string> problems;
};

TEST(TraceRule, RefusesWhatIsDoubtful) {
  const Refused cases[] = {
      {"\"tracked-change\"", "\"traced-change\"", {"11 unknown-trace-near"}},
      {"\"tracked-change\"", "\"gossip\"", {"11 unknown-trace"}},
      {"[\"comment\", \"tracked-change\"]", "[]", {"11 wants-texts"}},
      {"[\"comment\", \"tracked-change\"]", "\"comment\"", {"11 wants-texts"}},
      {"trace = [", "regex = ['a']\ntrace = [", {"11 not-with-trace"}},
      {"trace = [", "edges = \"digit\"\ntrace = [", {"11 not-with-trace"}},
      {"trace = [", "each = 1\ntrace = [", {"11 wants-flag"}},
      {"trace = \"comment\"", "trace = \"coment\"", {"14 unknown-trace-near"}},
      {"trace = \"comment\"\n", "", {"12 example-no-trace"}},
      {"\"是否请示？\"\ntrace", "\"<是否>请示？\"\ntrace", {"13 example-needless-trace-mark"}},
      {"expect = \"none\"", "expect = \"none\"\nheader = 1", {"19 wants-text"}},
  };
  for (const Refused& one : cases) {
    EXPECT_EQ(problems_of(pack(one.what, one.by)), one.problems) << one.by;
  }
}

// A rule about patterns has no traces, and must say what it looks for.
TEST(TraceRule, IsTheOnlyOneWithTraces) {
  EXPECT_THAT(problems_of(testing::pack_with("edges =", "each = true\nedges =")),
              ElementsAre("12 unknown-key"));
  EXPECT_THAT(problems_of(testing::pack_with("expect = \"likely\"",
                                             "expect = \"likely\"\ntrace = \"comment\"")),
              ElementsAre("16 unknown-key"));
  EXPECT_THAT(problems_of(testing::pack_with("regex = ['[1-9]\\d{7}']\n", "")),
              ElementsAre("5 missing-key"));
}

}  // namespace
}  // namespace mishen
