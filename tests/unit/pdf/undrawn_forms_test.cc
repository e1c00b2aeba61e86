// Forms that stand in a file and that no page draws.
#include <gmock/gmock.h>

#include <sstream>
#include <string>

#include "tests/unit/pdf/reading.h"

namespace mishen::testing {
namespace {

using ::testing::ElementsAre;

class UndrawnForms : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!pdf::has_collector()) GTEST_SKIP() << "poppler-cpp does not tell which forms are drawn";
  }
};

// Taking off its operator alone does not take a form out of the file.
TEST_F(UndrawnForms, AreHiddenText) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const auto form = [&](const std::string& words) {
    return PdfBuilder::ref(pdf.add_form("BT /F1 12 Tf 72 700 Td (" + words + ") Tj ET"));
  };
  const std::string inner = form("drawn inside");
  const std::string outer = PdfBuilder::ref(
      pdf.add_form("/In Do", "/XObject<</In " + inner + "/Not " + form("left inside") + ">>"));
  pdf.add_page("/Fm Do", "/MediaBox[0 0 595 842]",
               "/XObject<</Fm " + outer + "/Gone " + form("taken off") + "/Same " +
                   form("drawn inside") + ">>");
  const Document document = read_with(pdf::open_collector, pdf.build());
  EXPECT_THAT(texts(document, Surface::body), ElementsAre("drawn inside"));
  EXPECT_THAT(texts(document, Surface::hidden_text),
              ::testing::UnorderedElementsAre("taken off", "left inside"));
}

// poppler draws so many inside each other, and no more.
TEST_F(UndrawnForms, AreReadHoweverManyAndHoweverDeep) {
  for (const bool nested : {false, true}) {
    PdfBuilder pdf;
    pdf.use_usual_fonts();
    std::string forms;
    std::vector<std::string> said;
    for (int i = 0; i < (nested ? 200 : 700); ++i) {
      said.push_back("left behind " + std::to_string(1000 + i));
      std::string content = "BT /F1 12 Tf 72 700 Td (" + said.back() + ") Tj ET";
      if (nested && i > 0) content += " /In Do";
      const std::string form = PdfBuilder::ref(
          pdf.add_form(content, nested && i > 0 ? "/XObject<<" + forms + ">>" : ""));
      forms = nested ? "/In " + form : forms + "/Fm" + std::to_string(i) + ' ' + form;
    }
    pdf.add_page("", "/MediaBox[0 0 595 842]", "/XObject<<" + forms + ">>");
    std::string all;
    for (const std::string& text :
         texts(read_with(pdf::open_collector, pdf.build()), Surface::hidden_text)) {
      all += text + '\n';
    }
    std::vector<std::string> lines;
    std::istringstream in(all);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    EXPECT_THAT(lines, ::testing::UnorderedElementsAreArray(said)) << nested;
  }
}

// Each draws the next one twice: no page ever ends, and yet each is read.
TEST_F(UndrawnForms, AreReadWhereTheyDrawWithoutEnd) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  std::string inner;
  for (int i = 0; i < 30; ++i) {
    const std::string said =
        "BT /F1 12 Tf 72 700 Td (fanned " + std::to_string(100 + i) + ") Tj ET";
    inner = "/XObject<</In " +
            PdfBuilder::ref(pdf.add_form("/In Do /In Do " + said, i == 0 ? "" : inner)) + ">>";
  }
  pdf.add_page("", "/MediaBox[0 0 595 842]", inner);
  const Document document = read_with(pdf::open_collector, pdf.build());
  std::string all;
  for (const std::string& text : texts(document, Surface::hidden_text)) all += text + '\n';
  for (int i = 0; i < 30; ++i) {
    EXPECT_THAT(all, ::testing::HasSubstr("fanned " + std::to_string(100 + i)));
  }
  // Of the few that were given up.
  EXPECT_FALSE(document.coverage.gaps.empty());
  EXPECT_LT(document.coverage.gaps.size(), 10U);
}

}  // namespace
}  // namespace mishen::testing
