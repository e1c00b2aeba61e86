// Where cells stand and which words head them.
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

// "row,column header fills | text" of each passage in a table.
Strings cells(const Document& document) {
  Strings out;
  for (const Passage& passage : document.passages) {
    if (!passage.cell) continue;
    const CellPlace& at = *passage.cell;
    out.push_back(std::to_string(at.row) + "," + std::to_string(at.column) + " " +
                  std::string(at.header) + (at.fills_cell ? " fills" : "") + " | " + passage.text);
  }
  return out;
}

std::string tc(const std::string& content, const std::string& properties = {}) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>";
}
std::string tr(const std::string& cells, const std::string& properties = {}) {
  return "<w:tr><w:trPr>" + properties + "</w:trPr>" + cells + "</w:tr>";
}
std::string tbl(const std::string& rows) { return "<w:tbl><w:tblPr/>" + rows + "</w:tbl>"; }

TEST(DocxTable, FirstRowHeadsItsColumns) {
  const Document document =
      read_body(table({{"姓名", "身份证号"}, {"甲", "341302190001010015"}, {"乙", "无"}}));
  EXPECT_EQ(cells(document),
            (Strings{"1,1  fills | 姓名", "1,2  fills | 身份证号", "2,1 姓名 fills | 甲",
                     "2,2 身份证号 fills | 341302190001010015", "3,1 姓名 fills | 乙",
                     "3,2 身份证号 fills | 无"}));
  const Passage& number = document.passages[3];
  EXPECT_EQ(number.surface, Surface::table_cell);
  EXPECT_EQ(path(number.where), "word/document.xml/tbl[1]/tr[2]/tc[2]/p[1]");
  EXPECT_EQ(number.where[3].name, "身份证号");
  EXPECT_EQ(document.passages[0].where[3].name, "");
}

TEST(DocxTable, SpansCountGridColumns) {
  const std::string head =
      tr(tc(p("序号")) + tc(p("联系方式"), "<w:gridSpan w:val=\"2\"/>") + tc(p("备注")));
  const std::string row = tr(tc(p("1")) + tc(p("甲")) + tc(p("乙")) + tc(p("丙")));
  const std::string shifted = tr(tc(p("丁")), "<w:gridBefore w:val=\"2\"/>");
  EXPECT_EQ(cells(read_body(tbl(head + row + shifted))),
            (Strings{"1,1  fills | 序号", "1,2  fills | 联系方式", "1,4  fills | 备注",
                     "2,1 序号 fills | 1", "2,2 联系方式 fills | 甲", "2,3 联系方式 fills | 乙",
                     "2,4 备注 fills | 丙", "3,3 联系方式 fills | 丁"}));
}

TEST(DocxTable, MarkedRowsHeadTogether) {
  const std::string mark = "<w:tblHeader/>";
  const std::string upper = tr(tc(p("姓名"), "<w:vMerge w:val=\"restart\"/>") +
                                   tc(p("联系方式"), "<w:gridSpan w:val=\"2\"/>"),
                               mark);
  const std::string lower = tr(tc("<w:p/>", "<w:vMerge/>") + tc(p("手机")) + tc(p("住址")), mark);
  const std::string row = tr(tc(p("甲")) + tc(p("13800138000")) + tc(p("某村")));
  const Strings found = cells(read_body(tbl(upper + lower + row)));
  ASSERT_EQ(found.size(), 7U);
  EXPECT_EQ(found[4], "3,1 姓名 fills | 甲");
  EXPECT_EQ(found[5], "3,2 联系方式 手机 fills | 13800138000");
  EXPECT_EQ(found[6], "3,3 联系方式 住址 fills | 某村");
}

TEST(DocxTable, TitleRowIsNoHeader) {
  const std::string title = tr(tc(p("附件 名单"), "<w:gridSpan w:val=\"2\"/>"));
  const std::string head = tr(tc(p("姓名")) + tc(p("电话")));
  const std::string row = tr(tc(p("甲")) + tc(p("13800138000")));
  EXPECT_EQ(cells(read_body(tbl(title + head + row))).back(), "3,2 电话 fills | 13800138000");
}

