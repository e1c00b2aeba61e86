// Which parts are read and which are gaps; how the main one is found.
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

const std::string kRels = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string root_rels(const std::string& target,
                      const std::string& type_base =
                          "http://schemas.openxmlformats.org/officeDocument/2006/relationships/") {
  return "<Relationships xmlns=\"" + kRels + "\"><Relationship Id=\"r\" Type=\"" + type_base +
         "officeDocument\" Target=\"" + target + "\"/></Relationships>";
}

TEST(DocxParts, MainPartByRelationshipWhereverItLies) {
  ZipBuilder zip;
  zip.add("_rels/.rels", root_rels("/Doc/%4Dain.XML"))
      .add("doc/main.xml", word_xml("document", "<w:body>" + p("甲") + "</w:body>"));
  const Document document = read(zip.bytes());
  EXPECT_EQ(lines(document), Strings{"body doc/main.xml/p[1] | 甲"});
  EXPECT_EQ(gaps(document), Strings{});
}

TEST(DocxParts, MainPartByConvention) {
  ZipBuilder zip;
  zip.add("word/document.xml", word_xml("document", "<w:body>" + p("甲") + "</w:body>"));
  const Document document = read(zip.bytes());
  EXPECT_EQ(lines(document), Strings{"body word/document.xml/p[1] | 甲"});
  EXPECT_EQ(document.passages[0].visibility, Visibility::shown);
}

TEST(DocxParts, BothWhenTheyDisagree) {
  ZipBuilder zip;
  zip.add("_rels/.rels", root_rels("word/other.xml"))
      .add("word/document.xml", word_xml("document", "<w:body>" + p("甲") + "</w:body>"))
      .add("word/other.xml", word_xml("document", "<w:body>" + p("乙") + "</w:body>"))
      .add("word/old.xml", word_xml("document", "<w:body>" + p("丙") + "</w:body>"));
  const Document document = read(zip.bytes());
  EXPECT_EQ(lines(document),
            (Strings{"body word/document.xml/p[1] | 甲", "body word/other.xml/p[1] | 乙",
                     "unreferenced-object word/old.xml/p[1] | 丙"}));
  EXPECT_EQ(document.passages[0].visibility, Visibility::recoverable);
  EXPECT_EQ(document.passages[1].visibility, Visibility::shown);
}

TEST(DocxParts, StrictNamespacesAndAnyPrefix) {
  const std::string strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
  const std::string body = "<x:body><x:p><x:r><x:t>甲</x:t><x:tab/></x:r></x:p></x:body>";
  ZipBuilder zip;
  zip.add("_rels/.rels", root_rels("word/document.xml",
                                   "http://purl.oclc.org/ooxml/officeDocument/relationships/"))
      .add("word/document.xml", "<x:document xmlns:x=\"" + strict + "\">" + body + "</x:document>");
  EXPECT_EQ(texts(read(zip.bytes()), Surface::body), Strings{"甲\t"});

  ZipBuilder plain;
  plain.add("word/document.xml", "<document xmlns=\"" + strict +
                                     "\"><body><p><r><t>乙</t></r></p><q:p xmlns:q=\"" + strict +
                                     "\"><q:r><q:t>丙</q:t></q:r></q:p></body></document>");
  EXPECT_EQ(texts(read(plain.bytes()), Surface::body), (Strings{"乙", "丙"}));
}

TEST(DocxParts, PrefixMayChangeItsMeaning) {
  const std::string word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  EXPECT_EQ(
      lines(read_body("<w:p>" + r("甲") + "<w:r xmlns:w=\"urn:x\"><w:t>乙</w:t><y:t xmlns:y=\"" +
                      word + "\">丙</y:t></w:r>" + r("丁") + "</w:p>")),
      (Strings{"body word/document.xml/p[1] | 甲乙丙丁"}));
  EXPECT_EQ(lines(read_body("<y:p xmlns:y=\"urn:x\"><y:r><y:t>甲</y:t></y:r></y:p>")),
            (Strings{"hidden-text word/document.xml/property[t] | 甲"}));
}

TEST(DocxParts, NoWordProcessingMlIsAGap) {
  ZipBuilder zip;
  zip.add("[Content_Types].xml", "<Types/>").add("_rels/.rels", root_rels("word/document.xml"));
  EXPECT_EQ(gaps(read(zip.bytes())), (Strings{"part-failed word/document.xml gap.docx.part-missing",
                                              "damaged  gap.docx.no-document"}));
}

TEST(DocxParts, MissingHeaderIsAGap) {
  DocxBuilder builder(p("甲"));
  builder.relate("header", "header1.xml").relate("theme", "theme/theme1.xml");
  EXPECT_EQ(gaps(read(builder.bytes())),
            Strings{"part-failed word/header1.xml gap.docx.part-missing"});
}

