// Masks that undo each other are one finding; lists masked the same way are none.
#include "scanner/judge/joinable.h"

#include <gmock/gmock.h>

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(JoinedPattern, IsWhatBothShow) {
  EXPECT_EQ(joined_pattern("341***19000101****", "*******19000101123X"), "");  // not as long
  EXPECT_EQ(joined_pattern("341***19000101****", "******19000101123X"), "341***19000101123X");
  EXPECT_EQ(joined_pattern("341302********1234", "******19000101****"), "341302190001011234");
  EXPECT_EQ(joined_pattern("138****1234", "1381234****"), "13812341234");
}

TEST(JoinedPattern, IsNothingWhenTheMasksDoNotFit) {
  EXPECT_EQ(joined_pattern("341302********1234", "341302********1234"), "");  // the same
  EXPECT_EQ(joined_pattern("341302********1234", "342***19000101****"), "");  // contradicts
  EXPECT_EQ(joined_pattern("341302********1234", "341***************"), "");  // another length
  EXPECT_EQ(joined_pattern("341***********1234", "341302***********4"), "");
  EXPECT_EQ(joined_pattern("34************1234", "341302************"), "");  // 8 stay hidden
  EXPECT_EQ(joined_pattern("138********", "1380*******"), "");
}

// A masked number is its own pattern; the owner is the passage's first word.
Bench masks() {
  Rule made = rule("joinable", "[0-9*]{11,18}", 40);
  made.edges = Edges::none;
  made.joinable = true;
  made.validators = {"says"};
  Bench bench = bench_of({made});
  bench.validators = {says("says", [](const Hit& hit) {
    const std::string_view line = hit.context.line;
    const std::size_t space = line.find(' ');
    const std::string owner(space < hit.context.begin ? line.substr(0, space) : "");
    return Assessment{Standing::yes, {}, {}, {std::string(hit.value), owner, {}}};
  })};
  return bench;
}

TEST(Joinable, AloneIsNoFinding) {
  EXPECT_THAT(masks().judge(document({passage("张三 341302********1234")})), IsEmpty());
}

TEST(Joinable, InOneRowIsOneFindingWithBothPlaces) {
  const auto found =
      masks().judge(document({cell("341***19000101****", 2, 2), cell("******190001011234", 2, 4)}));
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_THAT(found[0].places, SizeIs(2));
  EXPECT_EQ(found[0].places[0].column, 2U);
  EXPECT_EQ(found[0].places[1].column, 4U);
  EXPECT_EQ(found[0].likelihood, Likelihood::certain);
  EXPECT_TRUE(has_reason(found[0], "joined-in-row"));
  EXPECT_TRUE(has_reason(found[0], "joined-agree"));
}

TEST(Joinable, WithNothingInCommonIsOnlyPossible) {
  const auto found =
      masks().judge(document({cell("341302********1234", 2, 2), cell("******19000101****", 2, 4)}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].likelihood, Likelihood::possible);
  EXPECT_TRUE(has_reason(found[0], "joined-unproven"));
}

TEST(Joinable, OtherRowsAndTheSameColumnDoNotJoin) {
  EXPECT_THAT(
      masks().judge(document({cell("341***19000101****", 2, 2), cell("******190001011234", 3, 4)})),
      IsEmpty());
  EXPECT_THAT(masks().judge(document({cell("341***19000101****、******190001011234", 2, 2)})),
              IsEmpty());
}

TEST(Joinable, AListMaskedTheSameWayIsNothing) {
  std::vector<Passage> cells;
  for (std::uint32_t row = 2; row < 40; ++row) {
    cells.push_back(cell("341302********" + std::to_string(1000 + row), row, 2));
    cells.push_back(cell("138****" + std::to_string(1000 + row), row, 3));
  }
  EXPECT_THAT(masks().judge(document(cells)), IsEmpty());
}

TEST(Joinable, TheSameNameJoinsWhatAgrees) {
  const auto found = masks().judge(document(
      {passage("张三 341302********1234"), passage("其他"), passage("张三 ******19000101123*")}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_TRUE(has_reason(found[0], "joined-by-name"));
  EXPECT_EQ(found[0].places[1].passage, 2U);
}

TEST(Joinable, AnotherNameOrNoAgreementDoesNot) {
  EXPECT_THAT(masks().judge(document(
                  {passage("张三 341302********1234"), passage("李四 ******19000101123*")})),
              IsEmpty());
  EXPECT_THAT(masks().judge(document(
                  {passage("张三 341302********1234"), passage("张三 ******19000101****")})),
              IsEmpty());
}

// The joined digits are in no output, and nobody's name is.
TEST(Joinable, TellsNeitherTheNumberNorTheName) {
  const auto found = masks().judge(
      document({passage("张三 341302********1234"), passage("张三 ******19000101123*")}));
  ASSERT_THAT(found, SizeIs(1));
  for (const std::string& text : printed(found[0])) {
    EXPECT_EQ(text.find("19000101"), std::string::npos) << text;
  }
  for (const auto& [key, value] : found[0].attributes) ADD_FAILURE() << key;
}

TEST(Joinable, WhatTheRowTellsOtherwiseCompletesAMask) {
  Bench bench = masks();
  bench.validators = {says("says", [](const Hit& hit) {
    return Assessment{Standing::yes, {}, {}, {std::string(hit.value), {}, "******19000101****"}};
  })};
  const auto found = bench.judge(document({cell("341302********1234", 2, 2)}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_TRUE(has_reason(found[0], "joined-birthday"));
  EXPECT_THAT(bench.judge(document({cell("341302190105051234", 2, 2)})), IsEmpty());
}

}  // namespace
}  // namespace mishen
