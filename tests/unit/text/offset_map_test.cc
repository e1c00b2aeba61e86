#include "scanner/text/offset_map.h"

#include <gtest/gtest.h>

namespace mishen {
namespace {

TEST(OffsetMap, IsIdentityWithoutChanges) {
  OffsetMap map;
  map.copy(10);
  EXPECT_TRUE(map.is_identity());
  EXPECT_EQ(map.to_source({3, 7}), (SourceSpan{3, 7}));
  EXPECT_EQ(map.to_norm({3, 7}), (NormSpan{3, 7}));
  EXPECT_EQ(map.to_source({4, 4}), (SourceSpan{4, 4}));
}

TEST(OffsetMap, LeavesDroppedBytesAtTheEdgesOutside) {
  OffsetMap map;  // "1zzz2zzz3" -> "123"
  map.copy(1);
  map.replace(3, 0);
  map.copy(1);
  map.replace(3, 0);
  map.copy(1);
  EXPECT_EQ(map.to_source({0, 3}), (SourceSpan{0, 9}));
  EXPECT_EQ(map.to_source({1, 2}), (SourceSpan{4, 5}));
  EXPECT_EQ(map.to_source({0, 1}), (SourceSpan{0, 1}));
  EXPECT_EQ(map.to_source({1, 1}), (SourceSpan{1, 1}));
  EXPECT_EQ(map.to_norm({1, 4}), (NormSpan{1, 1}));
  EXPECT_EQ(map.to_norm({2, 5}), (NormSpan{1, 2}));
}

TEST(OffsetMap, NeverCutsAUnit) {
  OffsetMap map;  // "a" + 2 bytes that became 5 + "b"
  map.copy(1);
  map.replace(2, 5);
  map.copy(1);
  EXPECT_EQ(map.to_source({2, 3}), (SourceSpan{1, 3}));
  EXPECT_EQ(map.to_source({3, 3}), (SourceSpan{1, 3}));
  EXPECT_EQ(map.to_source({0, 2}), (SourceSpan{0, 3}));
  EXPECT_EQ(map.to_norm({2, 3}), (NormSpan{1, 6}));
  EXPECT_EQ(map.to_norm({2, 2}), (NormSpan{1, 6}));
}

TEST(OffsetMap, KeepsEqualReplacementsInARowAsOneStretch) {
  OffsetMap map;  // three full-width digits
  for (int i = 0; i < 3; ++i) map.replace(3, 1);
  EXPECT_EQ(map.stretches().size(), 1U);
  EXPECT_EQ(map.to_source({1, 2}), (SourceSpan{3, 6}));
  EXPECT_EQ(map.to_norm({4, 5}), (NormSpan{1, 2}));
  map.replace(3, 0);
  map.replace(2, 0);
  EXPECT_EQ(map.stretches().size(), 2U);
  EXPECT_EQ(map.source_size(), 14U);
  EXPECT_EQ(map.to_source({2, 3}), (SourceSpan{6, 9}));
}

TEST(OffsetMap, TellsInsertedTextFromNothing) {
  OffsetMap map;
  map.copy(2);
  map.replace(0, 3);
  map.copy(2);
  EXPECT_EQ(map.to_source({2, 5}), (SourceSpan{2, 2}));
  EXPECT_EQ(map.to_source({1, 6}), (SourceSpan{1, 3}));
  EXPECT_EQ(map.to_norm({1, 3}), (NormSpan{1, 6}));
  EXPECT_EQ(map.to_norm({0, 2}), (NormSpan{0, 2}));
}

TEST(OffsetMap, TakesOffsetsBehindTheEndAsTheEnd) {
  OffsetMap map;
  map.copy(2);
  map.replace(3, 1);
  EXPECT_EQ(map.to_source({2, 99}), (SourceSpan{2, 5}));
  EXPECT_EQ(map.to_norm({99, 120}), (NormSpan{3, 3}));
}

TEST(OffsetMap, AppendsAnother) {
  OffsetMap map;
  map.copy(2);
  map.replace(3, 1);
  OffsetMap next;
  next.replace(3, 1);
  next.copy(1);
  map.append(next);
  EXPECT_EQ(map.source_size(), 9U);
  EXPECT_EQ(map.norm_size(), 5U);
  EXPECT_EQ(map.to_source({3, 4}), (SourceSpan{5, 8}));
  EXPECT_EQ(map.to_source({4, 5}), (SourceSpan{8, 9}));
}

}  // namespace
}  // namespace mishen
