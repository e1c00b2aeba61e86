// Each place of a draft that can hold text, and what it is called.
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

TEST(DocxSurface, HeadersAndFootersOfEveryType) {
  DocxBuilder builder(p("正文") +
                      "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"first\" r:id=\"rId1\"/>"
                      "<w:titlePg/></w:sectPr></w:pPr></w:p>"
                      "<w:sectPr><w:headerReference w:type=\"even\" r:id=\"rId2\"/>"
                      "<w:footerReference w:type=\"default\" r:id=\"rId3\"/></w:sectPr>");
  builder.part("word/header1.xml", "hdr", p("首页"), "header")
      .part("word/header2.xml", "hdr", p("偶数页"), "header")
      .part("word/footer1.xml", "ftr", p("页脚"), "footer")
      .part("word/header3.xml", "hdr", p("无节使用"), "header")
      .part("word/settings.xml", "settings", "<w:evenAndOddHeaders/>", "settings");
  const Document document = read(builder.bytes());
  EXPECT_EQ(
      lines(document),
      (Strings{"body word/document.xml/p[1] | 正文", "header word/header1.xml/p[1] | 首页",
               "header word/header2.xml/p[1] | 偶数页", "header word/header3.xml/p[1] | 无节使用",
               "footer word/footer1.xml/p[1] | 页脚"}));
  EXPECT_EQ(document.passages[2].visibility, Visibility::shown);
  EXPECT_EQ(document.passages[3].visibility, Visibility::recoverable);
  EXPECT_EQ(gaps(document), Strings{});
}

TEST(DocxSurface, Notes) {
  DocxBuilder builder(p("正文"));
  builder
      .part("word/footnotes.xml", "footnotes",
            "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p>"
            "</w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r>" +
                r("脚注") + "</w:p></w:footnote><w:footnote w:id=\"3\">" + p("二") +
                "</w:footnote>",
            "footnotes")
      .part("word/endnotes.xml", "endnotes", "<w:endnote w:id=\"2\">" + p("尾注") + "</w:endnote>",
            "endnotes");
  EXPECT_EQ(lines(read(builder.bytes())),
            (Strings{"body word/document.xml/p[1] | 正文",
                     "footnote word/footnotes.xml/footnote[1]/p[1] | 脚注",
                     "footnote word/footnotes.xml/footnote[2]/p[1] | 二",
                     "endnote word/endnotes.xml/endnote[1]/p[1] | 尾注"}));
}

TEST(DocxSurface, Comments) {
  DocxBuilder builder(p("正文"));
  builder.part("word/comments.xml", "comments",
               "<w:comment w:id=\"0\" w:author=\"审稿人\">" + p("核对") + p("13800138000") +
                   "</w:comment><w:comment w:id=\"1\">" + p("答复") + "</w:comment>",
               "comments");
  const Document document = read(builder.bytes());
  EXPECT_EQ(lines(document), (Strings{"body word/document.xml/p[1] | 正文",
                                      "comment word/comments.xml/comment[1]/p[1] | 核对",
                                      "comment word/comments.xml/comment[1]/p[2] | 13800138000",
                                      "comment word/comments.xml/comment[2]/p[1] | 答复",
                                      "metadata word/comments.xml/property[author] | 审稿人"}));
  EXPECT_EQ(document.passages[1].visibility, Visibility::recoverable);
  EXPECT_EQ(document.passages[1].where[1].name, "审稿人");
}

TEST(DocxSurface, TextBoxesStandAfterTheirParagraph) {
  const std::string box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + p("盒") +
                          table({{"格"}}) + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>";
  EXPECT_EQ(lines(read_body("<w:p>" + r("前") + box + r("后") + "</w:p>" + p("末"))),
            (Strings{"body word/document.xml/p[1] | 前后",
                     "text-box word/document.xml/p[1]/txbx[1]/p[1] | 盒",
                     "text-box word/document.xml/p[1]/txbx[1]/tbl[1]/tr[1]/tc[1]/p[1] | 格",
                     "body word/document.xml/p[2] | 末"}));
}

