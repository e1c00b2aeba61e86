// The text of paragraphs: which elements give which characters, in which order.
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

Strings body_of(const std::string& body) { return texts(read_body(body), Surface::body); }

TEST(DocxText, ParagraphIsReadOverAnyNumberOfRuns) {
  std::string runs;
  for (const char digit : std::string("341302190001010015")) {
    runs += "<w:proofErr w:type=\"spellStart\"/>" + r(std::string(1, digit), "<w:b/>") +
            "<w:bookmarkStart w:id=\"1\" w:name=\"_GoBack\"/><w:lastRenderedPageBreak/>";
  }
  EXPECT_EQ(body_of("<w:p>" + runs + "</w:p>" + p("乙")), (Strings{"341302190001010015", "乙"}));
}

TEST(DocxText, ElementsStandForCharacters) {
  EXPECT_EQ(body_of("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/>"
                    "<w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f</w:t>"
                    "<w:ptab w:alignment=\"right\"/><w:t>g</w:t></w:r></w:p>"),
            Strings{"a\tb\nc\nd\xE2\x80\x91"
                    "e\xC2\xAD"
                    "f\tg"});
}

TEST(DocxText, TabStopsAreNotTabs) {
  EXPECT_EQ(body_of("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"9\"/></w:tabs></w:pPr>" +
                    r("甲") + "</w:p>"),
            Strings{"甲"});
}

TEST(DocxText, SymbolsGoByTheirFont) {
  const auto symbol = [](const std::string& font, const std::string& code) {
    return body_of("<w:p><w:r><w:t>机密</w:t><w:sym w:font=\"" + font + "\" w:char=\"" + code +
                   "\"/></w:r></w:p>")[0]
        .substr(6);
  };
  EXPECT_EQ(symbol("Wingdings", "F0AB"), "★");
  EXPECT_EQ(symbol("Wingdings", "F081"), "①");
  EXPECT_EQ(symbol("Wingdings", "F04A"), "\xEF\x81\x8A");  // a smiley stays as it is
  EXPECT_EQ(symbol("Symbol", "F0AB"), "\xEF\x82\xAB");     // an arrow there, no star
  EXPECT_EQ(symbol("Symbol", "F033"), "3");
  EXPECT_EQ(symbol("宋体", "F033"), "3");
  EXPECT_EQ(symbol("宋体", "2605"), "★");
  EXPECT_EQ(symbol("Wingdings 2", "F0AB"), "\xEF\x82\xAB");
  EXPECT_EQ(symbol("Wingdings", "zz"), "");
}

TEST(DocxText, SpacesOfATextAreKept) {
  EXPECT_EQ(body_of("<w:p><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>" + r("a") +
                    "<w:r><w:t xml:space=\"preserve\">  <![CDATA[b<]]> </w:t></w:r></w:p>"),
            Strings{" a  b< "});
}

TEST(DocxText, EntitiesAreCharacters) {
  EXPECT_EQ(body_of(p("&lt;&amp;&#x673A;&#23494;&gt;")), Strings{"<&机密>"});
}

TEST(DocxText, WrappersAreTransparent) {
  const std::string wrapped = "<w:p>" + r("1") + "<w:hyperlink w:anchor=\"x\">" + r("2") +
                              "</w:hyperlink>" + "<w:smartTag w:element=\"d\">" + r("3") +
                              "</w:smartTag>" + "<w:sdt><w:sdtPr/><w:sdtContent>" + r("4") +
                              "</w:sdtContent></w:sdt>" + "<w:fldSimple w:instr=\" X \">" + r("5") +
                              "</w:fldSimple>" + "<w:ins w:id=\"1\">" + r("6") + "</w:ins>" +
                              "<w:moveTo w:id=\"2\">" + r("7") + "</w:moveTo>" +
                              "<w:customXml w:element=\"e\">" + r("8") + "</w:customXml>" +
                              "<w:dir w:val=\"ltr\">" + r("9") + "</w:dir></w:p>";
  EXPECT_EQ(body_of(wrapped), Strings{"123456789"});
}

TEST(DocxText, EquationsStandInPlace) {
  EXPECT_EQ(body_of("<w:p>" + r("编号") +
                    "<m:oMath><m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>138</m:t></m:r>"
                    "<m:r><m:t>00138000</m:t></m:r></m:oMath>" +
                    r("止") + "</w:p>"),
            Strings{"编号13800138000止"});
}

