// Traces as findings: grouped, masked, named so that the names survive edits.
#include "scanner/judge/traces.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;

Rule trace_rule(std::string id, std::vector<TraceKind> kinds, bool each = false) {
  Rule made;
  made.pack = "test";
  made.id = std::move(id);
  made.traces = std::move(kinds);
  made.each = each;
  made.points = kTracePoints;
  made.mask.open = true;
  return made;
}

Passage traced(std::string text, Trace trace) {
  Passage made = passage(std::move(text));
  made.surface = Surface::comment;
  made.visibility = Visibility::recoverable;
  made.traces = {std::move(trace)};
  return made;
}

Passage note(std::string text, std::string author = "", std::string date = "") {
  return traced(std::move(text), {TraceKind::comment, {}, "", std::move(author), std::move(date)});
}

const Bench kNotes = bench_of({trace_rule("notes", {TraceKind::comment})});

TEST(Traces, AreNothingUnlessARuleAsks) {
  EXPECT_THAT(kNotes.judge(document({passage("正文")})), IsEmpty());
  EXPECT_THAT(kNotes.judge(document({traced("旧", {TraceKind::tracked_change, {}, "", "", ""})})),
              IsEmpty());
}

TEST(Traces, OneIsOneFinding) {
  const auto found = kNotes.judge(document({passage("正文"), note("是否请示？", "张三")}));
  ASSERT_EQ(found.size(), 1U);
  const Finding& finding = found[0];
  EXPECT_EQ(finding.rule, "test/notes");
  EXPECT_EQ(finding.likelihood, Likelihood::certain);
  EXPECT_EQ(finding.points, kTracePoints);
  ASSERT_EQ(finding.reasons.size(), 1U);
  EXPECT_EQ(finding.reasons[0].id, "trace-comment");
  EXPECT_EQ(finding.masked, "是否请示？");
  EXPECT_EQ(finding.excerpt, "是否请示？");
  EXPECT_EQ(finding.places[0].surface, Surface::comment);
  EXPECT_EQ(finding.places[0].range, (Utf16Range{0, 5}));
  EXPECT_EQ(finding.group.count, 1U);
  EXPECT_THAT(finding.group.places, IsEmpty());
  EXPECT_TRUE(finding.value.empty());
  EXPECT_THAT(finding.attributes, ElementsAre(Pair("authors", "张三")));
}

TEST(Traces, ManyAreOneFindingWithTheirPlaces) {
  Document many = document({});
  for (int i = 0; i < 1500; ++i) many.passages.push_back(note("第" + std::to_string(i) + "条"));
  const auto found = kNotes.judge(many);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].group.count, 1500U);
  ASSERT_EQ(found[0].group.places.size(), kMostListedPlaces);
  EXPECT_EQ(found[0].group.places.front(), found[0].places.front());
}

TEST(Traces, TheFirstWithATextSpeaksForAll) {
  const auto found = kNotes.judge(document({note(""), note(" \n"), note("看这里")}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].group.count, 3U);
  EXPECT_EQ(found[0].masked, "看这里");
}

TEST(Traces, WithoutAnyTextAreStillTold) {
  const auto found = kNotes.judge(document({note("")}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].excerpt, "");
}

TEST(Traces, EachIsAFindingUpToALimitAndTheRestIsInTheLast) {
  const Bench bench = bench_of({trace_rule("notes", {TraceKind::comment}, true)});
  EXPECT_EQ(bench.judge(document({note("一"), note("二"), note("一")})).size(), 3U);
  Document many = document({});
  for (int i = 0; i < 1500; ++i) many.passages.push_back(note("第" + std::to_string(i) + "条"));
  const auto found = bench.judge(many);
  ASSERT_EQ(found.size(), kMostListedPlaces);
  EXPECT_EQ(found.back().group.count, 501U);
  std::set<std::string> ids;
  for (const Finding& finding : found) ids.insert(finding.id);
  EXPECT_EQ(ids.size(), found.size());
}

TEST(Traces, StandInReadingOrderAmongOthers) {
  Bench bench =
      bench_of({trace_rule("notes", {TraceKind::comment}, true), rule("number", R"(\d{8})")});
  const auto found = bench.judge(
      document({passage("编号12345678"), note("甲"), passage("编号87654321"), note("乙")}));
  std::vector<std::string> rules;
  for (const Finding& finding : found) rules.push_back(finding.rule);
  EXPECT_THAT(rules, ElementsAre("test/number", "test/notes", "test/number", "test/notes"));
}

