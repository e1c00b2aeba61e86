// What only some see: deleted and hidden text, alternates; and numbers cut by their edges.
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

std::string deleted(const std::string& text) {
  return "<w:del w:id=\"1\"><w:r><w:delText xml:space=\"preserve\">" + text +
         "</w:delText></w:r></w:del>";
}
std::string inserted(const std::string& text) {
  return "<w:ins w:id=\"1\">" + r(text) + "</w:ins>";
}
std::string hidden(const std::string& text) { return r(text, "<w:vanish/>"); }

Document paragraph(const std::string& content) { return read_body("<w:p>" + content + "</w:p>"); }

TEST(DocxLayers, DeletedTextIsItsOwnPassage) {
  const Document document = paragraph(r("留") + deleted("删") + r("下。") + deleted("又删"));
  EXPECT_EQ(texts(document, Surface::body), Strings{"留下。"});
  EXPECT_EQ(document.passages[1].visibility, Visibility::recoverable);
  EXPECT_EQ(texts(document, Surface::deleted_text), (Strings{"留删下", "又删"}));
}

TEST(DocxLayers, MovedAwayIsDeleted) {
  const Document document =
      paragraph("<w:moveFrom w:id=\"1\">" + r("移走") + "</w:moveFrom>" + r(" 余"));
  EXPECT_EQ(texts(document, Surface::body), Strings{" 余"});
  EXPECT_EQ(texts(document, Surface::deleted_text), Strings{"移走"});
}

// A redaction by tracked change: the number before it is whole in the file.
TEST(DocxLayers, NumberRedactedByTrackedChangeIsReadWhole) {
  const Document document =
      paragraph(r("身份证号:341302") + deleted("19000101") + inserted("********") + r("0015。"));
  EXPECT_EQ(texts(document, Surface::body), Strings{"身份证号:341302********0015。"});
  EXPECT_EQ(texts(document, Surface::deleted_text), Strings{"身份证号:341302190001010015"});
}

TEST(DocxLayers, NumberCutByHidingIsReadWhole) {
  const Document document = paragraph(r("电话 1380013") + hidden("80") + r("00,") + hidden("备注"));
  EXPECT_EQ(texts(document, Surface::body), Strings{"电话 138001300,"});
  EXPECT_EQ(texts(document, Surface::hidden_text), (Strings{"13800138000", "备注"}));
}

TEST(DocxLayers, MarkCutByHidingIsReadWhole) {
  EXPECT_EQ(texts(paragraph(r("机密★") + hidden("10年")), Surface::hidden_text),
            Strings{"机密★10年"});
  EXPECT_EQ(texts(paragraph(r("机密★1") + hidden("0年")), Surface::hidden_text),
            Strings{"机密★10年"});
  EXPECT_EQ(texts(paragraph(r("机") + hidden("密★10年")), Surface::hidden_text),
            Strings{"机密★10年"});
}

TEST(DocxLayers, WholeNumberBesideDeletedWordIsReadOnce) {
  const Document document = paragraph(r("联系电话13800138000") + deleted("张某"));
  EXPECT_EQ(texts(document, Surface::deleted_text), Strings{"张某"});
}

TEST(DocxLayers, ParagraphsOnlyDeletedOrHiddenShowNothing) {
  EXPECT_EQ(lines(read_body("<w:p>" + deleted("甲") + "</w:p><w:p>" + hidden("乙") + "</w:p>")),
            (Strings{"deleted-text word/document.xml/p[1] | 甲",
                     "hidden-text word/document.xml/p[2] | 乙"}));
}

TEST(DocxLayers, HiddenTakesItsTextBoxAlong) {
  const std::string box = "<w:pict><v:shape><v:textbox><w:txbxContent>" + p("盒中") +
                          "</w:txbxContent></v:textbox></v:shape></w:pict>";
  EXPECT_EQ(
      texts(paragraph("<w:r><w:rPr><w:vanish/></w:rPr>" + box + "</w:r>"), Surface::hidden_text),
      Strings{"盒中"});
}

TEST(DocxLayers, DeletedInstructionIsDeletedText) {
  EXPECT_EQ(texts(paragraph("<w:del w:id=\"1\"><w:r><w:delInstrText>LINK x</w:delInstrText></w:r>"
                            "</w:del>"),
                  Surface::deleted_text),
            Strings{"LINK x"});
}

