// A column of hits is one finding with every hit in it, and nothing else is drawn in.
#include "scanner/judge/column.h"

#include <gmock/gmock.h>

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

Bench numbers() {
  Bench made = bench_of({rule("number", "[0-9]{11}"), rule("short", "[0-9]{8}", 70)});
  made.options.key = FingerprintKey("key");
  return made;
}

std::string number(std::uint32_t row) { return "138" + std::to_string(10'000'000 + row); }

Document column_of(std::uint32_t rows, std::uint32_t column = 3) {
  std::vector<Passage> cells;
  for (std::uint32_t row = 2; row < rows + 2; ++row) {
    cells.push_back(cell(number(row), row, column, "电话"));
  }
  return document(std::move(cells));
}

TEST(Column, IsOneFindingThatListsEveryMember) {
  const auto found = numbers().judge(column_of(77));
  ASSERT_THAT(found, SizeIs(1));
  const Finding& finding = found[0];
  EXPECT_EQ(finding.group.count, 77U);
  ASSERT_THAT(finding.group.places, SizeIs(77));
  ASSERT_THAT(finding.group.values, SizeIs(77));
  for (std::uint32_t i = 0; i < 77; ++i) {
    EXPECT_EQ(finding.group.places[i].row, i + 2);
    EXPECT_EQ(finding.group.places[i].passage, i);
    EXPECT_EQ(finding.group.values[i].masked, mask(number(i + 2), {}));
    EXPECT_TRUE(finding.group.values[i].value.empty());
  }
  EXPECT_EQ(finding.places[0], finding.group.places[0]);
  EXPECT_EQ(finding.masked, finding.group.values[0].masked);
}

TEST(Column, ListsMoreThanAGroupOfTracesDoes) {
  const auto found = numbers().judge(column_of(kMostListedPlaces + 5));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].group.places, SizeIs(kMostListedPlaces + 5));
}

TEST(Column, RevealsEachMemberOnlyWhenAsked) {
  Bench bench = numbers();
  bench.options.reveal = true;
  const auto found = bench.judge(column_of(2));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].group.values[1].value.reveal(), number(3));
}

TEST(Column, OfOneIsThatOne) {
  const auto found = numbers().judge(column_of(1));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].group.count, 1U);
  EXPECT_THAT(found[0].group.places, IsEmpty());
  EXPECT_THAT(found[0].group.values, IsEmpty());
}

TEST(Column, KeepsApartWhatIsNotTheSame) {
  Passage other_table = cell(number(90), 2, 3);
  other_table.cell->table = 2;
  Passage hidden = cell(number(91), 9, 3);
  hidden.visibility = Visibility::recoverable;
  Passage nested = cell(number(92), 9, 3);
  nested.where.insert(nested.where.begin(), {StepKind::attachment, 0, "a.docx"});
  const auto found = numbers().judge(
      document({cell(number(2), 2, 3), cell(number(3), 3, 4), cell("20260101", 4, 3), other_table,
                hidden, nested, passage(number(5)), passage(number(6))}));
  EXPECT_THAT(found, SizeIs(8));
  for (const Finding& one : found) EXPECT_EQ(one.group.count, 1U);
}

TEST(Column, TakesAllHitsOfACell) {
  const auto found =
      numbers().judge(document({cell(number(2) + "、" + number(3), 2, 3), cell(number(4), 3, 3)}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].group.count, 3U);
  EXPECT_EQ(found[0].group.places[1].range, (Utf16Range{12, 23}));
}

// The id is of the members, wherever they stand; one more makes another finding of it.
TEST(Column, IdSurvivesEditsElsewhereAndKnowsEveryMember) {
  const Document before = column_of(3);
  Document moved = column_of(3);
  moved.passages.insert(moved.passages.begin(), passage("新增一段。"));
  for (Passage& one : moved.passages) {
    if (one.cell) one.cell->row += 1;
  }
  Document swapped = column_of(3);
  std::swap(swapped.passages[0], swapped.passages[2]);
  const auto id = [](const Document& of) { return numbers().judge(of).front().id; };
  EXPECT_EQ(id(before), id(moved));
  EXPECT_EQ(id(before), id(swapped));
  EXPECT_NE(id(before), id(column_of(4)));
  EXPECT_NE(id(before), id(column_of(2)));
}

TEST(Column, SaysOfAllOnlyWhatHoldsForAll) {
  Bench bench = numbers();
  bench.rules[0].validators = {"says"};
  bench.validators = {says("says", [](const Hit& hit) {
    const bool even = (hit.value.back() - '0') % 2 == 0;
    return Assessment{Standing::yes, {}, {{"kind", "mobile"}, {"parity", even ? "even" : "odd"}}};
  })};
  const auto found = bench.judge(column_of(4));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].attributes, ElementsAre(Pair("kind", "mobile")));
}

}  // namespace
}  // namespace mishen