TEST(DocxTable, FormsHaveNoHeaders) {
  for (const std::string& line : cells(read_body(
           table({{"姓名", "甲", "电话", "13800138000"}, {"住址", "某村", "编号", "12345678"}})))) {
    EXPECT_NE(line.find("  fills"), std::string::npos) << line;
  }
  for (const std::string& line : cells(read_body(table({{"姓名", "甲"},
                                                        {"身份证号", "341302190001010015"},
                                                        {"住址", "某村"},
                                                        {"职业", "农民"}})))) {
    EXPECT_NE(line.find("  fills"), std::string::npos) << line;
  }
}

TEST(DocxTable, FirstRowOfValuesIsNoHeader) {
  EXPECT_EQ(cells(read_body(table({{"13800138000", "13900139000"}, {"13700137000", "x"}})))[2],
            "2,1  fills | 13700137000");
}

TEST(DocxTable, CellOfTwoParagraphsIsNotFilledByOne) {
  const Document document =
      read_body(tbl(tr(tc(p("12") + p("34")) + tc(p("56") + "<w:p/>") + tc("<w:p/>"))));
  EXPECT_EQ(cells(document), (Strings{"1,1  | 12", "1,1  | 34", "1,2  fills | 56"}));
}

TEST(DocxTable, NestedTablesHaveNumbersOfTheirOwn) {
  const Document document = read_body(
      tbl(tr(tc(p("甲")) + tc(p("电话"))) + tr(tc(p("乙")) + tc(table({{"丙"}}) + p("丁")))) +
      table({{"戊"}}));
  ASSERT_EQ(document.passages.size(), 6U);
  const Passage& inner = document.passages[3];
  EXPECT_EQ(inner.text, "丙");
  EXPECT_EQ(path(inner.where), "word/document.xml/tbl[1]/tr[2]/tc[2]/tbl[1]/tr[1]/tc[1]/p[1]");
  EXPECT_EQ(inner.where[3].name, "电话");
  EXPECT_EQ(inner.cell->table, 2U);
  EXPECT_EQ(document.passages[4].cell->table, 1U);
  EXPECT_EQ(document.passages[4].cell->header, "电话");
  EXPECT_EQ(document.passages[5].cell->table, 3U);
  EXPECT_EQ(path(document.passages[5].where), "word/document.xml/tbl[2]/tr[1]/tc[1]/p[1]");
}

TEST(DocxTable, ControlsRoundRowsAndCellsAreTransparent) {
  const std::string control = "<w:sdt><w:sdtPr><w:tag w:val=\"行\"/></w:sdtPr><w:sdtContent>";
  const std::string end = "</w:sdtContent></w:sdt>";
  const Document document =
      read_body(tbl(tr(tc(p("姓名")) + tc(p("电话"))) + control +
                    tr(tc(p("甲")) + control + tc(p("13800138000")) + end) + end));
  EXPECT_EQ(cells(document).back(), "2,2 电话 fills | 13800138000");
}

TEST(DocxTable, TableInHeaderPartIsHeader) {
  DocxBuilder builder("<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId1\"/></w:sectPr>");
  builder.part("word/header1.xml", "hdr", table({{"甲"}}), "header");
  const Document document = read(builder.bytes());
  ASSERT_EQ(document.passages.size(), 1U);
  EXPECT_EQ(document.passages[0].surface, Surface::header);
  EXPECT_TRUE(document.passages[0].cell.has_value());
}

TEST(DocxTable, RowsAndCellsOutOfPlaceLoseNoText) {
  EXPECT_EQ(texts(read_body(tr(tc(p("甲"))) + tc(p("乙")) + "<w:tbl>" + p("丙") + "</w:tbl>"),
                  Surface::body),
            (Strings{"甲", "乙", "丙"}));
}

}  // namespace
}  // namespace mishen::test
