// What cleaning takes out of a PDF, and that what stays stays where it was.
#include "plugins/formats/pdf/clean.h"

#include <gmock/gmock.h>

#include <string>

#include "plugins/formats/pdf/content_edit.h"
#include "tests/unit/pdf/reading.h"

namespace mishen::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string cut(const std::string& content, const pdf::Cuts& cuts) {
  std::vector<std::string> lists;
  return pdf::ContentEdit(content).without(cuts, false, lists);
}

TEST(ContentEdit, BytesGoAndWhatFollowsStaysInPlace) {
  EXPECT_THAT(cut("BT (abcd) Tj ET", {{0, {{1, {1, -500}}, {2, {1, -250}}}}}),
              HasSubstr("[(a) -750.0000 (d) ] TJ"));
  EXPECT_THAT(cut("[(ab) -20 (cd)] TJ (ef) Tj", {{1, {{0, {2, -600}}}}}),
              HasSubstr("[ (ab) -20 -600.0000 ] TJ"));
  EXPECT_THAT(cut("(ab) '", {{0, {{0, {1, -500}}}}}), HasSubstr("T* [-500.0000 (b) ] TJ"));
  EXPECT_THAT(cut("1 2 (ab) \"", {{0, {{0, {1, -500}}}}}),
              HasSubstr("1 Tw 2 Tc T* [-500.0000 (b) ] TJ"));
}

TEST(ContentEdit, WhatIsNotCutKeepsItsBytes) {
  const std::string content = "q BI /W 1 /H 1 ID x\nEI Q % note\n(a\\)b) Tj <0102>Tj";
  EXPECT_EQ(cut(content, {}), content);
}

TEST(ContentEdit, ActualTextGoesWithItsGlyphs) {
  const std::string content =
      "/Span <</ActualText (one)/MCID 0>> BDC (ab) Tj EMC /Span <</ActualText (two)>> BDC (c) Tj "
      "EMC";
  const std::string out = cut(content, {{0, {{0, {2, -900}}}}});
  EXPECT_THAT(out, Not(HasSubstr("one")));
  EXPECT_THAT(out, HasSubstr("/MCID 0"));
  EXPECT_THAT(out, HasSubstr("two"));
}

CleanOptions everything() {
  CleanOptions options;
  options.kinds = cleanable_kinds();
  return options;
}

class CleanPdf : public ::testing::Test {
 protected:
  static Document read(const std::string& bytes) { return read_with(pdf::open_collector, bytes); }

  static Result<std::string> clean(const std::string& bytes,
                                   const CleanOptions& options = everything()) {
    return pdf::clean(bytes, options, read(bytes), Limits{});
  }

  void SetUp() override {
    if (!pdf::has_collector()) GTEST_SKIP() << "needs the collector";
  }
};

constexpr const char* kBoxOverSecret =
    "BT /F1 12 Tf 72 700 Td (seen secret after) Tj ET 0 g 98 697 38 14 re f";

TEST_F(CleanPdf, CoveredTextGoesAndTheRestStaysWhereItWas) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page(kBoxOverSecret);
  const std::string bytes = pdf.build();
  ASSERT_THAT(texts(read(bytes), Surface::obscured_text), ElementsAre(HasSubstr("secret")));
  const auto out = clean(bytes);
  ASSERT_TRUE(out);
  const Document after = read(*out);
  EXPECT_THAT(texts(after, Surface::obscured_text), IsEmpty());
  const Document before = read(bytes);
  ASSERT_EQ(texts(after, Surface::body), texts(before, Surface::body));
  const auto place = [](const Document& document) {
    const Passage& passage = document.passages.front();
    const auto end = static_cast<std::uint32_t>(passage.text.size());
    return quads_of(passage, {end - 5, end}).at(0).start_bottom;
  };
  EXPECT_NEAR(place(after).x, place(before).x, 0.001);
  EXPECT_NEAR(place(after).y, place(before).y, 0.001);
}

TEST_F(CleanPdf, AFormThatShowsElsewhereWhatItHidesHereIsRefused) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int form = pdf.add_stream(
      "BT /F1 12 Tf 72 700 Td (twice used) Tj ET",
      "/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
      "/BaseFont/Helvetica>>>>>>");
  const std::string resources = "/XObject<</X " + PdfBuilder::ref(form) + ">>";
  pdf.add_page("/X Do", "/MediaBox[0 0 595 842]", resources);
  pdf.add_page("/X Do 0 g 60 690 200 30 re f", "/MediaBox[0 0 595 842]", resources);
  const auto out = clean(pdf.build());
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().message.id, "clean.pdf-shared-form");
}

// A page of `content` that may draw form X, which says `words`.
std::string page_with_form(const std::string& words, const std::string& content) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int form = pdf.add_form("BT /F1 12 Tf 72 700 Td (" + words + ") Tj ET");
  pdf.add_page(content, "/MediaBox[0 0 595 842]", "/XObject<</X " + PdfBuilder::ref(form) + ">>");
  return pdf.build();
}

TEST_F(CleanPdf, TextOfAFormGoesWithTheForm) {
  const auto out = clean(page_with_form("once used", "/X Do 0 g 60 690 200 30 re f"));
  ASSERT_TRUE(out);
  EXPECT_THAT(texts(read(*out)), IsEmpty());
}