TEST(DocxSurface, TextBoxInACellIsNotTheCell) {
  const std::string box = "<w:r><w:pict><v:textbox><w:txbxContent>" + p("盒") +
                          "</w:txbxContent></v:textbox></w:pict></w:r>";
  const Document document =
      read_body("<w:tbl><w:tr><w:tc><w:p>" + r("格") + box + "</w:p></w:tc></w:tr></w:tbl>");
  ASSERT_EQ(document.passages.size(), 2U);
  EXPECT_TRUE(document.passages[0].cell->fills_cell);
  EXPECT_EQ(document.passages[1].surface, Surface::text_box);
  EXPECT_FALSE(document.passages[1].cell.has_value());
}

TEST(DocxSurface, HyperlinkTargetsAreReadWhereTheyStand) {
  DocxBuilder builder("<w:p><w:hyperlink r:id=\"rId1\" w:tooltip=\"提示\">" + r("联系") +
                      "</w:hyperlink></w:p>");
  builder.relate("hyperlink", "mailto:a@b.cn", true).relate("hyperlink", "http://left.over/", true);
  const Document document = read(builder.bytes());
  EXPECT_EQ(lines(document),
            (Strings{"body word/document.xml/p[1] | 联系",
                     "hyperlink word/document.xml/p[1]/hyperlink[1] | mailto:a@b.cn",
                     "hyperlink word/document.xml/p[1]/hyperlink[1] | 提示",
                     "hyperlink word/document.xml/property[hyperlink] | http://left.over/"}));
  EXPECT_EQ(gaps(document), Strings{});
}

TEST(DocxSurface, AlternativeTextsOnceEach) {
  const Document document = read_body(
      "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"图片 1\" descr=\"身份证照片\" "
      "title=\"题\"/><pic:cNvPr xmlns:pic=\"urn:p\" id=\"0\" name=\"甲.jpg\" descr=\"身份证照片\"/>"
      "</wp:inline></w:drawing></w:r></w:p>");
  EXPECT_EQ(texts(document, Surface::alt_text), (Strings{"身份证照片", "题", "图片 1", "甲.jpg"}));
  EXPECT_EQ(document.passages[0].visibility, Visibility::recoverable);
}

TEST(DocxSurface, WatermarksAndWordArt) {
  const std::string art =
      "<w:p><w:r><w:pict><v:shape alt=\"替代\"><v:textpath string=\"机密★1年\"/>"
      "</v:shape></w:pict></w:r></w:p>";
  DocxBuilder builder(art + "<w:sectPr><w:headerReference r:id=\"rId1\"/></w:sectPr>");
  builder.part("word/header1.xml", "hdr", art, "header");
  const Document document = read(builder.bytes());
  EXPECT_EQ(texts(document, Surface::watermark), Strings{"机密★1年"});
  EXPECT_EQ(texts(document, Surface::text_box), Strings{"机密★1年"});
  EXPECT_EQ(texts(document, Surface::alt_text), (Strings{"替代", "替代"}));
}

TEST(DocxSurface, ContentControlsAndFormFields) {
  const Document document = read_body(
      "<w:p><w:sdt><w:sdtPr><w:alias w:val=\"名\"/><w:tag w:val=\"签\"/><w:dropDownList>"
      "<w:listItem w:displayText=\"甲\" w:value=\"乙\"/></w:dropDownList></w:sdtPr><w:sdtContent>" +
      r("选") +
      "</w:sdtContent></w:sdt><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>"
      "<w:name w:val=\"域\"/><w:textInput><w:default "
      "w:val=\"13800138000\"/></w:textInput></w:ffData>"
      "</w:fldChar></w:r></w:p>");
  EXPECT_EQ(texts(document, Surface::body), Strings{"选"});
  EXPECT_EQ(texts(document, Surface::sdt), (Strings{"名", "签", "甲", "乙"}));
  EXPECT_EQ(texts(document, Surface::form_field), (Strings{"域", "13800138000"}));
}

TEST(DocxSurface, BookmarksOfPeople) {
  EXPECT_EQ(
      texts(read_body("<w:p><w:bookmarkStart w:name=\"张某\"/><w:bookmarkStart w:name=\"_Toc1\"/>"
                      "</w:p>"),
            Surface::bookmark),
      Strings{"张某"});
}