TEST(DocxParts, HarmlessPartsAreNoGaps) {
  DocxBuilder builder(p("甲"));
  builder.part("word/fontTable.xml", "fonts", "", "fontTable")
      .part("word/webSettings.xml", "webSettings", "", "webSettings")
      .styles("<w:style w:styleId=\"a\"><w:name w:val=\"机密\"/></w:style>")
      .raw("word/theme/theme1.xml", "<a:theme xmlns:a=\"urn:a\"/>")
      .raw("word/fonts/font1.odttf", std::string("\x01\x02\x03\x00\xFF", 5))
      .raw("_xmlsignatures/origin.sigs", "");
  const Document document = read(builder.bytes());
  EXPECT_EQ(gaps(document), Strings{});
  EXPECT_EQ(lines(document), Strings{"body word/document.xml/p[1] | 甲"});
}

TEST(DocxParts, WhatIsNoFontIsNotHarmless) {
  DocxBuilder builder(p("甲"));
  builder.raw("word/fonts/font1.odttf", "PK\x03\x04").raw("word/fonts/font2.ttf", "13800138000");
  EXPECT_EQ(gaps(read(builder.bytes())),
            (Strings{"unsupported-part word/fonts/font1.odttf gap.embedded-file",
                     "unsupported-part word/fonts/font2.ttf gap.embedded-file"}));
}

TEST(DocxParts, PicturesAreCountedGaps) {
  DocxBuilder builder(p("甲"));
  builder.raw("word/media/image1.png", "\x89PNG\r\n").raw("word/media/image2.bin", "GIF89a");
  const Document document = read(builder.bytes());
  EXPECT_EQ(gaps(document), (Strings{"picture-not-read word/media/image1.png gap.docx.picture",
                                     "picture-not-read word/media/image2.bin gap.docx.picture"}));
  EXPECT_EQ(document.coverage.pictures, 2U);
}

TEST(DocxParts, OnlyPicturesIsADraftUnread) {
  DocxBuilder builder("<w:p/>");
  builder.raw("word/media/image1.png", "\x89PNG\r\n")
      .raw("docProps/core.xml",
           "<c:coreProperties xmlns:c=\"u\"><c:title>题</c:title>"
           "</c:coreProperties>");
  EXPECT_EQ(gaps(read(builder.bytes())).back(), "image-only-page  gap.docx.only-pictures");
}

TEST(DocxParts, AttachmentsMacrosAndUnknownPartsAreGaps) {
  DocxBuilder builder(p("甲"));
  builder.relate("oleObject", "embeddings/oleObject1.bin")
      .relate("vbaProject", "vbaProject.bin")
      .relate("aFChunk", "chunk.rtf")
      .raw("word/embeddings/oleObject1.bin", "\xD0\xCF\x11\xE0 ...")
      .raw("word/vbaProject.bin", "\xD0\xCF\x11\xE0 ...")
      .raw("word/chunk.rtf", "{\\rtf1 13800138000}")
      .raw("word/what.ever", "?")
      .raw("word/odd.xml", "<odd>13800138000</odd>");
  const Document document = read(builder.bytes());
  EXPECT_EQ(gaps(document),
            (Strings{"unsupported-part word/embeddings/oleObject1.bin gap.embedded-file",
                     "unsupported-part word/vbaProject.bin gap.embedded-file",
                     "unsupported-part word/chunk.rtf gap.embedded-file",
                     "unsupported-part word/what.ever gap.embedded-file",
                     "unsupported-part word/odd.xml gap.docx.part-unknown"}));
  // What can be read of an unknown part is read all the same.
  EXPECT_EQ(texts(document, Surface::unreferenced_object), Strings{"13800138000"});
}

TEST(DocxParts, WhatIsFetchedWhenShownIsAGap) {
  DocxBuilder builder(p("甲") + "<w:altChunk r:id=\"rId2\"/>");
  builder.relate("image", "http://x.cn/a.png", true)
      .relate("aFChunk", "file://s/a.htm", true)
      .relate("attachedTemplate", "file:///C:/Users/zhang/t.dotx", true);
  const Document document = read(builder.bytes());
  EXPECT_EQ(gaps(document), (Strings{"external-content word/document.xml gap.docx.external",
                                     "external-content word/document.xml gap.docx.external"}));
  EXPECT_EQ(texts(document, Surface::metadata),
            (Strings{"http://x.cn/a.png", "file://s/a.htm", "file:///C:/Users/zhang/t.dotx"}));
}

// Web pages are seldom XML; the reader of HTML does not mind.
TEST(DocxParts, AnInsertedWebPageNeedNotBeXml) {
  DocxBuilder docx(p("正文"));
  docx.raw("word/afchunk.htm", "<html><body><p>甲<br>乙</body></html>");
  docx.relate("aFChunk", "afchunk.htm");
  EXPECT_EQ(gaps(read(docx.bytes())),
            Strings{"unsupported-part word/afchunk.htm gap.embedded-file"});
}

}  // namespace
}  // namespace mishen::test
