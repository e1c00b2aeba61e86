// Parts that are damaged, deep, or in another encoding.
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

Document read_part(const std::string& xml, const Limits& limits = {}) {
  ZipBuilder zip;
  zip.add("word/document.xml", xml);
  return read(zip.bytes(), limits);
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

const std::string kDamaged = "part-failed word/document.xml gap.docx.part-damaged";

TEST(DocxXml, WhatStandsBeforeDamageIsRead) {
  const std::string whole = word_xml("document", "<w:body>" + p("甲") + p("乙") + "</w:body>");
  const Document cut = read_part(whole.substr(0, whole.find("乙")));
  EXPECT_EQ(texts(cut, Surface::body), Strings{"甲"});
  EXPECT_EQ(gaps(cut), Strings{kDamaged});

  const Document crossed = read_part(word_xml("document", "<w:body>" + p("甲") + "<w:p></w:r>"));
  EXPECT_EQ(texts(crossed, Surface::body), Strings{"甲"});
  EXPECT_EQ(gaps(crossed), Strings{kDamaged});
}

TEST(DocxXml, Utf16IsDecoded) {
  const std::string xml = word_xml("document", "<w:body>" + p("abc") + "</w:body>");
  std::string wide = "\xFF\xFE";
  for (const char c : xml.substr(xml.find("<w:document"))) wide.append({c, '\0'});
  const Document document = read_part(wide);
  EXPECT_EQ(texts(document, Surface::body), Strings{"abc"});
  EXPECT_EQ(gaps(document), Strings{});
}

TEST(DocxXml, OtherEncodingsAreDamage) {
  const std::string gbk = "\xBB\xFA\xC3\xDC";  // 机密
  const Document document = read_part(word_xml("document", "<w:body>" + p(gbk) + "</w:body>"));
  EXPECT_EQ(gaps(document), Strings{kDamaged});
  EXPECT_EQ(texts(document, Surface::body).size(), 1U);
}

TEST(DocxXml, LatinOneIsDecoded) {
  const Document document = read_part(
      "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><w:document><w:p><w:r><w:t>\xE9"
      "</w:t></w:r></w:p></w:document>");
  EXPECT_EQ(texts(document, Surface::body), Strings{"é"});
  EXPECT_EQ(gaps(document), Strings{});
}

TEST(DocxXml, NulIsDamageWhereverItStands) {
  std::string xml = word_xml("document", "<w:body>" + p("甲#乙") + "</w:body>");
  xml[xml.find('#')] = '\0';
  EXPECT_EQ(gaps(read_part(xml))[0], kDamaged);
  for (const std::string reference : {"&#0;", "&#x0;", "&#x000;"}) {
    EXPECT_EQ(gaps(read_part(word_xml("document", p("甲" + reference + "13800138000")))),
              Strings{kDamaged})
        << reference;
  }
  EXPECT_EQ(gaps(read_part(word_xml("document", p("甲&#x20;&#48;")))), Strings{});
}

TEST(DocxXml, DocumentTypeIsDamage) {
  const Document document = read_part("<!DOCTYPE d [<!ENTITY e \"13800138000\">]>" +
                                      word_xml("document", p("甲&e;")).substr(56));
  EXPECT_EQ(gaps(document), Strings{kDamaged});
}

TEST(DocxXml, SurrogateReferencesDoNotBreakTheText) {
  const Document document = read_part(word_xml("document", p("甲&#xD800;乙")));
  ASSERT_EQ(document.passages.size(), 1U);
  EXPECT_TRUE(document.passages[0].text.starts_with("甲"));
  EXPECT_TRUE(document.passages[0].text.ends_with("乙"));
}

TEST(DocxXml, TextAfterTheRootIsTold) {
  const Document document = read_part(word_xml("document", p("甲")) +
                                      "13800138000<w:p><w:r><w:t>乙"
                                      "</w:t></w:r></w:p>");
  EXPECT_EQ(texts(document, Surface::hidden_text), Strings{"13800138000"});
  EXPECT_EQ(texts(document, Surface::body), (Strings{"甲", "乙"}));
}

TEST(DocxXml, DepthIsLimitedAndTheRestIsRead) {
  constexpr int kDepth = 1'000'000;
  const std::string deep =
      repeat("<w:x>", kDepth) + "<w:t>13800138000</w:t>" + repeat("</w:x>", kDepth);
  const Document document =
      read_part(word_xml("document", "<w:body>" + deep + p("后") + "</w:body>"));
  EXPECT_EQ(gaps(document), Strings{"limit-reached word/document.xml gap.limit"});
  EXPECT_EQ(texts(document, Surface::body), Strings{"后"});
  EXPECT_EQ(texts(document, Surface::hidden_text), Strings{"13800138000"});
}

TEST(DocxXml, DepthLimitIsAnOption) {
  Limits limits;
  limits.max_xml_depth = 5;  // document, body, p, r, t
  EXPECT_EQ(gaps(read_part(word_xml("document", "<w:body>" + p("甲") + "</w:body>"), limits)),
            Strings{});
  limits.max_xml_depth = 4;
  EXPECT_EQ(gaps(read_part(word_xml("document", "<w:body>" + p("甲") + "</w:body>"), limits)),
            Strings{"limit-reached word/document.xml gap.limit"});
}

TEST(DocxXml, NestedTablesTextBoxesAndAlternatesEnd) {
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{
           {"<w:tbl><w:tr><w:tc><w:p>", "</w:p></w:tc></w:tr></w:tbl>"},
           {"<w:p><w:txbxContent>", "</w:txbxContent></w:p>"},
           {"<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"},
           {"<mc:AlternateContent><mc:Fallback><w:p>",
            "</w:p></mc:Fallback></mc:AlternateContent>"},
           {"<w:footnote><w:sdt><w:sdtPr><w:tag w:val=\"x\"/></w:sdtPr>",
            "</w:sdt></w:footnote>"}}) {
    const Document document = read_part(
        word_xml("document", repeat(open, 5000) + p("底") + repeat(close, 5000) + p("后")));
    EXPECT_EQ(gaps(document), Strings{"limit-reached word/document.xml gap.limit"}) << open;
    EXPECT_EQ(document.passages.back().text, "后") << open;
  }
}