TEST_F(CleanPdf, TextGoesFromTheLookOfANote) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int look = pdf.add_stream(
      "BT /F1 12 Tf 1 1 Td (shown) Tj 1 g 60 0 Td (white words) Tj ET",
      "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
      "/BaseFont/Helvetica>>>>>>");
  pdf.add_page("",
               "/MediaBox[0 0 595 842]/Annots[<</Subtype/Stamp/F 4/Rect[60 690 260 710]/AP<</N " +
                   PdfBuilder::ref(look) + ">>>>]");
  const std::string bytes = pdf.build();
  ASSERT_THAT(texts(read(bytes), Surface::white_text), ElementsAre(HasSubstr("white words")));
  const auto out = clean(bytes);
  ASSERT_TRUE(out);
  EXPECT_THAT(texts(read(*out)), ElementsAre("shown"));
}

TEST_F(CleanPdf, ASignatureIsKeptUnlessItIsToGo) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int value = pdf.add("<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>");
  const int field =
      pdf.add("<</Subtype/Widget/FT/Sig/T(s)/Rect[9 9 50 50]/V " + PdfBuilder::ref(value) + ">>");
  const int info = pdf.add("<</Author(Li)>>");
  pdf.trailer_extra = "/Info " + PdfBuilder::ref(info);
  pdf.catalog_extra = "/AcroForm<</SigFlags 3/Fields[" + PdfBuilder::ref(field) + "]>>";
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET",
               "/MediaBox[0 0 595 842]/Annots[" + PdfBuilder::ref(field) + "]");
  const std::string bytes = pdf.build();
  ASSERT_FALSE(clean(bytes));
  EXPECT_EQ(clean(bytes).error().message.id, "clean.signed");
  CleanOptions options = everything();
  options.drop_signature = true;
  const auto out = clean(bytes, options);
  ASSERT_TRUE(out);
  EXPECT_THAT(*out, Not(HasSubstr("ByteRange")));
  EXPECT_THAT(*out, Not(HasSubstr("Author")));
}

TEST_F(CleanPdf, WhatCannotBeKeptIsNotDroppedSilently) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET");
  pdf.add("<</Note(left over)>>");
  CleanOptions options = everything();
  options.kinds.erase(TraceKind::unreferenced);
  const auto out = clean(pdf.build(), options);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().message.id, "clean.pdf-rewritten");
}

TEST_F(CleanPdf, NotesGoAndDrawingsStay) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int look =
      pdf.add_stream("1 0 0 RG 1 1 40 20 re S", "/Type/XObject/Subtype/Form/BBox[0 0 50 30]");
  pdf.add_page(
      "BT /F1 12 Tf 72 700 Td (seen) Tj ET",
      "/MediaBox[0 0 595 842]/Annots[<</Subtype/Text/Rect[9 9 29 29]/Contents(icon words)>>"
      "<</Subtype/Square/Rect[60 690 110 720]/Contents(square words)/T(Li)/AP<</N " +
          PdfBuilder::ref(look) +
          ">>>><</Subtype/Link/Rect[60 690 110 720]/A<</S/URI/URI(http://a.example)>>>>]");
  const auto out = clean(pdf.build());
  ASSERT_TRUE(out);
  EXPECT_THAT(*out, Not(HasSubstr("words")));
  EXPECT_THAT(*out, HasSubstr("/Square"));
  EXPECT_THAT(*out, HasSubstr("http://a.example"));
}

TEST_F(CleanPdf, OfPropertiesOnlyTheStandardStays) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int xmp = pdf.add_stream(
      "<rdf:RDF xmlns:rdf='x'><rdf:Description pdfaid:part='2' pdfaid:conformance='B'>"
      "<dc:creator><rdf:Seq><rdf:li>Li</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF>",
      "/Type/Metadata/Subtype/XML");
  pdf.catalog_extra = "/Metadata " + PdfBuilder::ref(xmp);
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET");
  const auto out = clean(pdf.build());
  ASSERT_TRUE(out);
  EXPECT_THAT(texts(read(*out), Surface::xmp), ElementsAre("2", "B"));
}

TEST_F(CleanPdf, FormsThatNoPageDrawsGo) {
  const auto out = clean(page_with_form("taken off", "BT /F1 12 Tf 72 700 Td (seen) Tj ET"));
  ASSERT_TRUE(out);
  EXPECT_THAT(*out, Not(HasSubstr("taken off")));
  EXPECT_THAT(texts(read(*out)), ElementsAre("seen"));
}

TEST_F(CleanPdf, ActualTextThatSaysSomethingElseGoes) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("/Span <</ActualText (99)>> BDC BT /F1 12 Tf 72 700 Td (seen 12) Tj ET EMC");
  const auto out = clean(pdf.build());
  ASSERT_TRUE(out);
  EXPECT_THAT(texts(read(*out)), ElementsAre("seen 12"));
}

TEST_F(CleanPdf, LinksToADiskLoseTheirTarget) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET",
               "/MediaBox[0 0 595 842]/Annots[<</Subtype/Link/Rect[9 9 29 "
               "29]/A<</S/Launch/F(\\\\\\\\srv\\\\share\\\\a)>>>>]");
  const auto out = clean(pdf.build());
  ASSERT_TRUE(out);
  EXPECT_THAT(*out, Not(HasSubstr("srv")));
  EXPECT_THAT(*out, HasSubstr("/Link"));
}

}  // namespace
}  // namespace mishen::testing
