// What tells that something is there which a reader does not see, whatever it says.
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

const std::string kBy = " w:author=\"张某\" w:date=\"2024-01-01T00:00:00Z\"";

Document paragraph(const std::string& content) { return read_body("<w:p>" + content + "</w:p>"); }

Document styled(const std::string& styles, const std::string& body) {
  return read(DocxBuilder(body).styles(styles).bytes());
}

TEST(DocxTraces, ChangesWithAuthorAndDate) {
  const Document document =
      paragraph(r("甲") + "<w:ins" + kBy + ">" + r("乙") + r("丙") + "</w:ins>" + "<w:del" + kBy +
                "><w:r><w:delText>丁</w:delText></w:r></w:del>");
  EXPECT_EQ(traces(document), (Strings{"tracked-change inserted word/document.xml/p[1] | 乙丙",
                                       "tracked-change deleted word/document.xml/p[1] | 丁",
                                       "author-name  word/document.xml/property[author] | 张某"}));
  EXPECT_EQ(document.passages[0].traces[0].author, "张某");
  EXPECT_EQ(document.passages[0].traces[0].date, "2024-01-01T00:00:00Z");
}

TEST(DocxTraces, MovesAndDeletedTextWithoutAChange) {
  EXPECT_EQ(traces(paragraph("<w:moveFrom>" + r("甲") + "</w:moveFrom><w:moveTo>" + r("乙") +
                             "</w:moveTo>")),
            (Strings{"tracked-change moved word/document.xml/p[1] | 乙",
                     "tracked-change moved word/document.xml/p[1] | 甲"}));
  EXPECT_EQ(traces(paragraph("<w:r><w:delText>甲</w:delText></w:r>")),
            Strings{"tracked-change deleted word/document.xml/p[1] | 甲"});
}

TEST(DocxTraces, ChangedProperties) {
  EXPECT_EQ(traces(paragraph(r("甲") + r("乙", "<w:rPrChange><w:rPr/></w:rPrChange>"))),
            Strings{"tracked-change formatted word/document.xml/p[1] | 乙"});
  EXPECT_EQ(traces(paragraph("<w:pPr><w:rPr><w:ins/></w:rPr><w:pPrChange><w:pPr/></w:pPrChange>"
                             "</w:pPr>" +
                             r("甲"))),
            (Strings{"tracked-change inserted word/document.xml/p[1] | 甲",
                     "tracked-change formatted word/document.xml/p[1] | 甲"}));
  EXPECT_EQ(traces(read_body(p("甲") + "<w:sectPr><w:sectPrChange><w:sectPr/></w:sectPrChange>"
                                       "</w:sectPr>")),
            Strings{"tracked-change formatted word/document.xml | "});
}

TEST(DocxTraces, ChangedTablesRowsAndCells) {
  const Document document = read_body(
      "<w:tbl><w:tblPr><w:tblPrChange><w:tblPr/></w:tblPrChange></w:tblPr><w:tr><w:trPr><w:del/>"
      "</w:trPr><w:tc><w:tcPr><w:cellIns/></w:tcPr>" +
      p("甲") + "</w:tc></w:tr></w:tbl>");
  EXPECT_EQ(traces(document),
            (Strings{"tracked-change formatted word/document.xml/tbl[1] | ",
                     "tracked-change deleted word/document.xml/tbl[1]/tr[1] | ",
                     "tracked-change inserted word/document.xml/tbl[1]/tr[1]/tc[1] | "}));
  ASSERT_EQ(lines(document).size(), 1U);
}

TEST(DocxTraces, UnseenByColourSizeAndScale) {
  for (const char* look :
       {"<w:color w:val=\"FFFFFF\"/>", "<w:color w:val=\"FEFEFE\"/>", "<w:sz w:val=\"2\"/>",
        "<w:w w:val=\"1\"/>", "<w:color w:val=\"000000\" w:themeColor=\"background1\"/>",
        "<w:color w:val=\"FFFF00\"/><w:highlight w:val=\"yellow\"/>",
        "<w:color w:val=\"00FF00\"/><w:shd w:val=\"clear\" w:fill=\"00FF00\"/>",
        "<w14:textFill xmlns:w14=\"u\"><w14:noFill/></w14:textFill>"}) {
    const Document document = paragraph(r("甲") + r("乙", look));
    EXPECT_EQ(texts(document, Surface::white_text), Strings{"甲乙"}) << look;
    EXPECT_EQ(traces(document), Strings{"unseen-text  word/document.xml/p[1] | 乙"}) << look;
  }
}

