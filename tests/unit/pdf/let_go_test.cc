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

}  // namespace
}  // namespace mishen::testing