TEST(DocxLayers, PropertyChangeDoesNotHide) {
  EXPECT_EQ(texts(paragraph(r("甲",
                              "<w:rPrChange w:id=\"1\"><w:rPr><w:vanish/></w:rPr>"
                              "</w:rPrChange>")),
                  Surface::body),
            Strings{"甲"});
}

TEST(DocxLayers, VanishMayBeSwitchedOff) {
  for (const std::string value : {"0", "false", "off"}) {
    EXPECT_EQ(texts(paragraph(r("甲", "<w:vanish w:val=\"" + value + "\"/>")), Surface::body),
              Strings{"甲"});
  }
  EXPECT_EQ(texts(paragraph(r("甲", "<w:vanish w:val=\"true\"/>")), Surface::hidden_text),
            Strings{"甲"});
}

// ---- mc:AlternateContent

std::string alternate(const std::string& choice, const std::string& fallback) {
  return "<mc:AlternateContent><mc:Choice Requires=\"wps\">" + choice +
         "</mc:Choice><mc:Fallback>" + fallback + "</mc:Fallback></mc:AlternateContent>";
}
std::string new_box(const std::string& content) {
  return "<w:drawing><wps:wsp><wps:txbx><w:txbxContent>" + content +
         "</w:txbxContent></wps:txbx></wps:wsp></w:drawing>";
}
std::string old_box(const std::string& content) {
  return "<w:pict><v:shape><v:textbox><w:txbxContent>" + content +
         "</w:txbxContent></v:textbox></v:shape></w:pict>";
}

TEST(DocxAlternate, TextBoxIsReadOnce) {
  const Document document = paragraph(
      r("前") + "<w:r>" + alternate(new_box(p("盒")), old_box(p("盒"))) + "</w:r>" + r("后"));
  EXPECT_EQ(lines(document), (Strings{"body word/document.xml/p[1] | 前后",
                                      "text-box word/document.xml/p[1]/txbx[1]/p[1] | 盒"}));
}

TEST(DocxAlternate, TextOnlyInTheFallbackIsNotLost) {
  const Document only =
      paragraph("<w:r>" + alternate("<w:drawing/>", old_box(p("13800138000"))) + "</w:r>");
  ASSERT_EQ(texts(only, Surface::text_box), Strings{"13800138000"});
  EXPECT_EQ(only.passages[0].visibility, Visibility::shown);

  const Document differs = paragraph(
      "<w:r>" + alternate(new_box(p("甲") + p("乙")), old_box(p("甲") + p("丙"))) + "</w:r>");
  ASSERT_EQ(texts(differs, Surface::text_box), (Strings{"甲", "乙", "丙"}));
  EXPECT_EQ(differs.passages[1].visibility, Visibility::shown);
  EXPECT_EQ(differs.passages[2].visibility, Visibility::recoverable);
}

TEST(DocxAlternate, RunsInsideAParagraphAreReadOnce) {
  const Document same = paragraph(r("1380") + alternate(r("013"), r("013")) + r("8000"));
  EXPECT_EQ(lines(same), Strings{"body word/document.xml/p[1] | 13800138000"});

  const Document differs = paragraph(r("1380") + alternate(r("xxx"), r("013")) + r("8000"));
  EXPECT_EQ(texts(differs, Surface::body)[0], "1380xxx8000");
  EXPECT_EQ(differs.passages[1].visibility, Visibility::recoverable);
}

TEST(DocxAlternate, BlockLevelIsReadOnce) {
  EXPECT_EQ(texts(read_body(p("一") + alternate(p("二"), p("二")) + p("三")), Surface::body),
            (Strings{"一", "二", "三"}));
}

TEST(DocxAlternate, MayNest) {
  const std::string inner = alternate(new_box(p("内")), old_box(p("内")));
  EXPECT_EQ(texts(paragraph("<w:r>" +
                            alternate(new_box("<w:p><w:r>" + inner + "</w:r></w:p>"),
                                      old_box("<w:p><w:r>" + inner + "</w:r></w:p>")) +
                            "</w:r>"),
                  Surface::text_box),
            Strings{"内"});
}

}  // namespace
}  // namespace mishen::test
