#include "scanner/text/rewrite.h"

#include <gtest/gtest.h>

namespace mishen {
namespace {

TEST(Rewrite, KeepsTheWayBackToTheSource) {
  const NormalText in = normalise("a１\u200b－２b");  // "a1-2b"
  ASSERT_EQ(in.text, "a1-2b");
  const NormalText out = rewrite(in, {{{2, 3}, ""}});
  EXPECT_EQ(out.text, "a12b");
  EXPECT_EQ(out.map.to_source({1, 3}), (SourceSpan{1, 13}));
  EXPECT_EQ(out.map.to_source({2, 3}), (SourceSpan{10, 13}));
  EXPECT_EQ(out.map.to_source({3, 4}), (SourceSpan{13, 14}));
  EXPECT_EQ(out.map.source_size(), 14U);
  EXPECT_EQ(out.map.norm_size(), 4U);
}

TEST(Rewrite, TakesWholeUnits) {
  const NormalText in = normalise("conﬁdent");  // one character became "fi"
  ASSERT_EQ(in.text, "confident");
  const NormalText out = rewrite(in, {{{3, 4}, "F"}, {{4, 5}, "I"}});
  EXPECT_EQ(out.text, "conFIdent");
  EXPECT_EQ(out.map.to_source({4, 5}), (SourceSpan{3, 6}));
  EXPECT_EQ(out.map.to_source({5, 6}), (SourceSpan{6, 7}));
}

TEST(Rewrite, CutsARunOfEqualUnitsWhereAnEditStands) {
  const NormalText in = normalise("１２３４５６");
  const NormalText out = rewrite(in, {{{2, 4}, "x"}});
  EXPECT_EQ(out.text, "12x56");
  EXPECT_EQ(out.map.to_source({2, 3}), (SourceSpan{6, 12}));
  EXPECT_EQ(out.map.to_source({1, 2}), (SourceSpan{3, 6}));
  EXPECT_EQ(out.map.to_source({4, 5}), (SourceSpan{15, 18}));
}

TEST(Rewrite, OfNothingIsTheSame) {
  const NormalText in = normalise("全角，与\u00ad软");
  const NormalText out = rewrite(in, {});
  EXPECT_EQ(out.text, in.text);
  for (std::uint32_t i = 0; i < in.map.norm_size(); ++i) {
    EXPECT_EQ(out.map.to_source({i, i + 1}), in.map.to_source({i, i + 1}));
  }
}

}  // namespace
}  // namespace mishen
