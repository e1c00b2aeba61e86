// What is let go of on the way was read, and is found by whoever looks for it later.
#include <gmock/gmock.h>

#include <limits>
#include <string>

#include "plugins/formats/pdf/parts.h"
#include "tests/unit/pdf/reading.h"

namespace mishen::testing {
namespace {

using ::testing::Contains;

std::vector<std::string> read_letting_go(std::string_view bytes, std::size_t many_pages) {
  const Limits limits;
  DocumentBuilder out(limits);
  pdf::OpenedPdf opened = pdf::open_collector(bytes, limits);
  if (opened.state != pdf::OpenState::open) return {};
  pdf::read_pages(*opened.source, out);
  const pdf::FormIds* known = opened.source->drawn_forms();
  const pdf::FormIds drawn = known == nullptr ? pdf::FormIds() : *known;
  opened.source.reset();
  pdf::read_parts(bytes, pdf::open_collector, 0, out, known == nullptr ? nullptr : &drawn,
                  many_pages);
  return all_said(out.finish());
}

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

TEST(LetGo, ChangesNothingOfAllFixtures) {
  const std::size_t files = each_pdf_fixture([](const std::string& bytes) {
    EXPECT_EQ(read_letting_go(bytes, 0), read_letting_go(bytes, kNever));
  });
  EXPECT_GT(files, 50U);
}

// Pages with all that hangs on pages, each of which is read or found at another stage.
TEST(LetGo, PagesThatAreMoreThanPagesAreKept) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const std::string size = "/MediaBox[0 0 595 842]";
  const auto text = [](const std::string& words) {
    return "BT /F1 12 Tf 72 700 Td (" + words + ") Tj ET";
  };
  pdf.add_page(text("first"), size +
                                  "/Annots[<</Type/Annot/Subtype/Text/Rect[1 1 9 9]"
                                  "/Contents(noted)>>]");
  const int field = pdf.add_page(text("second"), size + "/FT/Tx/T(name)/V(filled in)");
  pdf.add_page(text("third"), size + "/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>");
  pdf.add_page(text("fourth"), size + "/PieceInfo<</Maker<</Private(hidden away)>>>>");
  const std::string own = PdfBuilder::ref(pdf.add_stream("kept in a stream"));
  pdf.add_page(text("fifth"), size, "/Properties<</P<</Own " + own + ">>>>");
  const int shared = pdf.add("[" + PdfBuilder::ref(pdf.add_stream(text("seventh"))) + "]");
  pdf.add_page("", size + "/Contents " + PdfBuilder::ref(shared));
  pdf.add_page(text("sixth"), size + "/LastModified(kept in a string)");
  const int hidden = pdf.add("<</Type/Page/Parent 2 0 R" + size + "/Contents " +
                             PdfBuilder::ref(pdf.add_stream(text("never shown"))) +
                             "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                             "/Encoding/WinAnsiEncoding>>>>>>>>");
  pdf.add_stream(text("thrown away"));
  pdf.catalog_extra = "/AcroForm<</Fields[" + PdfBuilder::ref(field) + "]>>/Threads[" +
                      PdfBuilder::ref(hidden) + "]";
  const std::vector<std::string> all = read_letting_go(pdf.build(), 0);
  EXPECT_EQ(all, read_letting_go(pdf.build(), kNever));
  for (const char* words : {"noted", "filled in", "app.alert", "hidden away", "never shown",
                            "thrown away", "fourth", "kept in a stream", "kept in a string"}) {
    EXPECT_THAT(all, Contains(::testing::HasSubstr(words)));
  }
}

// A tree of nodes; `more` kids of the root come last. Nothing keeps its pages from being let go of.
std::string draft_with_tree(const std::string& more) {
  PdfBuilder pdf;
  pdf.add("<</Type/Pages/Count 5/Kids[4 0 R 6 0 R " + more + "]>>");
  pdf.add("<</Type/Pages/Parent 3 0 R/Count 2/Kids[5 0 R<</Type/Pages/Count 1/Kids[7 0 R]>>]>>");
  for (const char* notes : {"8 0 R", "9 0 R", "10 0 R"}) {
    pdf.add(std::string("<</Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]/Annots ") + notes + ">>");
  }
  for (const char* words : {"first", "third", "second"}) {
    pdf.add(std::string("[<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(") + words + ")>>]");
  }
  std::string bytes = pdf.build();
  bytes.replace(bytes.find("/Pages 2 0 R"), 12, "/Pages 3 0 R");
  return bytes;
}

TEST(LetGo, WalksATreeOfPagesInWhichOneStandsTwice) {
  for (const char* more : {"", "6 0 R", "6 0 R 6 0 R"}) {
    const std::string bytes = draft_with_tree(more);
    EXPECT_EQ(read_letting_go(bytes, 0), read_letting_go(bytes, kNever)) << more;
  }
}

TEST(LetGo, ReadsWhatItCanOfADamagedTreeAndTellsTheRest) {
  for (const char* more : {"null", "3 0 R", "4 0 R"}) {
    const std::vector<std::string> all = read_letting_go(draft_with_tree(more), 0);
    for (const char* words : {"first", "second", "third", "gap.pdf-part-failed"}) {
      EXPECT_THAT(all, Contains(::testing::HasSubstr(words))) << more;
    }
  }
}

// Of two numbers one is told.
TEST(LetGo, ReadsAPageOfTwoNodesOnce) {
  EXPECT_THAT(read_letting_go(draft_with_tree("5 0 R"), 0),
              Contains(::testing::HasSubstr("first")).Times(1));
}

}  // namespace
}  // namespace mishen::testing
