// Which characters are read, in which passages.
#include <gmock/gmock.h>

#include "tests/unit/pdf/reading.h"

namespace mishen::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Text = BothSources;
MISHEN_BOTH_SOURCES(Text);

TEST_P(Text, LinesOfOneParagraphAreOnePassage) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page(
      "BT /F1 12 Tf 72 700 Td (Number 34130219000) Tj 0 -14 Td (1010015 is made up) Tj ET");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document), ElementsAre("Number 34130219000\n1010015 is made up"));
  EXPECT_THAT(document.coverage.gaps, IsEmpty());
  EXPECT_EQ(document.coverage.pages, 1U);
}

TEST_P(Text, PredefinedCMapsGiveChinese) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.use_font("G1", pdf.add_cid_font("GBK-EUC-H", "GB1"));
  pdf.add_page("BT /G1 12 Tf 72 700 Td <BBFAC3DC> Tj /U1 12 Tf 0 -40 Td <673A5BC6> Tj ET");
  EXPECT_THAT(texts(read(pdf.build())), ElementsAre("机密", "机密"));
}

TEST_P(Text, GapsAreSeenAsSpaces) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("BT /F1 12 Tf 72 700 Td [(one)-400(two)] TJ ET");
  EXPECT_THAT(texts(read(pdf.build())), ElementsAre("one two"));
}

// As wrong widths of a font set it: what a reader sees as one line is one.
TEST_P(Text, WordsOverTheEndOfOthersGoOnWithThem) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const auto at = [](int x, const std::string& words) {
    return "BT /F1 12 Tf " + std::to_string(x) + " 700 Td (" + words + ") Tj ET ";
  };
  // Helvetica's digits are 6.7 points wide: the comma ends at 142.
  pdf.add_page(at(72, "1234567890,") + at(134, "telephone"));
  // Two numbers that meet stay two.
  pdf.add_page(at(72, "1234567890") + at(131, "1234567890"));
  const std::vector<std::string> said = texts(read(pdf.build()));
  ASSERT_EQ(said.size(), 3U);
  EXPECT_EQ(said[0], "1234567890,telephone");
  EXPECT_EQ(said[1], "1234567890");
  EXPECT_EQ(said[2], "1234567890");
}

TEST_P(Text, FakeBoldIsReadOnce) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page(
      "BT /F1 12 Tf 72 700 Td (13800138000) Tj ET BT /F1 12 Tf 72.3 700 Td (13800138000) Tj ET");
  EXPECT_THAT(texts(read(pdf.build())), ElementsAre("13800138000"));
}

TEST_P(Text, ActualTextDoesNotHideTheGlyphs) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("BT /F1 12 Tf 72 700 Td /Span<</ActualText(***)>>BDC (13800138000) Tj EMC ET");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::body), ElementsAre("13800138000"));
}

TEST_P(Text, TextOutsideTheCropBoxIsRecoverable) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj 0 -400 Td (cut away) Tj ET",
               "/MediaBox[0 0 595 842]/CropBox[50 500 500 800]");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::body), ElementsAre("seen"));
  EXPECT_THAT(texts(document, Surface::off_page), ElementsAre("cut away"));
  EXPECT_EQ(document.passages.back().visibility, Visibility::recoverable);
}

TEST_P(Text, LayersThatAreOffAreRecoverable) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int group = pdf.add("<</Type/OCG/Name(secret)>>");
  pdf.catalog_extra = "/OCProperties<</OCGs[" + PdfBuilder::ref(group) + "]/D<</OFF[" +
                      PdfBuilder::ref(group) + "]>>>>";
  pdf.add_page(
      "BT /F1 12 Tf 72 700 Td (seen) Tj ET /OC /MC0 BDC BT /F1 12 Tf 72 600 Td (off) Tj ET EMC",
      "/MediaBox[0 0 595 842]", "/Properties<</MC0 " + PdfBuilder::ref(group) + ">>");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::body), ElementsAre("seen"));
  EXPECT_THAT(texts(document, Surface::optional_content), ElementsAre("off"));
}

// Rows of a ruled table of two columns, the first one at `y`.
std::string ruled_rows(double y, const std::vector<std::pair<std::string, std::string>>& rows) {
  std::string out;
  for (const auto& [left, right] : rows) {
    out += "70 " + std::to_string(y) + " 100 20 re 170 " + std::to_string(y) + " 200 20 re S\n";
    out += "BT /F1 12 Tf 75 " + std::to_string(y + 5) + " Td (" + left + ") Tj ET\n";
    out += "BT /F1 12 Tf 175 " + std::to_string(y + 5) + " Td (" + right + ") Tj ET\n";
    y -= 20;
  }
  return out;
}

std::vector<std::string> heads(const Document& document) {
  std::vector<std::string> all;
  for (const Passage& passage : document.passages) {
    if (passage.cell) all.push_back(passage.text + " < " + std::string(passage.cell->header));
  }
  return all;
}

TEST_P(Text, ATableThatGoesOnKeepsItsHeads) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page(ruled_rows(200, {{"Name", "Account"}, {"Zhang", "100001"}}));
  pdf.add_page(ruled_rows(760, {{"Li", "100002"}, {"Wang", "100003"}, {"Zhao", "100004"}}));
  EXPECT_THAT(heads(read(pdf.build())),
              ElementsAre("Name < ", "Account < ", "Zhang < Name", "100001 < Account", "Li < Name",
                          "100002 < Account", "Wang < Name", "100003 < Account", "Zhao < Name",
                          "100004 < Account"));
}

TEST_P(Text, ATableBehindTextDoesNotGoOn) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page(ruled_rows(200, {{"Name", "Account"}, {"Zhang", "100001"}}));
  std::string text;
  for (int y = 780; y > 640; y -= 40) {
    text += "BT /F1 12 Tf 72 " + std::to_string(y) + " Td (A paragraph of its own.) Tj ET\n";
  }
  pdf.add_page(text + ruled_rows(500, {{"City", "Number"}, {"Suzhou", "7"}}));
  EXPECT_THAT(heads(read(pdf.build())),
              ElementsAre("Name < ", "Account < ", "Zhang < Name", "100001 < Account", "City < ",
                          "Number < ", "Suzhou < City", "7 < Number"));
}

TEST_P(Text, HeadsSaidAgainOnTheNextPageStay) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page(ruled_rows(200, {{"Name", "Account"}, {"Zhang", "100001"}}));
  pdf.add_page(ruled_rows(760, {{"Name", "Account"}, {"Li", "100002"}}));
  const std::vector<std::string> all = heads(read(pdf.build()));
  ASSERT_EQ(all.size(), 8U);
  EXPECT_EQ(all[4], "Name < ");
  EXPECT_EQ(all[7], "100002 < Account");
}

}  // namespace
}  // namespace mishen::testing
