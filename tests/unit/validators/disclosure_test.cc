// The disclosure attribute in its written forms, titles of process papers, fields of routing slips.
#include <gtest/gtest.h>

#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

using test::ask;
using test::attribute;
using test::Setting;

// The values that some validator of the attribute reads out of the line.
std::string read(std::string_view marked, const Setting& setting = {}) {
  std::string out;
  for (const char* name : {"cn-openness-yes", "cn-openness-request", "cn-openness-no",
                           "cn-openness-partial", "cn-openness-unticked"}) {
    const Assessment said = ask(*test::make(name), marked, setting);
    if (said.standing == Standing::yes) out += attribute(said, "openness") + ";";
  }
  return out;
}

TEST(Openness, ReadsEveryForm) {
  EXPECT_EQ(read("«（此件公开发布）»"), "yes;");
  EXPECT_EQ(read("«（此件依申请公开）»"), "request;");
  EXPECT_EQ(read("«（此件不予公开）»"), "no;");
  EXPECT_EQ(read("«（此件不公开）»"), "no;") << "不公开 holds 公开";
  EXPECT_EQ(read("«（此件删减后公开）»"), "partial;");
  EXPECT_EQ(read("«公开属性：主动公开»"), "yes;");
  EXPECT_EQ(read("«公开方式：□主动公开 ☑依申请公开 □不予公开»"), "request;");
  EXPECT_EQ(read("«公开属性：□主动公开 □依申请公开 □不予公开»"), "unticked;");
}

TEST(Openness, ProseIsNone) {
  EXPECT_EQ(read("分为«主动公开»、依申请公开和不予公开三类"), "");
  EXPECT_EQ(read("“«主动公开»”"), "");
  EXPECT_EQ(read("本案«不公开»审理"), "");
}

TEST(Openness, ACellUnderItsLabel) {
  Setting cell;
  cell.in_cell = true;
  EXPECT_EQ(read("«主动公开»", cell), "");
  cell.header = "公开属性";
  EXPECT_EQ(read("«主动公开»", cell), "yes;");
  cell.header.clear();
  cell.row = {"公开方式："};
  EXPECT_EQ(read("«依申请公开»", cell), "request;");
}

// Whether some place is worth more than a look at what it stands between.
bool can_stand(std::string_view before, std::string_view value, std::string_view after) {
  const std::string text = std::string(before) + std::string(value) + std::string(after);
  const auto begin = static_cast<std::uint32_t>(before.size());
  const auto end = static_cast<std::uint32_t>(begin + value.size());
  return test::make("cn-openness-yes")->can_stand(text, {begin, end});
}

TEST(Openness, IsLookedAtWhereItMayFillItsLineOrBearsALabel) {
  for (const std::string_view before : {"", " ", "(", "　【", "一\n", "一\t "}) {
    for (const std::string_view after : {"", "  ", ")", " 】", "\n二", "\t二", "。"}) {
      EXPECT_TRUE(can_stand(before, "主动公开", after)) << before << '|' << after;
    }
  }
  EXPECT_FALSE(can_stand("信息", "主动公开", ""));
  EXPECT_FALSE(can_stand("信息 ", "主动公开", "\n"));
  EXPECT_FALSE(can_stand("", "主动公开", " 信息"));
  EXPECT_FALSE(can_stand(std::string(81, ' '), "主动公开", ""));
  EXPECT_FALSE(can_stand("", "主动公开", std::string(81, ' ')));
  EXPECT_TRUE(can_stand(std::string(80, ' '), "主动公开", std::string(80, ' ')));
  EXPECT_TRUE(can_stand("表中", "公开方式：主动公开", "的"));
  EXPECT_TRUE(can_stand("表中", "公 开 属 性：主动公开", "的"));
}

// Told from the sides alone, it never says no where the whole look says yes.
TEST(Openness, SidesAreReadAsTheLineIs) {
  const std::vector<std::string> sides = {"",
                                          " ",
                                          "(",
                                          "（",
                                          "【 ",
                                          "。",
                                          "）",
                                          " 〕",
                                          "\t",
                                          "一",
                                          std::string(79, ' '),
                                          std::string(81, ' ')};
  Setting cell;
  cell.in_cell = true;
  cell.header = "公开属性";
  for (const std::string& before : sides) {
    for (const std::string& after : sides) {
      for (const char* value : {"主动公开", "此件公开发布", "公开方式：主动公开", "是否公开:否"}) {
        (void)read(before + "«" + value + "»" + after, cell);  // ask() compares
      }
    }
  }
}

TEST(ProcessTitle, IsATitleAtTheHead) {
  const auto title = test::make("cn-process-title");
  Setting head;
  head.ordinal = 1;
  EXPECT_EQ(ask(*title, "某某局党组«会议纪要»", head).standing, Standing::yes);
  EXPECT_EQ(ask(*title, "某某局«会议纪要»（第12期）", head).standing, Standing::yes);
  EXPECT_EQ(ask(*title, "某某局党组«会议纪要»").standing, Standing::no) << "further down";
  EXPECT_EQ(ask(*title, "关于公开征求意见的«征求意见稿»", head).standing, Standing::no);
  EXPECT_EQ(ask(*title, "根据要求，整理«会议纪要»并归档。", head).standing, Standing::no);
}

TEST(RoutingSlip, IsAField) {
  const auto slip = test::make("cn-routing-slip");
  EXPECT_EQ(ask(*slip, "«拟办意见»：").standing, Standing::yes);
  Setting cell;
  cell.in_cell = true;
  EXPECT_EQ(ask(*slip, "«拟办意见»", cell).standing, Standing::yes);
  EXPECT_EQ(ask(*slip, "«拟办意见»").standing, Standing::no);
  EXPECT_EQ(ask(*slip, "提出«拟办意见»：").standing, Standing::no);
}

}  // namespace
}  // namespace mishen
