// Waivers and the baseline: what they let stand, and above all what they do not.
#include "scanner/policy/decisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace mishen {
namespace {

using ::testing::ElementsAre;

constexpr const char* kId = "p/id:0123456789abcdef";
const std::string kSha(64, 'a');

Waiver decided() {
  Waiver waiver;
  waiver.finding = kId;
  waiver.rule = "p/id";
  waiver.answer = "approved";
  waiver.reason = "本人同意公开";
  waiver.who = "王五";
  waiver.second = "李四";
  waiver.date = "2026-11-01";
  waiver.until = "2026-12-31";
  return waiver;
}

Review held(int findings = 1, Severity severity = Severity::block) {
  Review review;
  review.sha256 = kSha;
  review.coverage.passages = 1;
  review.coverage.characters = 10;
  for (int i = 0; i < findings; ++i) {
    DecidedFinding one;
    one.finding.rule = "p/id";
    one.finding.id = kId;
    one.finding.masked = "341***********0015";
    one.severity = severity;
    one.weighs = true;
    one.holds = true;
    review.findings.push_back(one);
  }
  settle(review);
  return review;
}

Decisions keyed(std::vector<Waiver> waivers) {
  Decisions decisions;
  decisions.waivers = std::move(waivers);
  decisions.today = "2026-11-26";
  decisions.keyed = true;
  return decisions;
}

std::optional<WaiverFault> fault(const Waiver& waiver, WaiverRules rules = {}) {
  Decisions decisions = keyed({waiver});
  decisions.rules = std::move(rules);
  std::vector<Review> reviews = {held()};
  const DecisionReport report = apply_decisions(reviews, decisions);
  EXPECT_EQ(reviews[0].verdict, report.waivers[0].fault ? Verdict::held : Verdict::clear);
  return report.waivers[0].fault;
}

bool has_clause(const Review& review, std::string_view id) {
  return std::any_of(review.clauses.begin(), review.clauses.end(),
                     [&](const Message& clause) { return clause.id == id; });
}

TEST(Waivers, OneThatCountsLetsItsFindingStandAndSaysSo) {
  std::vector<Review> reviews = {held()};
  ASSERT_EQ(reviews[0].verdict, Verdict::held);
  const DecisionReport report = apply_decisions(reviews, keyed({decided()}));
  EXPECT_EQ(reviews[0].verdict, Verdict::clear);
  EXPECT_EQ(report.waivers[0].findings, 1U);
  EXPECT_FALSE(report.waivers[0].unused());
  EXPECT_TRUE(has_clause(reviews[0], "clause.waived"));
  EXPECT_TRUE(has_clause(reviews[0], "clause.clear-decided"));
  EXPECT_FALSE(has_clause(reviews[0], "clause.clear"));
  ASSERT_TRUE(reviews[0].findings[0].waiver);
  EXPECT_FALSE(reviews[0].findings[0].waiver->fault);
}

TEST(Waivers, WhatDoesNotCount) {
  EXPECT_EQ(fault(decided()), std::nullopt);
  Waiver waiver = decided();
  waiver.until = "2026-11-25";
  EXPECT_EQ(fault(waiver), WaiverFault::expired);
  waiver.until = "2026-11-26";  // the last day counts
  EXPECT_EQ(fault(waiver), std::nullopt);
  waiver = decided();
  waiver.date = "2026-11-27";
  EXPECT_EQ(fault(waiver), WaiverFault::from_the_future);
  waiver = decided();
  waiver.second.clear();
  EXPECT_EQ(fault(waiver), WaiverFault::no_second);
  waiver.second = waiver.who;
  EXPECT_EQ(fault(waiver), WaiverFault::same_person);
  waiver = decided();
  waiver.excerpt = "341***********0023";
  EXPECT_EQ(fault(waiver), WaiverFault::other_excerpt);

  WaiverRules rules;
  rules.who = {"王五"};
  EXPECT_EQ(fault(decided(), rules), WaiverFault::not_permitted) << "the second person may not";
  rules.who = {"李四"};
  EXPECT_EQ(fault(decided(), rules), WaiverFault::not_permitted);
  rules.who = {"王五", "李四"};
  EXPECT_EQ(fault(decided(), rules), std::nullopt);
  rules.most_days = 59;
  EXPECT_EQ(fault(decided(), rules), WaiverFault::too_long);
  rules.most_days = 60;
  EXPECT_EQ(fault(decided(), rules), std::nullopt);
  waiver = decided();
  waiver.until.clear();
  EXPECT_EQ(fault(waiver), std::nullopt);
  EXPECT_EQ(fault(waiver, rules), WaiverFault::too_long) << "no end where the policy sets a limit";
}

TEST(Waivers, WithoutAKeyOnlyTheBytesTheyWereDecidedOn) {
  Decisions decisions = keyed({decided()});
  decisions.keyed = false;
  std::vector<Review> reviews = {held()};
  EXPECT_EQ(apply_decisions(reviews, decisions).waivers[0].fault, WaiverFault::other_draft);
  EXPECT_EQ(reviews[0].verdict, Verdict::held);
  decisions.waivers[0].draft = "sha256:" + kSha;
  EXPECT_EQ(apply_decisions(reviews, decisions).waivers[0].findings, 1U);
  EXPECT_EQ(reviews[0].verdict, Verdict::clear);
}

TEST(Waivers, OneThatCountsWinsOverOneThatDoesNot) {
  Waiver old = decided();
  old.until = "2026-11-02";
  std::vector<Review> reviews = {held()};
  const DecisionReport report = apply_decisions(reviews, keyed({old, decided()}));
  EXPECT_EQ(reviews[0].verdict, Verdict::clear);
  EXPECT_EQ(report.waivers[0].fault, WaiverFault::expired);
  EXPECT_EQ(report.waivers[1].findings, 1U);
}

TEST(Waivers, UnusedIsTold) {
  Waiver other = decided();
  other.finding = "p/id:fedcba9876543210";
  std::vector<Review> reviews = {held()};
  const DecisionReport report = apply_decisions(reviews, keyed({other}));
  EXPECT_TRUE(report.waivers[0].unused());
  EXPECT_EQ(reviews[0].verdict, Verdict::held);
}

TEST(Waivers, NeverForARuleThatIsNotThere) {
  std::vector<Review> reviews = {held()};
  reviews[0].findings[0].rule_known = false;
  apply_decisions(reviews, keyed({decided()}));
  EXPECT_EQ(reviews[0].verdict, Verdict::held);
}

TEST(Waivers, AGapIsNotWaived) {
  std::vector<Review> reviews = {held()};
  reviews[0].gaps.push_back({{GapCause::damaged, {}, {}}, false});
  apply_decisions(reviews, keyed({decided()}));
  EXPECT_EQ(reviews[0].verdict, Verdict::incomplete);
}

TEST(Waivers, WrittenAndReadBack) {
  Waiver waiver = decided();
  waiver.excerpt = "341***********0015";
  waiver.reason = "引号\"和反斜线\\";
  waiver.draft = "sha256:" + kSha;
  const auto read = parse_waivers("w.toml", "# head\n\n" + waiver_toml(waiver));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 1U);
  waiver.place = "w.toml:3";
  EXPECT_EQ(read->front(), waiver);
}