TEST(DocxText, RubyStandsBesideItsWord) {
  EXPECT_EQ(body_of("<w:p>" + r("机") +
                    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>mi</w:t></w:r></w:rt><w:rubyBase><w:r>"
                    "<w:t>密</w:t></w:r></w:rubyBase></w:ruby></w:r>" +
                    r("★10年") + "</w:p>"),
            (Strings{"机密★10年", "mi"}));
}

TEST(DocxText, NoteMarkKeepsTwoNumbersApart) {
  const std::string mark = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
  EXPECT_EQ(body_of("<w:p>" + r("号341302190001010015") + mark + r("5人") + "</w:p>"),
            Strings{"号341302190001010015\xEF\xBF\xBC"
                    "5人"});
  EXPECT_EQ(body_of("<w:p>" + r("机密★10年") + mark + r("。") + "</w:p>"), Strings{"机密★10年。"});
  EXPECT_EQ(body_of("<w:p>" + r("共5") + mark + "</w:p>"), Strings{"共5"});
}

TEST(DocxText, ComplexFieldShowsItsResult) {
  const auto mark = [](const std::string& type) {
    return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>";
  };
  const std::string code =
      "<w:r><w:instrText> HYPERLINK \"mailto:a</w:instrText></w:r>"
      "<w:r><w:instrText>@b.cn\" </w:instrText></w:r>";
  const Document document =
      read_body("<w:p>" + r("电话") + mark("begin") + code + mark("separate") + r("13800138000") +
                mark("end") + r("。") + mark("begin") +
                "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("end") + "</w:p>");
  EXPECT_EQ(texts(document, Surface::body), Strings{"电话13800138000。"});
  EXPECT_EQ(texts(document, Surface::field_code),
            (Strings{" HYPERLINK \"mailto:a@b.cn\" ", "PAGE"}));
}

TEST(DocxText, FieldMayReachOverParagraphsAndNest) {
  const auto mark = [](const std::string& type) {
    return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>";
  };
  const std::string instruction = "<w:r><w:instrText>TOC</w:instrText></w:r>";
  const Document document =
      read_body("<w:p>" + mark("begin") + instruction + mark("separate") + r("一") + "</w:p><w:p>" +
                mark("begin") + instruction + r("内") + mark("separate") + r("二") + mark("end") +
                "</w:p><w:p>" + r("三") + mark("end") + r("四") + mark("end") + r("五") + "</w:p>");
  EXPECT_EQ(texts(document, Surface::body), (Strings{"一", "二", "三四五"}));
  EXPECT_EQ(texts(document, Surface::field_code), (Strings{"TOC", "TOC内"}));
}

TEST(DocxText, TextOutsideAnyParagraphIsRead) {
  EXPECT_EQ(body_of(r("13800138000") + p("后")), (Strings{"后", "13800138000"}));
}

TEST(DocxText, TextWhereNoneBelongsIsTold) {
  const Document document = read_body(
      "<w:p><w:pPr>甲</w:pPr><w:r><w:rPr><w:b>乙</w:b></w:rPr><w:t>丙<w:x>丁</w:x></w:t>"
      "</w:r></w:p><w:secret>戊</w:secret>");
  EXPECT_EQ(texts(document, Surface::body), Strings{"丙"});
  EXPECT_EQ(texts(document, Surface::hidden_text), (Strings{"甲", "乙", "丁", "戊"}));
}

TEST(DocxText, PathCountsAmongSiblings) {
  const Document document =
      read_body(p("一") + table({{"二"}}) +
                "<w:sdt><w:sdtPr><w:alias w:val=\"联系人\"/></w:sdtPr><w:sdtContent>" + p("三") +
                "</w:sdtContent></w:sdt>" + p("四"));
  EXPECT_EQ(lines(document),
            (Strings{"body word/document.xml/p[1] | 一",
                     "table-cell word/document.xml/tbl[1]/tr[1]/tc[1]/p[1] | 二",
                     "sdt word/document.xml/sdt/property[alias] | 联系人",
                     "body word/document.xml/sdt/p[2] | 三", "body word/document.xml/p[3] | 四"}));
  EXPECT_EQ(document.passages[3].where[1].name, "联系人");
}

}  // namespace
}  // namespace mishen::test
