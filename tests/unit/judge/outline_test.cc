#include "scanner/judge/outline.h"

#include "scanner/judge/lines.h"
#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

TEST(Lines, AreFoundRoundAnOffset) {
  const std::string text = "ab\n\ncd";
  EXPECT_EQ(line_at(text, 0).end, 2U);
  EXPECT_EQ(line_at(text, 2).begin, 0U);  // at the line feed: the line it ends
  EXPECT_EQ(line_at(text, 3).begin, 3U);
  EXPECT_EQ(line_at(text, 3).end, 3U);
  EXPECT_EQ(line_at(text, 6).begin, 4U);
  EXPECT_EQ(lines_over(text, 1, 5).end, 6U);
}

TEST(Lines, AreTrimmedOfEveryKindOfSpace) {
  EXPECT_EQ(trim(" \t　密 级\u00A0\r"), "密 级");
  EXPECT_EQ(trim(" 　"), "");
  EXPECT_EQ(head("密级", 4), "密");
  EXPECT_EQ(tail("密级", 4), "级");
}

TEST(Outline, FindsNeighboursAcrossPassagesOfOneSurfaceAndPart) {
  Passage header = passage("页眉", "word/header1.xml");
  header.surface = Surface::header;
  const Document doc = document({passage("第一\n \n第二"), header, passage("第三\n此处\n第四"),
                                 passage("别处", "word/footnotes.xml"), passage("第五")});
  Outline outline(doc);
  const auto here = static_cast<std::uint32_t>(doc.passages[2].text.find("此处"));
  const Outline::Pair before = outline.lines_before(2, here);
  EXPECT_EQ(before.line[0], "第三");
  EXPECT_EQ(before.line[1], "第二");
  const Outline::Pair after = outline.lines_after(2, here + 6);
  EXPECT_EQ(after.line[0], "第四");
  EXPECT_EQ(after.line[1], "第五");
  EXPECT_EQ(outline.lines_before(0, 0).line[0], "");
  EXPECT_EQ(outline.lines_after(3, 6).line[0], "");
}

TEST(Outline, CountsNonEmptyLinesOfAPart) {
  const Document doc = document({passage("一\n\n二"), cell("三", 1, 1), passage("四\n五\n六")});
  Outline outline(doc);
  EXPECT_EQ(outline.line_ordinal(0, 0), 0U);
  EXPECT_EQ(outline.line_ordinal(0, 5), 1U);
  EXPECT_EQ(outline.line_ordinal(1, 0), 2U);
  EXPECT_EQ(outline.line_ordinal(2, 8), 5U);
  EXPECT_EQ(outline.line_ordinal(2, 4), 4U);  // and back again
}

TEST(Outline, CountsEachPageAfresh) {
  const Document doc = document({block("一\n二", 1), block("三\n四", 2)});
  Outline outline(doc);
  EXPECT_EQ(outline.line_ordinal(1, 4), 1U);
  EXPECT_EQ(outline.lines_before(1, 0).line[0], "");
}

TEST(Outline, KnowsWhatRepeatsOnPages) {
  const Document doc = document({block("机密\n正文", 1), block("机密 \n正文二", 2),
                                 block("落款\n落款", 3), passage("附件"), passage("附件")});
  Outline outline(doc);
  EXPECT_TRUE(outline.repeats("机密"));
  EXPECT_FALSE(outline.repeats("正文"));
  EXPECT_FALSE(outline.repeats("落款"));  // twice on one page
  EXPECT_FALSE(outline.repeats("附件"));  // on no page
}

TEST(Outline, FindsTheTitleBelowTheLetterhead) {
  const auto title = [](std::vector<Passage> passages) {
    const Document doc = document(std::move(passages));
    return std::string(Outline(doc).title());
  };
  EXPECT_EQ(title({passage("000012"), passage("机密★1年"), passage("特急"),
                   passage("某某省人民政府文件"), passage("某政〔2024〕3号"),
                   passage("关于做好保密知识\n培训的通知"), passage("各市人民政府：")}),
            "关于做好保密知识培训的通知");
  EXPECT_EQ(title({passage("中华人民共和国主席令"), passage("中华人民共和国保守国家秘密法"),
                   passage("第一条 为了保守国家秘密。")}),
            "中华人民共和国保守国家秘密法");
  EXPECT_EQ(title({block("某某局文件\n保密培训试题\n第一题，下列说法正确的是。", 1)}),
            "保密培训试题");
  EXPECT_EQ(title({passage("某某省人民政府令")}), "某某省人民政府令");
  EXPECT_EQ(title({passage("本文没有标题，只有一句话。")}), "");
}

TEST(Outline, FindsTheCellToTheLeft) {
  const Document doc =
      document({cell("姓名", 2, 1), cell("张三", 2, 2), cell("身份", 2, 3), cell("证号", 2, 3),
                cell("x", 2, 6), cell("y", 3, 6), passage("z")});
  Outline outline(doc);
  EXPECT_EQ(outline.left_cell(4, 100), "身份证号");  // both paragraphs of the nearest cell
  EXPECT_EQ(outline.left_cell(4, 10), "份证号");
  EXPECT_EQ(outline.left_cell(0, 100), "");
  EXPECT_EQ(outline.left_cell(5, 100), "");
  EXPECT_EQ(outline.left_cell(6, 100), "");
}

TEST(Outline, FindsTheDateTheDocumentBears) {
  EXPECT_EQ(day_of_line("2024年5月6日"), "2024-05-06");
  EXPECT_EQ(day_of_line("二〇二四年十二月三十一日"), "2024-12-31");
  EXPECT_EQ(day_of_line("二○一○年二月十日"), "2010-02-10");
  EXPECT_EQ(day_of_line("2024年5月20日"), "2024-05-20");
  for (const char* line : {"2024年5月", "2024年13月1日", "自2024年5月6日起施行", "5月6日",
                           "2024年5月6日印发", "二十年五月六日", "年月日", ""}) {
    EXPECT_EQ(day_of_line(line), "") << line;
  }
  const Document doc =
      document({passage("2023年1月1日"), passage("自2030年1月1日起施行。"),
                passage("某某局\n2024年5月6日\n（此件公开发布）"), cell("2025年1月1日", 2, 2)});
  EXPECT_EQ(Outline(doc).date(), "2024-05-06");
  EXPECT_EQ(Outline(document({passage("正文")})).date(), "");
}

TEST(ContinuesLine, SeesAWrappedParagraph) {
  const Passage wrapped = block("各单位应当依法保守国家\n秘密，不得泄露", 1);
  EXPECT_TRUE(continues_line(wrapped, static_cast<std::uint32_t>(wrapped.text.find("秘密"))));
  // A full stop ends what was said.
  const Passage ended = block("各单位应当依法保守秘密。\n秘密", 1);
  EXPECT_FALSE(continues_line(ended, static_cast<std::uint32_t>(ended.text.rfind("秘密"))));
  // The line above stops short of the right edge.
  const Passage short_above = block("特急\n某某省人民政府办公厅", 1);
  EXPECT_FALSE(
      continues_line(short_above, static_cast<std::uint32_t>(short_above.text.find("某"))));
  EXPECT_FALSE(continues_line(wrapped, 0));
  EXPECT_FALSE(continues_line(passage("国家\n秘密"), 7));
}

}  // namespace
}  // namespace mishen
