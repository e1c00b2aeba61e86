// Files that would take hours, or hide in a depth that libraries pass over.
#include <gmock/gmock.h>

#include <cmath>

#include "tests/unit/pdf/reading.h"

namespace mishen::testing {
namespace {

using ::testing::Contains;

class Hostile : public BothSources {};
MISHEN_BOTH_SOURCES(Hostile);

PdfBuilder page_saying(const std::string& content, const std::string& resources = "") {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("BT /F1 12 Tf 72 700 Td (said) Tj ET\n" + content, "/MediaBox[0 0 595 842]",
               resources);
  return pdf;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST_P(Hostile, PlacesBeyondAllPagesAreNumbers) {
  PdfBuilder pdf;
  const std::string far = std::string(60, '9') + ".5";
  pdf.add_page(
      "", "/MediaBox[0 0 595 842]/Annots[<</Type/Annot/Subtype/Text/Contents(said)/Rect[-" + far +
              " -" + far + " " + far + " " + far + "]>>]");
  std::size_t quads = 0;
  for (const Passage& passage : read(pdf.build()).passages) {
    const auto size = static_cast<std::uint32_t>(passage.text.size());
    for (const Quad& quad : quads_of(passage, {0, size})) {
      ++quads;
      for (const Point& point :
           {quad.start_top, quad.end_top, quad.start_bottom, quad.end_bottom}) {
        EXPECT_TRUE(std::isfinite(point.x) && std::isfinite(point.y));
      }
    }
  }
  EXPECT_EQ(quads, 1U);
}

TEST_P(Hostile, WhatIsNestedTooDeeplyIsAGap) {
  for (const int depth : {40, 1000}) {
    for (const auto& [open, close] : {std::pair("[", "]"), std::pair("<</A ", ">>")}) {
      PdfBuilder pdf = page_saying("");
      const int deep = pdf.add(repeated(open, depth) + "(deep)" + repeated(close, depth));
      pdf.catalog_extra = "/PieceInfo<</Own<</Private " + PdfBuilder::ref(deep) + ">>>>";
      const Document document = read(pdf.build());
      EXPECT_THAT(causes(document), Contains(GapCause::limit_reached)) << depth << open;
    }
  }
}

TEST_P(Hostile, MoreObjectsThanAllowedAreAGap) {
  PdfBuilder pdf = page_saying("");
  pdf.catalog_extra = "/Own[" + repeated("[1]", 200) + "]";
  Limits limits;
  limits.max_objects = 100;
  EXPECT_THAT(causes(read(pdf.build(), limits)), Contains(GapCause::limit_reached));
  EXPECT_THAT(causes(read(pdf.build())), ::testing::IsEmpty());
}

TEST_P(Hostile, MarkedContentWithoutEndStops) {
  if (!collector()) GTEST_SKIP() << "poppler-cpp gives no say in how a page is drawn";
  const Document document = read(page_saying(repeated("/P BMC ", 100'000)).build());
  EXPECT_THAT(texts(document, Surface::body), Contains("said"));
  EXPECT_THAT(causes(document), Contains(GapCause::damaged));
}

// Twelve forms, each of which draws the next ten times.
TEST_P(Hostile, FormsThatDrawFormsStop) {
  if (!collector()) GTEST_SKIP() << "poppler-cpp gives no say in how a page is drawn";
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  int next = pdf.add_stream("0 0 1 1 re f", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]");
  for (int i = 0; i < 12; ++i) {
    next = pdf.add_stream(repeated("/X0 Do ", 10),
                          "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 " +
                              PdfBuilder::ref(next) + ">>>>");
  }
  pdf.add_page("BT /F1 12 Tf 72 700 Td (said) Tj ET /X0 Do", "/MediaBox[0 0 595 842]",
               "/XObject<</X0 " + PdfBuilder::ref(next) + ">>");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::body), Contains("said"));
  EXPECT_THAT(causes(document), Contains(GapCause::damaged));
}

TEST_P(Hostile, FormsInFormsAreReadOrTold) {
  if (!collector()) GTEST_SKIP() << "poppler-cpp gives no say in how a page is drawn";
  for (const int depth : {20, 200}) {
    PdfBuilder pdf;
    pdf.use_usual_fonts();
    const std::string look = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]";
    int next = pdf.add_stream("BT /F1 12 Tf 9 9 Td (deep) Tj ET", look);
    for (int i = 0; i < depth; ++i) {
      next = pdf.add_stream("/X0 Do",
                            look + "/Resources<</XObject<</X0 " + PdfBuilder::ref(next) + ">>>>");
    }
    pdf.add_page("BT /F1 12 Tf 72 700 Td (said) Tj ET /X0 Do", "/MediaBox[0 0 595 842]",
                 "/XObject<</X0 " + PdfBuilder::ref(next) + ">>");
    const Document document = read(pdf.build());
    if (depth < 64) {
      EXPECT_THAT(texts(document), Contains("deep"));
    } else {
      EXPECT_THAT(causes(document), Contains(GapCause::damaged));
    }
  }
}

TEST_P(Hostile, ContentThatInflatesBeyondThePartLimitIsAGap) {
  if (!collector()) GTEST_SKIP() << "poppler-cpp reads the page by itself";
  Limits limits;
  limits.max_part_bytes = 1000;
  // Two filters: how long it is shows only when they are undone.
  PdfBuilder pdf = page_saying("");
  std::string hex;
  for (int i = 0; i < 3000; ++i) hex += "3230";
  const int stream = pdf.add_stream(hex + ">", "/Filter[/ASCIIHexDecode/ASCIIHexDecode]");
  pdf.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents " + PdfBuilder::ref(stream) + ">>");
  const std::string bytes = pdf.build();
  const std::string page = PdfBuilder::ref(stream + 1);
  std::string two = bytes;
  two.replace(two.find("/Count 1"), 8, "/Count 2");
  const std::size_t kids = two.find("/Kids[");
  two.insert(kids + 6, page + " ");
  EXPECT_THAT(causes(read(two, limits)), Contains(GapCause::limit_reached));
}

}  // namespace
}  // namespace mishen::testing
