#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanner/text/reading.h"
#include "tests/support/text_documents.h"

namespace mishen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// One row of a table, a cell a text.
Document row_of(std::initializer_list<std::string_view> cells) {
  Document document;
  std::uint32_t column = 0;
  for (const std::string_view text : cells) {
    Passage passage;
    passage.text = text;
    passage.surface = Surface::table_cell;
    passage.cell = CellPlace{1, 1, ++column, "", true};
    document.passages.push_back(passage);
  }
  return document;
}

Document paragraphs_of(std::initializer_list<std::string_view> texts) {
  Document document;
  std::uint32_t ordinal = 0;
  for (const std::string_view text : texts) {
    Passage passage;
    passage.text = text;
    passage.where = {{StepKind::part, 0, "word/document.xml"},
                     {StepKind::paragraph, ++ordinal, ""}};
    document.passages.push_back(passage);
  }
  return document;
}

std::vector<std::string> texts(const Document& document) {
  std::vector<std::string> out;
  for (const Reading& reading : joined_readings(document)) {
    EXPECT_EQ(reading.kind, ReadingKind::cell_joined);
    out.push_back(reading.text);
  }
  return out;
}

TEST(CellJoined, JoinsHalvesAndSingleDigits) {
  EXPECT_THAT(texts(row_of({"身份证号", "341302190", " ００１010015 "})),
              ElementsAre("341302190001010015"));
  EXPECT_THAT(texts(row_of({"341302", "19000101", "0015"})), ElementsAre("341302190001010015"));
  EXPECT_THAT(texts(row_of({"11010519491231002", "X"})), ElementsAre("11010519491231002X"));
  EXPECT_THAT(texts(row_of({"1", "3", "8", "0", "0", "1", "3", "8", "0", "0", "0"})),
              ElementsAre("13800138000"));
}

TEST(CellJoined, CutsAMobileOnlyWherePeopleCutOne) {
  EXPECT_THAT(texts(row_of({"1380013", "8000"})), ElementsAre("13800138000"));
  EXPECT_THAT(texts(row_of({"138", "0013", "8000"})), ElementsAre("13800138000"));
  EXPECT_THAT(texts(row_of({"1380", "0138000"})), IsEmpty());
}

TEST(CellJoined, FindsANumberBesideOtherNumbers) {
  EXPECT_THAT(texts(row_of({"1", "341302", "19000101", "0015", "2009"})),
              ElementsAre("341302190001010015"));
  EXPECT_THAT(texts(row_of({"7", "1", "3", "8", "0", "0", "1", "3", "8", "0", "0", "0"})),
              ElementsAre("13800138000"));
  EXPECT_THAT(texts(row_of({"12", "5314", "900", "17", "200", "3", "45", "61", "8", "19"})),
              IsEmpty());
}

TEST(CellJoined, LeavesNumbersOfTheirOwnAlone) {
  EXPECT_THAT(texts(row_of({"13800138000", "1390013"})), IsEmpty());
  EXPECT_THAT(texts(row_of({"341302190001010015", "13800138000"})), IsEmpty());
  EXPECT_THAT(texts(row_of({"341302190", "-", "001010015"})), IsEmpty());
  EXPECT_THAT(texts(row_of({"2009年", "341302190"})), IsEmpty());
}

TEST(CellJoined, StaysInTheRowAndInCellsThatAreFilled) {
  Document document = row_of({"341302190", "001010015"});
  document.passages[1].cell->row = 2;
  EXPECT_THAT(texts(document), IsEmpty());
  document.passages[1].cell->row = 1;
  document.passages[1].cell->fills_cell = false;
  EXPECT_THAT(texts(document), IsEmpty());
  document.passages[1].cell->column = 1;  // two paragraphs of one cell
  document.passages[0].cell->fills_cell = false;
  EXPECT_THAT(texts(document), ElementsAre("341302190001010015"));
}

TEST(CellJoined, JoinsParagraphsOfOneSurface) {
  Document document = paragraphs_of({"编号", "341302190", "001010015", "完"});
  EXPECT_THAT(texts(document), ElementsAre("341302190001010015"));
  document.passages[2].surface = Surface::text_box;
  EXPECT_THAT(texts(document), IsEmpty());
  document.passages[2].surface = Surface::body;
  document.passages[2].where[0].name = "word/header1.xml";
  EXPECT_THAT(texts(document), IsEmpty());
}

TEST(CellJoined, SaysWhereEachPieceStands) {
  const Document document = row_of({"号", "341302190", " ０01010015 "});
  const auto readings = joined_readings(document);
  ASSERT_EQ(readings.size(), 1U);
  EXPECT_THAT(readings[0].passages, ElementsAre(1, 2));
  EXPECT_THAT(pieces_of(document, readings[0], {0, 18}),
              ElementsAre(SourcePiece{1, {0, 9}}, SourcePiece{2, {1, 12}}));
  EXPECT_THAT(pieces_of(document, readings[0], {2, 4}), ElementsAre(SourcePiece{1, {2, 4}}));
  EXPECT_THAT(pieces_of(document, readings[0], {9, 10}), ElementsAre(SourcePiece{2, {1, 4}}));
  EXPECT_THAT(names(disguises_of(document, readings[0], {0, 18})),
              UnorderedElementsAre("cells", "full-width"));
  EXPECT_EQ(source_of(document, readings, ReadingKind::cell_joined, "341302190001010015"),
            "341302190|０01010015");
}

}  // namespace
}  // namespace mishen