TEST(Traces, ARuleMayAskForSeveralKinds) {
  const Bench bench =
      bench_of({trace_rule("marks", {TraceKind::comment, TraceKind::tracked_change})});
  const auto found = bench.judge(
      document({note("甲"), traced("乙", {TraceKind::tracked_change, {}, "deleted", "", ""}),
                traced("丙", {TraceKind::tracked_change, {}, "Deleted!", "", ""})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].points, kTracePoints);
  ASSERT_EQ(found[0].reasons.size(), 2U);
  EXPECT_EQ(found[0].reasons[1].id, "trace-tracked-change");
  EXPECT_THAT(found[0].attributes,
              ElementsAre(Pair("count-deleted", "1"), Pair("count-other", "1")));
}

TEST(Traces, TellAuthorsAndDays) {
  const auto found =
      kNotes.judge(document({note("甲", "李四", "2026-03-05T08:00:00Z"),
                             note("乙", "张三13800138000", "D:20260102080000+08'00'"),
                             note("丙", "李四", "13800138000"), note("丁")}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].attributes,
              ElementsAre(Pair("authors", "李四, 张三138********"),
                          Pair("first-date", "2026-01-02"), Pair("last-date", "2026-03-05")));
}

// ---- nothing leaks

TEST(Traces, HideNumbersAndOtherFindings) {
  Rule name = rule("name", "王小明");
  name.mask = {1, 0, false};
  const Bench bench = bench_of({trace_rule("notes", {TraceKind::comment}), name});
  const auto found = bench.judge(document({note("王小明电话13800138000")}));
  ASSERT_EQ(found.size(), 2U);
  for (const Finding& finding : found) {
    for (const std::string& text : printed(finding)) {
      EXPECT_THAT(text, Not(HasSubstr("王小明")));
      EXPECT_THAT(text, Not(HasSubstr("13800138000")));
    }
  }
}

TEST(Traces, CoveredTextIsHiddenInEveryExcerpt) {
  Rule covered = trace_rule("covered", {TraceKind::covered_text});
  covered.mask = {1, 1, false};
  Passage line = passage("甲方账号：城关信用社，乙方账号：开发区支行，编号12345678");
  const auto span_of = [&](const char* what) {
    const auto begin = static_cast<std::uint32_t>(line.text.find(what));
    return SourceSpan{begin, begin + 15};
  };
  line.traces = {{TraceKind::covered_text, span_of("城关信用社"), "", "", ""},
                 {TraceKind::covered_text, span_of("开发区支行"), "", "", ""}};
  const auto found =
      bench_of({covered, rule("number", R"(\d{8})")}).judge(document({std::move(line)}));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].masked, "城***社");
  EXPECT_EQ(found[0].group.count, 2U);
  for (const Finding& finding : found) {
    EXPECT_THAT(finding.excerpt, Not(HasSubstr("信用")));
    EXPECT_THAT(finding.excerpt, Not(HasSubstr("发区")));
    EXPECT_THAT(finding.excerpt, HasSubstr("乙方账号"));
  }
}

TEST(Traces, LongTextsAreCut) {
  std::string book;
  for (int i = 0; i < 5000; ++i) book += "字";
  const auto found = kNotes.judge(document({note(book)}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LE(utf8::length(found[0].masked), 49U);
  EXPECT_THAT(found[0].masked, HasSubstr("…"));
  EXPECT_EQ(found[0].places[0].range.end, 5000U);
}

// A format that counts wrong must not make anyone read outside.
TEST(Traces, SpansAreHeldInsideTheText) {
  const auto found =
      kNotes.judge(document({traced("批注", {TraceKind::comment, {1, 900}, "", "", ""}),
                             traced("批注", {TraceKind::comment, {700, 900}, "", "", ""})}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].group.places[0].range, (Utf16Range{0, 2}));
  EXPECT_EQ(found[0].group.places[1].range, (Utf16Range{2, 2}));
}

TEST(Traces, AreRevealedOnlyWhenAskedTo) {
  Bench bench = kNotes;
  bench.options.reveal = true;
  const auto found = bench.judge(document({note("电话13800138000")}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value.reveal(), "电话13800138000");
}

// ---- ids survive edits (invariant 6)

std::string id_of(const std::vector<Passage>& passages, const std::string& key = "") {
  Bench bench = kNotes;
  bench.options.key = FingerprintKey(key);
  const auto found = bench.judge(document(passages));
  return found.size() == 1 ? found[0].id : "not one finding";
}

TEST(Traces, IdsKnowMembersAndNotPlaces) {
  for (const char* key : {"", "0123456789abcdef0123"}) {
    const std::string before = id_of({note("甲"), note("乙")}, key);
    EXPECT_EQ(id_of({passage("新的一段"), note("乙"), passage("又一段"), note("甲")}, key), before);
    EXPECT_NE(id_of({note("甲"), note("乙"), note("丙")}, key), before);
    EXPECT_NE(id_of({note("甲"), note("乙"), note("乙")}, key), before);
    EXPECT_NE(id_of({note("甲")}, key), before);
    EXPECT_NE(id_of({note("甲"), note("乙改")}, key), before);
  }
}

// Without a key an id must not tell one phone number from another; with one it does.
TEST(Traces, IdsGiveNoNumbersAway) {
  EXPECT_EQ(id_of({note("电话13800138000")}), id_of({note("电话13800138001")}));
  EXPECT_NE(id_of({note("电话13800138000")}, "0123456789abcdef0123"),
            id_of({note("电话13800138001")}, "0123456789abcdef0123"));
}

}  // namespace
}  // namespace mishen
