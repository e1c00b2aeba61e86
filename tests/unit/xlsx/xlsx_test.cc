#include "plugins/formats/xlsx/xlsx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/formats/zip/zip.h"
#include "tests/support/format_reading.h"
#include "tests/support/zip_builder.h"

namespace mishen {
namespace {

using test::gaps_told;
using test::read_with;
using test::Strings;
using test::told;
using test::ZipBuilder;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const std::string kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const std::string kRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string rels(const std::vector<std::pair<std::string, std::string>>& list) {
  std::string out = "<Relationships>";
  int id = 0;
  for (const auto& [type, target] : list) {
    out += "<Relationship Id='rId" + std::to_string(++id) + "' Type='" + kRel + type +
           "' Target='" + target + "'/>";
  }
  return out + "</Relationships>";
}

// A workbook with one visible and one hidden sheet.
ZipBuilder workbook(const std::string& rows, const std::string& around = {}) {
  ZipBuilder zip;
  zip.add("_rels/.rels", rels({{"officeDocument", "xl/workbook.xml"}}));
  zip.add("xl/_rels/workbook.xml.rels", rels({{"worksheet", "worksheets/sheet1.xml"},
                                              {"worksheet", "worksheets/sheet2.xml"},
                                              {"sharedStrings", "sharedStrings.xml"}}));
  zip.add("xl/workbook.xml", "<workbook xmlns='" + kMain +
                                 "' xmlns:r='r'><sheets><sheet name='名单' sheetId='1' "
                                 "r:id='rId1'/><sheet name='底稿' sheetId='2' state='veryHidden' "
                                 "r:id='rId2'/></sheets><definedNames><definedName name='who'>"
                                 "Sheet1!A1</definedName></definedNames></workbook>");
  zip.add("xl/sharedStrings.xml",
          "<sst><si><t>姓名</t></si><si><r><t>身份证</t></r><r><t>号</t></r><rPh><t>x</t></rPh>"
          "</si><si><t>left over</t></si></sst>");
  zip.add("xl/worksheets/sheet1.xml",
          "<worksheet><cols><col min='4' max='4' hidden='1'/></cols>"
          "<sheetData>" +
              rows + "</sheetData>" + around + "</worksheet>");
  zip.add("xl/worksheets/sheet2.xml",
          "<worksheet><sheetData><row><c t='inlineStr'><is><t>secret</t></is></c></row>"
          "</sheetData></worksheet>");
  return zip;
}

const std::string kRows =
    "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c></row>"
    "<row r='3'><c r='A3' t='str'><v>张三</v></c><c r='B3'><v>3.4130219000101E+17</v></c></row>";

TEST(Xlsx, CellsHaveTheirPlaceAndTheHeaderOfTheirColumn) {
  const Document document = read_with(xlsx_format(), workbook(kRows).bytes());
  EXPECT_THAT(
      told(document),
      ElementsAre("field-code xl/sharedStrings.xml/property[t] | x", "body 名单 | 名单",
                  "table-cell 名单!A2 | 姓名", "table-cell 名单!B2 | 身份证号",
                  "table-cell 名单!A3 | 张三", "table-cell 名单!B3 | 341302190001010000",
                  "hidden-text 底稿 | 底稿 | hidden-text(sheet)", "hidden-text 底稿!A1 | secret",
                  "bookmark property[definedName who] | who",
                  "bookmark property[definedName who] | Sheet1!A1",
                  "unreferenced-object xl/sharedStrings.xml/obj[3] | left over | "
                  "unreferenced(text)"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
  EXPECT_EQ(document.passages[5].cell->header, "身份证号");
  EXPECT_EQ(document.passages[5].cell->table, 1U);
  EXPECT_EQ(document.passages[7].cell->table, 2U);
}

// What Excel passes over, whoever opens the file with another program reads.
TEST(Xlsx, TextOutsideTheCellsOrOfTheWrongTypeIsReadToo) {
  const std::string cell = "<c r='A9' t='inlineStr'><is><t>found</t></is></c>";
  const Strings odd = {
      cell,
      "<row><is><t>found</t></is></row>",
      "<row>found</row>",
      "<x><y>found</y></x>",
      "<mc:Choice><row r='9'>" + cell + "</row></mc:Choice>",
      std::string("<row r='9'><c r='A9' t='str'><v>a</v><v>found</v></c></row>"),
      std::string("<row r='9'><c r='A9' t='n'><v>1</v><is><t>found</t></is></c></row>"),
      std::string("<row r='9'><c r='A9' t='inlineStr'><is><rPh><t>found</t></rPh></is></c></row>"),
      std::string("</sheetData><sheetData><row>") + cell + "</row>"};
  for (const std::string& rows : odd) {
    const Strings lines = told(read_with(xlsx_format(), workbook(rows).bytes()));
    EXPECT_THAT(lines, Contains(testing::EndsWith("| found"))) << rows;
  }
}

TEST(Xlsx, HiddenRowsAndColumnsAreHiddenText) {
  const Document document = read_with(
      xlsx_format(), workbook("<row r='1' hidden='1'><c r='A1' t='str'><v>in row</v></c></row>"
                              "<row r='2'><c r='D2' t='str'><v>in column</v></c></row>")
                         .bytes());
  EXPECT_THAT(told(document), Contains("hidden-text 名单 |  | hidden-text(row)"));
  EXPECT_THAT(told(document), Contains("hidden-text 名单!A1 | in row"));
  EXPECT_THAT(told(document), Contains("hidden-text 名单 |  | hidden-text(column)"));
  EXPECT_THAT(told(document), Contains("hidden-text 名单!D2 | in column"));
}

TEST(Xlsx, FormulasCommentsHeadersAndValidationsAreRead) {
  ZipBuilder zip = workbook(
      "<row r='1'><c r='A1' t='str'><f>\"13800138000\"&amp;B1</f><v>v</v></c>"
      "<c r='B1'><f>A1+1</f><v>2</v></c></row>",
      "<dataValidations><dataValidation prompt='enter'><formula1>\"甲,乙\"</formula1>"
      "</dataValidation></dataValidations><headerFooter><oddHeader>&amp;C内部</oddHeader>"
      "</headerFooter>");
  zip.add(
      "xl/worksheets/_rels/sheet1.xml.rels",
      rels({{"comments", "../comments1.xml"}, {"threadedComment", "../threadedComments/t1.xml"}}));
  zip.add("xl/comments1.xml",
          "<comments><authors><author>李四</author></authors><commentList><comment ref='A1' "
          "authorId='0'><text><r><t>check</t></r></text></comment></commentList></comments>");
  zip.add("xl/persons/person.xml",
          "<personList><person displayName='王五' id='{1}'/></personList>");
  zip.add("xl/threadedComments/t1.xml",
          "<ThreadedComments><threadedComment ref='B1' personId='{1}' "
          "dT='2024'><text>reply</text></threadedComment>"
          "</ThreadedComments>");
  const Document document = read_with(xlsx_format(), zip.bytes());
  const Strings lines = told(document);
  EXPECT_THAT(lines, Contains("field-code 名单!A1 | \"13800138000\"&B1"));
  EXPECT_THAT(lines, Not(Contains("field-code 名单!B1 | A1+1")));
  EXPECT_THAT(lines, Contains("comment 名单!A1/comment[1] | check | comment by 李四"));
  EXPECT_THAT(lines, Contains("comment 名单!B1/comment[2] | reply | comment by 王五"));
  EXPECT_THAT(lines, Contains("field-code 名单!property[formula1] | \"甲,乙\""));
  EXPECT_THAT(lines, Contains("metadata 名单!property[prompt] | enter"));
  EXPECT_THAT(lines, Contains("header 名单!property[oddHeader] | &C内部"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
}

TEST(Xlsx, WhatIsInsideIsHandedOverAndWhatIsUnknownIsAGap) {
  ZipBuilder zip = workbook(kRows);
  zip.add("xl/embeddings/a.docx", "PK-something");
  zip.add("xl/media/image1.png", "\x89PNG\r\n\x1A\n");
  zip.add("xl/strange.xml", "<strange><a>text of it</a></strange>");
  zip.add("xl/externalLinks/externalLink1.xml",
          "<externalLink><externalBook><sheetNames><sheetName val='S'/></sheetNames></externalBook>"
          "</externalLink>");
  zip.add("docProps/core.xml", "<coreProperties><creator>赵六</creator></coreProperties>");
  const Document document = read_with(xlsx_format(), zip.bytes());
  const Strings lines = told(document);
  EXPECT_THAT(lines, Contains("attachment xl/embeddings/a.docx | a.docx | attachment"));
  EXPECT_THAT(lines, Contains("attachment xl/embeddings/a.docx | a.docx:12"));
  EXPECT_THAT(lines, Contains("text-box xl/media/image1.png | image1.png:8"));
  EXPECT_THAT(lines, Contains("unreferenced-object xl/strange.xml/property[a] | text of it"));
  EXPECT_THAT(
      lines, Contains("metadata docProps/core.xml/property[creator] | 赵六 | author-name by 赵六"));
  EXPECT_THAT(gaps_told(document),
              testing::UnorderedElementsAre("picture-not-read xl/media/image1.png",
                                            "unsupported-part xl/strange.xml",
                                            "unsupported-part xl/externalLinks/externalLink1.xml"));
}

TEST(Xlsx, DamageIsNeverThrown) {
  test::read_damaged(xlsx_format(), workbook(kRows).bytes());
  EXPECT_THAT(gaps_told(read_with(xlsx_format(), "PK")), Not(IsEmpty()));
}

TEST(Zip, MembersAreFilesInside) {
  ZipBuilder zip;
  zip.add("a/b.txt", "text");
  zip.lock("c.txt", "text", "pw");
  const Document document = read_with(zip_format(), zip.bytes());
  EXPECT_THAT(told(document), ElementsAre("attachment a/b.txt | a/b.txt | attachment",
                                          "attachment a/b.txt | a/b.txt:4",
                                          "attachment c.txt | c.txt | attachment"));
  EXPECT_THAT(gaps_told(document), ElementsAre("password-protected c.txt"));
  test::read_damaged(zip_format(), zip.bytes());
}

TEST(Zip, NamesInGbkAreRead) {
  ZipBuilder zip;
  zip.add("xxxx.txt", "text");
  const std::string bytes = test::replace_all(zip.bytes(), "xxxx", "\xC3\xFB\xB5\xA5");
  EXPECT_THAT(told(read_with(zip_format(), bytes)),
              Contains("attachment 名单.txt | 名单.txt | attachment"));
}

}  // namespace
}  // namespace mishen
