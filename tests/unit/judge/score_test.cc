#include "scanner/judge/score.h"

#include <gtest/gtest.h>

namespace mishen {
namespace {

TEST(Score, SumsReasons) {
  const std::vector<Reason> reasons = {{"pattern", 40, {}}, {"a", 25, {}}, {"b", -40, {}}};
  EXPECT_EQ(total(reasons), 25);
  EXPECT_EQ(total({}), 0);
}

TEST(Score, ThresholdsAreInclusive) {
  EXPECT_EQ(likelihood(29), std::nullopt);
  EXPECT_EQ(likelihood(30), Likelihood::possible);
  EXPECT_EQ(likelihood(59), Likelihood::possible);
  EXPECT_EQ(likelihood(60), Likelihood::likely);
  EXPECT_EQ(likelihood(79), Likelihood::likely);
  EXPECT_EQ(likelihood(80), Likelihood::certain);
  EXPECT_EQ(likelihood(-100), std::nullopt);
}

TEST(Score, PossibleWeighsOneStepLess) {
  EXPECT_EQ(severity(Severity::block, Likelihood::certain, Severity::block), Severity::block);
  EXPECT_EQ(severity(Severity::block, Likelihood::likely, Severity::block), Severity::block);
  EXPECT_EQ(severity(Severity::block, Likelihood::possible, Severity::block), Severity::review);
  EXPECT_EQ(severity(Severity::review, Likelihood::possible, Severity::block), Severity::notice);
  EXPECT_EQ(severity(Severity::notice, Likelihood::possible, Severity::block), Severity::notice);
}

TEST(Score, CapLowersAndNeverRaises) {
  EXPECT_EQ(severity(Severity::block, Likelihood::certain, Severity::notice), Severity::notice);
  EXPECT_EQ(severity(Severity::notice, Likelihood::certain, Severity::block), Severity::notice);
}

}  // namespace
}  // namespace mishen
