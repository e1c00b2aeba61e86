#include "scanner/policy/policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "scanner/gate/exit_code.h"

namespace mishen {
namespace {

Rulebook book() {
  const auto rule = [](const char* id, Severity external, Severity internal) {
    Rule r;
    r.pack = "p";
    r.id = id;
    r.external = external;
    r.internal = internal;
    return r;
  };
  Rulebook out;
  out.rules = {rule("id", Severity::block, Severity::review),
               rule("mark", Severity::block, Severity::block),
               rule("phone", Severity::review, Severity::notice),
               rule("hint", Severity::notice, Severity::notice)};
  return out;
}

Finding found(const char* rule, Likelihood likelihood = Likelihood::certain,
              Severity cap = Severity::block) {
  Finding finding;
  finding.rule = std::string("p/") + rule;
  finding.id = finding.rule + ":0123456789abcdef";
  finding.likelihood = likelihood;
  finding.cap = cap;
  finding.places.resize(1);
  return finding;
}

Examination read_whole() {
  Examination examination;
  examination.format = "docx";
  examination.coverage.passages = 3;
  examination.coverage.characters = 120;
  return examination;
}

Examination with(std::vector<Finding> findings, std::vector<GapCause> causes = {}) {
  Examination examination = read_whole();
  examination.findings = std::move(findings);
  for (const GapCause cause : causes) examination.coverage.gaps.push_back({cause, {}, {}});
  return examination;
}

const Policy kExternal = default_policy(Profile::external);
const Policy kInternal = default_policy(Profile::internal);

std::vector<std::string> clause_ids(const Review& review) {
  std::vector<std::string> out;
  for (const Message& clause : review.clauses) {
    out.push_back(clause.id + (clause.args.empty() ? "" : "=" + clause.args.front().second));
  }
  return out;
}
using Ids = std::vector<std::string>;

TEST(Decide, ClearOnlyWhenAllWasReadAndNothingFound) {
  const Review review = decide(read_whole(), book(), kExternal);
  EXPECT_EQ(review.verdict, Verdict::clear);
  EXPECT_EQ(review.format, "docx");
  EXPECT_EQ(review.coverage.characters, 120U);
  EXPECT_EQ(clause_ids(review), Ids{"clause.clear"});
}

// A finding that stands for many is one thing to decide, and its group comes through whole.
TEST(Decide, AGroupIsOneFinding) {
  Finding many = found("phone");
  many.group.count = 77;
  many.group.places.resize(77);
  const Review review = decide(with({many}), book(), kExternal);
  EXPECT_EQ(clause_ids(review), Ids{"clause.holds-review=1"});
  EXPECT_EQ(review.findings.at(0).finding.group.count, 77U);
  EXPECT_EQ(review.findings.at(0).finding.group.places, many.group.places);
}

TEST(Decide, FindingsHoldByProfile) {
  const struct {
    const char* rule;
    Verdict external, internal;
  } table[] = {
      {"id", Verdict::held, Verdict::clear},
      {"mark", Verdict::held, Verdict::held},
      {"phone", Verdict::held, Verdict::clear},
      {"hint", Verdict::clear, Verdict::clear},
  };
  for (const auto& row : table) {
    EXPECT_EQ(decide(with({found(row.rule)}), book(), kExternal).verdict, row.external) << row.rule;
    EXPECT_EQ(decide(with({found(row.rule)}), book(), kInternal).verdict, row.internal) << row.rule;
  }
}

TEST(Decide, WeighsByLikelihoodAndCap) {
  const Review possible = decide(with({found("id", Likelihood::possible)}), book(), kExternal);
  EXPECT_EQ(possible.findings.at(0).severity, Severity::review);
  EXPECT_TRUE(possible.findings.at(0).holds);
  const Review capped =
      decide(with({found("id", Likelihood::certain, Severity::notice)}), book(), kExternal);
  EXPECT_EQ(capped.findings.at(0).severity, Severity::notice);
  EXPECT_EQ(capped.verdict, Verdict::clear);
  EXPECT_EQ(clause_ids(capped), (Ids{"clause.told=1", "clause.clear"}));
}

TEST(Decide, HeldOutranksIncompleteAndNamesBoth) {
  const Review review = decide(with({found("id"), found("id"), found("phone"), found("hint")},
                                    {GapCause::damaged, GapCause::picture_not_read}),
                               book(), kExternal);
  EXPECT_EQ(review.verdict, Verdict::held);
  EXPECT_EQ(clause_ids(review),
            (Ids{"clause.holds-block=2", "clause.holds-review=1", "clause.gaps-open=1",
                 "clause.gaps-accepted=1", "clause.told=1"}));
  EXPECT_TRUE(review.coverage.gaps.empty());
  ASSERT_EQ(review.gaps.size(), 2U);
  EXPECT_FALSE(review.gaps[0].accepted);
  EXPECT_TRUE(review.gaps[1].accepted);
}

TEST(Decide, EveryGapCauseMakesItIncompleteButPicturesAndNames) {
  for (int i = 0; i < kGapCauseCount; ++i) {
    const auto cause = static_cast<GapCause>(i);
    const Verdict expected = cause == GapCause::picture_not_read || cause == GapCause::name_mismatch
                                 ? Verdict::clear
                                 : Verdict::incomplete;
    EXPECT_EQ(decide(with({}, {cause}), book(), kExternal).verdict, expected) << name(cause);
    EXPECT_EQ(decide(with({}, {cause}), book(), kInternal).verdict, expected) << name(cause);
  }
}

TEST(Decide, NothingReadIsNeverClear) {
  Policy lax = kExternal;
  for (int i = 0; i < kGapCauseCount; ++i) lax.accepted_gaps.insert(static_cast<GapCause>(i));
  Examination empty;
  empty.format = "docx";
  EXPECT_EQ(decide(empty, book(), lax).verdict, Verdict::incomplete);
  EXPECT_EQ(clause_ids(decide(empty, book(), lax)), Ids{"clause.nothing-read"});
  empty.coverage.gaps.push_back({GapCause::image_only_page, {}, {}});
  EXPECT_EQ(decide(empty, book(), lax).verdict, Verdict::incomplete);
  empty.coverage.passages = 1;  // a passage without a character is no reading either
  EXPECT_EQ(decide(empty, book(), lax).verdict, Verdict::incomplete);
  EXPECT_EQ(decide(Examination{}, Rulebook{}, kExternal).verdict, Verdict::incomplete);
}

TEST(Decide, AFindingOfAnUnknownRuleHoldsWhateverThePolicySays) {
  Policy none = kInternal;
  none.hold_on.clear();
  const Review review = decide(with({found("of-nobody", Likelihood::possible)}), book(), none);
  EXPECT_EQ(review.verdict, Verdict::held);
  EXPECT_EQ(review.findings.at(0).severity, Severity::block);
  EXPECT_EQ(clause_ids(review), (Ids{"clause.holds-block=1", "clause.unknown-rule=1"}));
}

TEST(Decide, CountsWhatItDoesNotReport) {
  Policy strict = kExternal;
  strict.min_likelihood = Likelihood::likely;
  const Review review = decide(
      with({found("id", Likelihood::possible), found("hint", Likelihood::likely)}), book(), strict);
  EXPECT_EQ(review.verdict, Verdict::clear);
  EXPECT_EQ(review.findings.size(), 1U);
  EXPECT_EQ(clause_ids(review),
            (Ids{"clause.told=1", "clause.below-likelihood=1", "clause.clear"}));
}

TEST(Overall, IsTheWorst) {
  const auto of = [](std::initializer_list<Verdict> verdicts) {
    std::vector<Review> reviews;
    for (const Verdict verdict : verdicts) {
      reviews.emplace_back();
      reviews.back().verdict = verdict;
    }
    return overall(reviews);
  };
  EXPECT_EQ(of({}), Verdict::incomplete);
  EXPECT_EQ(of({Verdict::clear, Verdict::clear}), Verdict::clear);
  EXPECT_EQ(of({Verdict::clear, Verdict::incomplete}), Verdict::incomplete);
  EXPECT_EQ(of({Verdict::incomplete, Verdict::held, Verdict::clear}), Verdict::held);
}

TEST(ExitCodes, AreTheContract) {
  EXPECT_EQ(static_cast<int>(exit_code(Verdict::clear)), 0);
  EXPECT_EQ(static_cast<int>(exit_code(Verdict::held)), 1);
  EXPECT_EQ(static_cast<int>(ExitCode::error), 2);
  EXPECT_EQ(static_cast<int>(exit_code(Verdict::incomplete)), 3);
  EXPECT_EQ(name(Verdict::clear), "clear");
  EXPECT_EQ(name(Verdict::held), "held");
  EXPECT_EQ(name(Verdict::incomplete), "incomplete");
}

// Random examinations under random policies: the verdict follows from what the review shows.
class AnyExamination : public ::testing::TestWithParam<unsigned> {};

TEST_P(AnyExamination, IsDecidedFailClosed) {
  std::mt19937 random(GetParam());
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  const char* rules[] = {"id", "mark", "phone", "hint", "of-nobody"};
  for (int round = 0; round < 500; ++round) {
    Examination examination;
    examination.coverage.passages = static_cast<std::uint64_t>(below(3));
    examination.coverage.characters = static_cast<std::uint64_t>(below(3));
    for (int n = below(4); n > 0; --n) {
      examination.findings.push_back(found(rules[below(5)], static_cast<Likelihood>(below(3)),
                                           static_cast<Severity>(below(3))));
    }
    for (int n = below(4); n > 0; --n) {
      examination.coverage.gaps.push_back({static_cast<GapCause>(below(kGapCauseCount)), {}, {}});
    }
    Policy policy = below(2) == 0 ? kExternal : kInternal;
    for (int n = below(4); n > 0; --n) {
      policy.accepted_gaps.insert(static_cast<GapCause>(below(kGapCauseCount)));
    }
    if (below(3) == 0) policy.hold_on = {static_cast<Severity>(below(3))};

    const Review review = decide(examination, book(), policy);
    const bool holds = std::any_of(review.findings.begin(), review.findings.end(),
                                   [](const DecidedFinding& f) { return f.holds; });
    const bool open =
        std::any_of(examination.coverage.gaps.begin(), examination.coverage.gaps.end(),
                    [&](const Gap& gap) { return !policy.accepted_gaps.contains(gap.cause); });
    const bool unread = examination.coverage.passages == 0 || examination.coverage.characters == 0;
    EXPECT_EQ(review.verdict, holds            ? Verdict::held
                              : open || unread ? Verdict::incomplete
                                               : Verdict::clear);
    EXPECT_EQ(review.findings.size(), examination.findings.size());
    EXPECT_EQ(review.gaps.size(), examination.coverage.gaps.size());
    EXPECT_FALSE(review.clauses.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyExamination, ::testing::Range(0U, 8U));

}  // namespace
}  // namespace mishen