TEST(DocxTraces, SeenAllTheSame) {
  const std::string white = "<w:color w:val=\"FFFFFF\"/>";
  for (const std::string& look :
       {std::string("<w:color w:val=\"auto\"/>"), white + "<w:highlight w:val=\"black\"/>",
        white + "<w:shd w:val=\"clear\" w:fill=\"1F3864\"/>",
        white + "<w:shd w:val=\"solid\" w:color=\"000000\"/>",
        std::string("<w:shd w:val=\"clear\" w:fill=\"000000\"/>"), std::string("<w:webHidden/>"),
        std::string("<w:color w:val=\"D9D9D9\"/>"), std::string("<w:sz w:val=\"3\"/>")}) {
    EXPECT_EQ(traces(paragraph(r("甲", look))), Strings{}) << look;
  }
  EXPECT_EQ(traces(read_body("<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val=\"clear\" w:fill=\"4472C4\"/>"
                             "</w:tcPr><w:p>" +
                             r("甲", white) + "</w:p></w:tc></w:tr></w:tbl>")),
            Strings{});
}

TEST(DocxTraces, ColoursOfATableStyleAreNotGuessed) {
  const std::string styles =
      "<w:style w:type=\"table\" w:styleId=\"t\"><w:tblStylePr w:type=\"firstRow\">"
      "<w:tcPr><w:shd w:val=\"clear\" w:fill=\"000000\"/></w:tcPr></w:tblStylePr>"
      "</w:style>";
  const std::string body = "<w:tbl><w:tblPr><w:tblStyle w:val=\"t\"/></w:tblPr><w:tr><w:tc><w:p>" +
                           r("甲", "<w:color w:val=\"FFFFFF\"/>") + "</w:p></w:tc></w:tr></w:tbl>";
  EXPECT_EQ(traces(styled(styles, body)), Strings{});
  EXPECT_EQ(traces(read_body(body)).size(), 1U);
}

TEST(DocxTraces, WhatStandsBehindMayBeDark) {
  const std::string white = "<w:p>" + r("甲", "<w:color w:val=\"FFFFFF\"/>") + "</w:p>";
  const auto behind = [](const std::string& cx) {
    return "<w:p><w:r><w:drawing><wp:anchor behindDoc=\"1\"><wp:extent cx=\"" + cx +
           "\" cy=\"4000000\"/></wp:anchor></w:drawing></w:r></w:p>";
  };
  EXPECT_EQ(traces(read_body(white + behind("7000000"))), Strings{});
  EXPECT_EQ(traces(read_body(white + behind("100000"))).size(), 1U);
}

TEST(DocxTraces, DarkOnDarkLooksLikeARedaction) {
  for (const char* look :
       {"<w:highlight w:val=\"black\"/>",
        "<w:color w:val=\"000000\"/><w:highlight w:val=\"black\"/>",
        "<w:color w:val=\"000000\"/><w:shd w:val=\"clear\" w:fill=\"000000\"/>"}) {
    const Document document = paragraph(r("甲", look));
    EXPECT_EQ(traces(document), Strings{"covered-text colour word/document.xml/p[1] | 甲"}) << look;
    EXPECT_EQ(texts(document, Surface::obscured_text), Strings{"甲"}) << look;
  }
}

TEST(DocxTraces, HiddenByTableStyleAndByRow) {
  const std::string styles =
      "<w:style w:type=\"table\" w:styleId=\"t\"><w:rPr><w:vanish/></w:rPr></w:style>";
  EXPECT_EQ(
      traces(styled(styles, "<w:tbl><w:tblPr><w:tblStyle w:val=\"t\"/></w:tblPr><w:tr><w:tc>" +
                                p("甲") + "</w:tc></w:tr></w:tbl>")),
      Strings{"hidden-text  word/document.xml/tbl[1]/tr[1]/tc[1]/p[1] | 甲"});
  EXPECT_EQ(texts(read_body("<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>" + p("甲") +
                            "</w:tc></w:tr><w:tr><w:tc>" + p("乙") + "</w:tc></w:tr></w:tbl>"),
                  Surface::hidden_text),
            Strings{"甲"});
}

