// Styles: what hides a text and what makes it stand out.
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

Document styled(const std::string& styles, const std::string& body) {
  return read(DocxBuilder(body).styles(styles).bytes());
}

std::string style(const std::string& type, const std::string& id, const std::string& run,
                  const std::string& parent = {}, const std::string& more = {}) {
  return "<w:style w:type=\"" + type + "\" w:styleId=\"" + id + "\"" + more + ">" +
         (parent.empty() ? "" : "<w:basedOn w:val=\"" + parent + "\"/>") + "<w:rPr>" + run +
         "</w:rPr></w:style>";
}

const std::string kStyledParagraph =
    "<w:p><w:pPr><w:pStyle w:val=\"b\"/></w:pPr>" + r("甲") + "</w:p>";

TEST(DocxLook, HiddenByParagraphStyleAndItsParents) {
  EXPECT_EQ(texts(styled(style("paragraph", "b", "", "a") + style("paragraph", "a", "<w:vanish/>"),
                         kStyledParagraph),
                  Surface::hidden_text),
            Strings{"甲"});
  EXPECT_EQ(texts(styled(style("paragraph", "b", "<w:vanish w:val=\"0\"/>", "a") +
                             style("paragraph", "a", "<w:vanish/>"),
                         kStyledParagraph),
                  Surface::body),
            Strings{"甲"});
}

TEST(DocxLook, HiddenByCharacterStyle) {
  EXPECT_EQ(texts(styled(style("character", "c", "<w:vanish/>"),
                         "<w:p>" + r("甲", "<w:rStyle w:val=\"c\"/>") + r("乙") + "</w:p>"),
                  Surface::body),
            Strings{"乙"});
}

TEST(DocxLook, NeighboursThatSayTheSameLookTheSame) {
  const std::string hidden = "<w:sz w:val=\"32\"/><w:vanish/>";
  const std::string shown = "<w:sz w:val=\"32\"/><w:vanish w:val=\"0\"/>";
  const Document document =
      styled(style("character", "c", "<w:vanish/>"),
             "<w:p>" + r("甲", hidden) + r("乙", hidden) + r("丙", shown) + r("丁", hidden) +
                 r("戊") + r("己", "<w:rStyle w:val=\"c\"/>") + r("庚", "<w:rStyle w:val=\"c\"/>") +
                 r("辛", "<w:rStyle w:val=\"d\"/>") + "</w:p>");
  EXPECT_EQ(texts(document, Surface::body), Strings{"丙戊辛"});
  std::string hidden_text;
  for (const Passage& passage : document.passages) {
    for (const Trace& trace : passage.traces) {
      hidden_text += passage.text.substr(trace.span.begin, trace.span.size());
    }
  }
  EXPECT_EQ(hidden_text, "甲乙丁己庚");
}

TEST(DocxLook, HiddenByDefaultAndByDefaultStyle) {
  EXPECT_EQ(texts(styled("<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault>"
                         "</w:docDefaults>",
                         p("甲")),
                  Surface::hidden_text),
            Strings{"甲"});
  EXPECT_EQ(texts(styled(style("paragraph", "n", "<w:vanish/>", "", " w:default=\"1\""), p("甲")),
                  Surface::hidden_text),
            Strings{"甲"});
}

TEST(DocxLook, TwoStylesThatHideCancelOut) {
  const std::string styles =
      style("paragraph", "b", "<w:vanish/>") + style("character", "c", "<w:vanish/>");
  EXPECT_EQ(texts(styled(styles, "<w:p><w:pPr><w:pStyle w:val=\"b\"/></w:pPr>" +
                                     r("甲", "<w:rStyle w:val=\"c\"/>") + "</w:p>"),
                  Surface::body),
            Strings{"甲"});
}

TEST(DocxLook, StylesInACircleEnd) {
  EXPECT_EQ(texts(styled(style("paragraph", "a", "", "b") + style("paragraph", "b", "", "a") +
                             style("paragraph", "c", "", "c"),
                         kStyledParagraph),
                  Surface::body),
            Strings{"甲"});
}

Emphasis emphasis_of(const Document& document) { return document.passages.at(0).emphasis; }

TEST(DocxLook, EmphasisIsThatOfMostCharacters) {
  const Emphasis direct = emphasis_of(read_body(
      "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" +
      r("机密★10年", "<w:b/><w:color w:val=\"FF0000\"/><w:sz w:val=\"32\"/>") + r("a") + "</w:p>"));
  EXPECT_TRUE(direct.bold);
  EXPECT_TRUE(direct.red);
  EXPECT_TRUE(direct.centred);
  EXPECT_EQ(direct.size_pt, 16);

  const Emphasis mixed = emphasis_of(
      read_body("<w:p>" + r("a", "<w:b/><w:color w:val=\"FF0000\"/>") + r("bcd") + "</w:p>"));
  EXPECT_FALSE(mixed.bold);
  EXPECT_FALSE(mixed.red);
  EXPECT_FALSE(mixed.centred);
  EXPECT_EQ(mixed.size_pt, 0);
}

TEST(DocxLook, EmphasisComesFromStyles) {
  const Emphasis found = emphasis_of(
      styled("<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault>"
             "</w:docDefaults>" +
                 style("paragraph", "b", "<w:b/><w:color w:val=\"C00000\"/>"),
             kStyledParagraph));
  EXPECT_TRUE(found.bold);
  EXPECT_TRUE(found.red);
  EXPECT_EQ(found.size_pt, 10.5F);
}

TEST(DocxLook, ColoursThatAreNotRed) {
  for (const std::string colour : {"auto", "000000", "FFFFFF", "FFC000", "0000FF", "F", "GGGGGG"}) {
    EXPECT_FALSE(
        emphasis_of(read_body("<w:p>" + r("甲", "<w:color w:val=\"" + colour + "\"/>") + "</w:p>"))
            .red)
        << colour;
  }
}

}  // namespace
}  // namespace mishen::test