TEST(DocxSurface, Properties) {
  DocxBuilder builder(p("正文"));
  builder
      .raw("docProps/core.xml",
           "<cp:coreProperties xmlns:cp=\"urn:c\" xmlns:dc=\"urn:d\"><dc:title>机密★10年</dc:title>"
           "<dc:creator/></cp:coreProperties>")
      .raw("docProps/app.xml", "<Properties><Company>某单位</Company></Properties>")
      .raw("docProps/custom.xml",
           "<Properties xmlns:vt=\"urn:v\"><property name=\"电话\"><vt:lpwstr>13800138000"
           "</vt:lpwstr></property></Properties>");
  const Document document = read(builder.bytes());
  EXPECT_EQ(lines(document),
            (Strings{"body word/document.xml/p[1] | 正文",
                     "metadata docProps/core.xml/property[title] | 机密★10年",
                     "metadata docProps/app.xml/property[Company] | 某单位",
                     "custom-property docProps/custom.xml/property[name] | 电话",
                     "custom-property docProps/custom.xml/property[电话] | 13800138000"}));
}

TEST(DocxSurface, SettingsNumberingAndCustomXml) {
  DocxBuilder builder(p("正文"));
  builder
      .part("word/settings.xml", "settings",
            "<w:rsids><w:rsid w:val=\"00A77B3E\"/></w:rsids><w:docVars><w:docVar w:name=\"v\" "
            "w:val=\"变量\"/></w:docVars>",
            "settings")
      .part("word/numbering.xml", "numbering",
            "<w:lvl><w:lvlText w:val=\"第%1章\"/></w:lvl><w:lvl><w:lvlText w:val=\"机密★10年 %1\"/>"
            "</w:lvl>",
            "numbering")
      .raw("customXml/item1.xml", "<data phone=\"13800138000\"><id>341302</id></data>")
      .raw("customXml/itemProps1.xml", "<ds:datastoreItem xmlns:ds=\"urn:d\" ds:itemID=\"{1}\"/>");
  const Document document = read(builder.bytes());
  EXPECT_EQ(texts(document, Surface::body), (Strings{"正文", "机密★10年 %1"}));
  EXPECT_EQ(texts(document, Surface::custom_property),
            (Strings{"v", "变量", "13800138000", "341302"}));
  EXPECT_EQ(gaps(document), Strings{});
}

TEST(DocxSurface, ChartsAndDiagrams) {
  DocxBuilder builder(p("正文"));
  builder
      .raw(
          "word/charts/chart1.xml",
          "<c:chartSpace xmlns:c=\"urn:c\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/"
          "2006/main\"><c:rich><a:p><a:r><a:t>图</a:t></a:r><a:r><a:t>题</a:t></a:r></a:p></c:rich>"
          "<c:v>13800138000</c:v></c:chartSpace>")
      .raw("word/diagrams/data1.xml",
           "<dgm:dataModel xmlns:dgm=\"urn:d\" xmlns:a=\"http://schemas.openxmlformats.org/"
           "drawingml/2006/main\"><dgm:t><a:p><a:r><a:t>节点</a:t></a:r></a:p></dgm:t></"
           "dgm:dataModel>")
      .raw("word/diagrams/drawing1.xml",
           "<dsp:drawing xmlns:dsp=\"urn:s\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/"
           "2006/main\"><dsp:txBody><a:p><a:r><a:t>节点</a:t></a:r></a:p><a:p><a:r><a:t>余</a:t></"
           "a:r>"
           "</a:p></dsp:txBody></dsp:drawing>")
      .relate("diagramData", "diagrams/data1.xml");
  const Document document = read(builder.bytes());
  EXPECT_EQ(texts(document, Surface::chart), (Strings{"图题", "13800138000"}));
  EXPECT_EQ(texts(document, Surface::smartart), (Strings{"节点", "余"}));
  EXPECT_EQ(gaps(document), Strings{});
}

TEST(DocxSurface, GlossaryIsNotShown) {
  DocxBuilder builder(p("正文"));
  builder.part("word/glossary/document.xml", "glossaryDocument",
               "<w:docParts><w:docPart><w:docPartBody>" + p("词条") +
                   "</w:docPartBody></w:docPart></w:docParts>",
               "glossaryDocument");
  const Document document = read(builder.bytes());
  ASSERT_EQ(texts(document, Surface::glossary), Strings{"词条"});
  EXPECT_EQ(document.passages[1].visibility, Visibility::recoverable);
}

}  // namespace
}  // namespace mishen::test