TEST(DocxXml, PassageLimitEndsTheReading) {
  Limits limits;
  limits.max_passages = 3;
  const std::string body =
      "<w:tbl><w:tr>" + repeat("<w:tc>" + p("格") + "</w:tc>", 50) + "</w:tr></w:tbl>";
  const Document document = read_part(word_xml("document", body), limits);
  EXPECT_EQ(document.passages.size(), 3U);
  ASSERT_EQ(document.coverage.gaps.size(), 1U);
  EXPECT_EQ(document.coverage.gaps[0].cause, GapCause::limit_reached);
}

TEST(DocxXml, ManyDeclarationsCostNoMoreThanTheyShould) {
  std::string many;
  for (int i = 0; i < 20'000; ++i) {
    many += "<w:p xmlns:a" + std::to_string(i) + "=\"u\"><w:r><w:t>x</w:t></w:r></w:p>";
  }
  EXPECT_EQ(read_part(word_xml("document", many)).passages.size(), 20'000U);
}

TEST(DocxXml, AnAttributeBeyondTheLimitIsAGap) {
  Limits limits;
  limits.max_attribute_bytes = 1000;
  const std::string long_one = "<w:p w:rsidR=\"" + std::string(1001, '0') + "\"/>";
  const Document document = read_part(word_xml("document", long_one + p("后")), limits);
  EXPECT_EQ(gaps(document), Strings{"limit-reached word/document.xml gap.limit"});
  EXPECT_EQ(texts(document, Surface::body), Strings{"后"});
}

// Seven-bit encodings are UTF-8 to the letter, and say something else.
TEST(DocxXml, AnEncodingNobodyKnowsIsAGap) {
  std::string xml = word_xml("document", p("13800138000 +Z7pbxg-"));
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-7\"?>";
  if (const std::size_t end = xml.find("?>"); xml.starts_with("<?xml")) xml.erase(0, end + 2);
  EXPECT_EQ(gaps(read_part(head + xml)),
            Strings{"part-failed word/document.xml gap.docx.part-damaged"});
}

}  // namespace
}  // namespace mishen::test