TEST(DocxTraces, CommentsResolvedAndReplies) {
  const auto comment = [](const std::string& id, const std::string& text) {
    return "<w:comment w:author=\"" + text + "\"><w:p xmlns:w14=\"u\" w14:paraId=\"" + id + "\">" +
           r(text) + "</w:p></w:comment>";
  };
  DocxBuilder builder(p("正文"));
  builder
      .part("word/comments.xml", "comments",
            comment("1", "甲") + comment("2", "乙") + "<w:comment/>", "comments")
      .part("word/commentsExtended.xml", "commentsEx",
            "<w:commentEx w:paraId=\"1\" w:done=\"1\"/><w:commentEx w:paraId=\"2\" "
            "w:paraIdParent=\"1\" w:done=\"0\"/>",
            "commentsExtended");
  EXPECT_EQ(traces(read(builder.bytes())),
            (Strings{"comment resolved word/comments.xml/comment[1]/p[1] | 甲",
                     "comment reply word/comments.xml/comment[2]/p[1] | 乙",
                     "comment  word/comments.xml/comment[3] | ",
                     "author-name  word/comments.xml/property[author] | 乙",
                     "author-name  word/comments.xml/property[author] | 甲"}));
}

TEST(DocxTraces, NamesPathsMacrosAndCroppedPictures) {
  DocxBuilder builder(
      "<w:p><w:r><w:drawing><pic:blipFill xmlns:pic=\"u\"><a:blip r:embed=\"rId1\"/><a:srcRect "
      "l=\"20000\"/></pic:blipFill></w:drawing></w:r><w:fldSimple w:instr=\" INCLUDETEXT "
      "&quot;C:\\\\Users\\\\li\\\\a.docx&quot; \"/></w:p>");
  builder.relate("image", "media/image1.png")
      .raw("word/media/image1.png", "\x89PNG\r\n")
      .relate("vbaProject", "vbaProject.bin")
      .raw("word/vbaProject.bin", "\xD0\xCF\x11\xE0 ...")
      .raw("docProps/core.xml",
           "<c:coreProperties xmlns:c=\"u\"><c:creator>李某</c:creator>"
           "</c:coreProperties>");
  EXPECT_EQ(
      traces(read(builder.bytes())),
      (Strings{"cropped-picture  word/document.xml/p[1]/word/media/image1.png | ",
               "machine-path  word/document.xml/p[1]/property[instr] | C:\\\\Users\\\\li\\\\a.docx",
               "script macro word/vbaProject.bin | ",
               "author-name  docProps/core.xml/property[creator] | 李某",
               "unreferenced  docProps/core.xml | "}));
}

TEST(DocxTraces, HeadersThatAreSwitchedOffAreNotShown) {
  DocxBuilder builder(p("正文") +
                      "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"rId1\"/>"
                      "<w:headerReference w:type=\"even\" r:id=\"rId2\"/></w:sectPr>");
  builder.part("word/header1.xml", "hdr", p("首页"), "header")
      .part("word/header2.xml", "hdr", p("偶数页"), "header");
  for (const Passage& passage : read(builder.bytes()).passages) {
    EXPECT_EQ(passage.visibility == Visibility::shown, passage.surface == Surface::body);
  }
}

TEST(DocxTraces, LabelsOfListsThatSaySomething) {
  DocxBuilder builder(p("正文"));
  builder.part(
      "word/numbering.xml", "numbering",
      "<w:lvl><w:lvlText w:val=\"第%1章\"/></w:lvl><w:lvl><w:lvlText w:val=\"机密%1\"/></w:lvl>",
      "numbering");
  EXPECT_EQ(texts(read(builder.bytes()), Surface::body), (Strings{"正文", "机密%1"}));
}

}  // namespace
}  // namespace mishen::test
