// Pages drawn by a program (content_program.h) come out as poppler draws them, to the last bit. The
// recorder, which draws without one, is what they are held against.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/pdf_builder.h"
#include "tests/support/same_pages.h"
#include "tests/unit/pdf/reading.h"

namespace mishen::testing {
namespace {

// One page of `content`; `more` says what its resources hold beside fonts.
std::size_t compare_content(const std::string& content, const std::string& more = "",
                            const std::string& form = "") {
  PdfBuilder builder;
  builder.use_usual_fonts();
  builder.use_font("V1", builder.add_cid_font("UniGB-UCS2-V", "GB1"));
  std::string resources = more;
  if (!form.empty()) {
    const int object = builder.add_stream(form, "/Type/XObject/Subtype/Form/BBox[0 0 600 900]");
    resources += "/XObject<</X1 " + PdfBuilder::ref(object) + ">>";
  }
  builder.add_page(content, "/MediaBox[0 0 595 842]", resources);
  return compare(builder.build());
}

TEST(ContentProgram, DrawsTheUsual) {
  if (!pdf::has_collector()) GTEST_SKIP();
  EXPECT_EQ(
      compare_content("q .5 0 0 -0.5 10 700 cm BT /F1 12.25 Tf 1 0 0 -1 5.125 7 Tm(ab)Tj 3 0 Td"
                      "(c\\051\\\n\\(d(e))Tj T*[(f)-250.5(g h)20<4142 4>]TJ 14 TL(i)' 1 -12 TD"
                      "(j)Tj ET Q"),
      18U);
  EXPECT_EQ(
      compare_content("BT/U1 9 Tf 30 500 Td<7532 4E59>Tj 2 Tc 3 Tw 80 Tz 4 Ts<0020 4E59>Tj ET"),
      4U);
  EXPECT_EQ(compare_content("BT/V1 9 Tf 1 0 0 1 300 500 Tm[<7532>-100<4E59>]TJ 2 Tr<4E59>Tj ET"),
            3U);
  EXPECT_EQ(compare_content("q 0 0 300 900 re W* n .2 g 1 0 0 RG BT/F1 9 Tf 9 9 Td(a)Tj ET Q "
                            "1 0 0 rg 0 G BT/F1 9 Tf 9 9 Td(b)Tj ET 1 1 50 1 re f 5 5 50 60 re f"),
            2U);
}

TEST(ContentProgram, LeavesToPopplerWhatIsNotPlain) {
  if (!pdf::has_collector()) GTEST_SKIP();
  const std::string text = " BT /F1 12 Tf 20 700 Td (abc) Tj ET ";
  EXPECT_EQ(compare_content("/P<</MCID 0/Lang(zh)>>BDC" + text + "EMC/Span<</ActualText(xyz)>>BDC" +
                            text + "EMC /Artifact<</Attached[/Top]>>BDC" + text + "EMC"),
            9U);
  EXPECT_EQ(compare_content("BI /W 8 /H 1 /BPC 1 /CS /G ID q EI" + text), 3U);
  EXPECT_EQ(
      compare_content("BT /F1 12 Tf 20 700 Td 1 2 3 Td (a) 5 Tj 5--3 Tc 12.5.5 0 Td (b) Tj ET"),
      1U);  // poppler ends at a wrong operand
  EXPECT_EQ(compare_content("Q Q" + text + "Q" + text), 6U);
  EXPECT_EQ(compare_content("5 5 50 50 re W 0 g n" + text), 3U);
  EXPECT_EQ(compare_content("5 5 50 50 re W* f" + text + "(open"), 3U);
  EXPECT_EQ(compare_content("/P BMC" + text), 3U);
  EXPECT_EQ(compare_content("EMC" + text + "/P BMC EMC EMC"), 3U);
  EXPECT_EQ(compare_content("BT /F1 12 Tf (a) Tj /None 12 Tf (b) Tj [(c)] TJ (d) ' ET"), 1U);
  EXPECT_EQ(compare_content("BT (a) Tj ET" + text), 3U);
}

TEST(ContentProgram, LeavesPagesWithoutEndToPoppler) {
  if (!pdf::has_collector()) GTEST_SKIP();
  std::string content = "BT /F1 12 Tf 20 700 Td (a) Tj ET ";
  for (int i = 0; i < 600'000; ++i) content += "0 g\n0 G\n";
  EXPECT_EQ(compare_content(content + "BT /F1 12 Tf 20 600 Td (b) Tj ET"), 2U);
}

TEST(ContentProgram, IsNotFooledByMarks) {
  if (!pdf::has_collector()) GTEST_SKIP();
  const std::string text = " BT /F1 12 Tf 20 700 Td (abc) Tj ET ";
  for (const std::string mark : {"/MishenRun0 MP", "/MishenRun1 MP", "/MishenFont MP", "/A 1 MP"}) {
    EXPECT_EQ(compare_content(mark + text + mark + " /X1 Do " + text + mark, "", mark), 6U);
    EXPECT_EQ(compare_content(text + "(odd) 1.2.3 " + mark + text + mark), 6U);
  }
  // A soft mask is drawn by poppler itself, marks in it and all.
  PdfBuilder builder;
  builder.use_usual_fonts();
  const int group = builder.add_stream("/MishenRun1 MP /MishenRun0 MP",
                                       "/Type/XObject/Subtype/Form/BBox[0 0 600 900]"
                                       "/Group<</S/Transparency/CS/DeviceGray>>");
  builder.add_page(text + "/G1 gs" + text + "/G1 gs" + text, "/MediaBox[0 0 595 842]",
                   "/ExtGState<</G1<</SMask<</S/Luminosity/G " + PdfBuilder::ref(group) + ">>>>>>");
  EXPECT_EQ(compare(builder.build()), 9U);
}

TEST(ContentProgram, KnowsWhatPopplerKeepsForLater) {
  if (!pdf::has_collector()) GTEST_SKIP();
  const std::string text = " BT /F1 12 Tf 20 700 Td (abc) Tj ET ";
  // The font of a name the program does not take; poppler tells of it when it shows something.
  EXPECT_EQ(compare_content("BT /F1 12 Tf 20 700 Td (abc) Tj /F#31 .1 Tf (def) Tj ET"), 6U);
  // A clip that waits: for the end of a path that there is, and left so by a form.
  EXPECT_EQ(compare_content("5 5 9 9 re W b" + text + "n 5 5 50 3 re f" + text), 6U);
  EXPECT_EQ(compare_content("/X1 Do n 5 5 50 3 re f" + text, "", "5 5 9 9 re W"), 3U);
}

// The pages of a file share poppler's state (shared_gfx.h).
TEST(Pages, FindNothingOfThePageBefore) {
  if (!pdf::has_collector()) GTEST_SKIP();
  const std::string text = "(abc) Tj 5 5 50 3 re f zz BT 20 700 Td (def) Tj ET ";
  const auto second_page = [&](const std::string& first) {
    PdfBuilder builder;
    builder.use_usual_fonts();
    builder.add_page("/F1 12 Tf " + first);
    builder.add_page("/F1 12 Tf " + text);
    return pages_of(pdf::open_collector, builder.build()).at(1);
  };
  const PageContent alone = second_page("");
  ASSERT_EQ(alone.glyphs.size(), 6U);
  for (const std::string left : {"BT 7 8 Td (x) Tj ET", "1 0 0 1 7 8 Tm", "7 8 m", "5 5 2 2 re W",
                                 "BX", "BX BX /Span BMC", "q q 3 Tr", "3 Tr 50 Tz 9 Ts"}) {
    SCOPED_TRACE(left);
    expect_same(second_page(left), alone);
  }
}

TEST(ContentProgram, KnowsColoursOfTheFilesOwn) {
  if (!pdf::has_collector()) GTEST_SKIP();
  const std::string text = " BT /F1 12 Tf 20 700 Td (abc) Tj ET ";
  EXPECT_EQ(compare_content(".5 g" + text,
                            "/ColorSpace<</DefaultGray[/CalGray<</WhitePoint[1 1 1]/Gamma 3>>]>>"),
            3U);
  PdfBuilder builder;
  builder.use_usual_fonts();
  const int tile = builder.add_stream("0 0 5 5 re f",
                                      "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/XStep 9"
                                      "/YStep 9/BBox[0 0 9 9]/Resources<<>>");
  builder.add_page(text + "/Pattern cs /T1 scn" + text + "0 g" + text, "/MediaBox[0 0 595 842]",
                   "/Pattern<</T1 " + PdfBuilder::ref(tile) + ">>");
  EXPECT_EQ(compare(builder.build()), 9U);
}

TEST(ContentProgram, DrawsAllFixturesAsPopplerDoes) {
  if (!pdf::has_collector()) GTEST_SKIP();
  const std::size_t files = each_pdf_fixture([](const std::string& bytes) { compare(bytes); });
  EXPECT_GT(files, 50U);
}

}  // namespace
}  // namespace mishen::testing