std::vector<std::string> problems(std::string_view text) {
  RuleErrors errors;
  EXPECT_FALSE(parse_waivers("w.toml", text, &errors).ok());
  std::vector<std::string> out;
  for (const Error& error : errors.errors) out.push_back(error.place + " " + error.message.id);
  return out;
}

TEST(Waivers, WhatIsWrongIsToldWithItsLine) {
  const std::string good = waiver_toml(decided());
  EXPECT_THAT(problems(good + "[[waiver]]\n"),
              ElementsAre("w.toml:11 error.rule-missing-key", "w.toml:11 error.rule-missing-key",
                          "w.toml:11 error.rule-missing-key", "w.toml:11 error.rule-missing-key",
                          "w.toml:11 error.rule-missing-key"));
  Waiver waiver = decided();
  waiver.until = "2026-02-30";
  EXPECT_THAT(problems(waiver_toml(waiver)), ElementsAre("w.toml:8 error.waiver-date"));
  waiver.until = "2026-10-31";
  EXPECT_THAT(problems(waiver_toml(waiver)), ElementsAre("w.toml:8 error.waiver-until"));
  waiver = decided();
  waiver.rule = "p/phone";
  EXPECT_THAT(problems(waiver_toml(waiver)), ElementsAre("w.toml:3 error.waiver-rule"));
  waiver = decided();
  waiver.finding = "p/id";
  EXPECT_THAT(problems(waiver_toml(waiver)), ElementsAre("w.toml:2 error.waiver-finding"));
  EXPECT_THAT(problems(good + "unti = '2026-12-01'\n"),
              ElementsAre("w.toml:11 error.rule-unknown-key-near"));
  EXPECT_THAT(problems("[[waiver]]\nfinding = \"p/id:0123456789abcdef\"\nrule = \"p/id\"\n"
                       "answer = \"ok\"\nreason = \"a\\nb\"\nwho = \"x\"\ndate = \"2026-11-01\"\n"),
              ElementsAre("w.toml:4 error.rule-bad-choice", "w.toml:5 error.waiver-one-line"));
}

TEST(Baseline, LetsNoMoreStandThanItCounts) {
  Decisions decisions = keyed({});
  decisions.baseline.known[{kId, ""}] = 2;
  std::vector<Review> reviews = {held(1), held(2)};
  const DecisionReport report = apply_decisions(reviews, decisions);
  EXPECT_EQ(reviews[0].verdict, Verdict::clear);
  EXPECT_EQ(reviews[1].verdict, Verdict::held);
  EXPECT_EQ(report.baseline, 2U);
  EXPECT_EQ(report.baseline_seen, 2U);
  EXPECT_TRUE(has_clause(reviews[1], "clause.in-baseline"));
}

TEST(Baseline, WithoutAKeyOnlyForTheSameBytes) {
  Decisions decisions = keyed({});
  decisions.keyed = false;
  decisions.baseline.known[{kId, ""}] = 1;
  std::vector<Review> reviews = {held()};
  apply_decisions(reviews, decisions);
  EXPECT_EQ(reviews[0].verdict, Verdict::held);
  decisions.baseline.known[{kId, "sha256:" + kSha}] = 1;
  apply_decisions(reviews, decisions);
  EXPECT_EQ(reviews[0].verdict, Verdict::clear);
}

TEST(Baseline, ShrinksByItselfAndGrowsNever) {
  std::vector<Review> reviews = {held(3)};
  const Baseline now = baseline_of(reviews, true);
  EXPECT_EQ(now.count(), 3U);
  const auto read = parse_baseline("b.toml", baseline_toml(now, "two\nlines"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, now);
  EXPECT_EQ(growth(now, now), 0U);
  EXPECT_EQ(growth({}, now), 3U);
  EXPECT_EQ(growth(now, {}), 0U);
  Baseline fewer = now;
  fewer.known.begin()->second = 1;
  EXPECT_EQ(growth(fewer, now), 2U);
  // What a waiver lets stand is no part of it.
  apply_decisions(reviews, keyed({decided()}));
  EXPECT_EQ(baseline_of(reviews, true).count(), 0U);
}

TEST(Baseline, AnEntryTwiceIsAnError) {
  RuleErrors errors;
  EXPECT_FALSE(
      parse_baseline("b.toml", "[[known]]\nfinding='a'\n[[known]]\nfinding='a'\n", &errors).ok());
  ASSERT_EQ(errors.errors.size(), 1U);
  EXPECT_EQ(errors.errors[0].message.id, "error.baseline-twice");
}

}  // namespace
}  // namespace mishen
