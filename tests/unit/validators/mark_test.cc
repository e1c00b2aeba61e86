#include "plugins/validators/cn/mark.h"

#include "plugins/validators/cn/window.h"
#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

using test::ask;
using test::attribute;
using test::has_reason;
using test::points;

TEST(ReadMark, LevelAndTerm) {
  struct Case {
    std::u32string_view text;
    std::string_view level, term;
    cn::Mark::Term kind;
  };
  using Term = cn::Mark::Term;
  for (const Case& c :
       {Case{U"机密★20年", "机密", "20年", Term::span},
        Case{U"秘密★6个月", "秘密", "6个月", Term::span},
        Case{U"绝密★长期", "绝密", "长期", Term::forever},
        Case{U"絕密★長期", "绝密", "長期", Term::forever},
        Case{U"机密 ★ 10 年", "机密", "10年", Term::span},
        Case{U"绝 密 ★ 长 期", "绝密", "长期", Term::forever},
        Case{U"机密★二十年", "机密", "二十年", Term::span},
        Case{U"秘密★2030年1月1日", "秘密", "2030年1月1日", Term::date},
        Case{U"秘密★2030-01-01", "秘密", "2030-01-01", Term::date},
        Case{U"绝密★启用前", "绝密", "启用前", Term::condition},
        Case{U"机密★会议开始前某某", "机密", "会议开始前", Term::condition},
        Case{U"机密*20年", "机密", "20年", Term::span},
        Case{U"机密20年", "机密", "20年", Term::span}, Case{U"机密★", "机密", "", Term::none},
        Case{U"机密级", "机密", "", Term::none}}) {
    const auto mark = cn::read_mark(c.text);
    ASSERT_TRUE(mark) << cn::to_utf8(c.text);
    EXPECT_EQ(cn::to_utf8(cn::name(mark->level)), c.level);
    EXPECT_EQ(cn::to_utf8(mark->term_text), c.term);
    EXPECT_EQ(mark->term, c.kind) << cn::to_utf8(c.text);
  }
  EXPECT_EQ(cn::read_mark(U"机密★二十年")->months, 240);
  EXPECT_EQ(cn::read_mark(U"秘密★6个月")->months, 6);
}

TEST(ReadMark, IsTotal) {
  for (const std::u32string_view text : {U"", U"机", U"密", U"★", U"机要", U" 机密", U"保密"}) {
    EXPECT_FALSE(cn::read_mark(text)) << cn::to_utf8(text);
  }
  EXPECT_FALSE(cn::read_mark(U"机密**")->starred) << "bold type is no star";
}

TEST(EndOfTerm, IsReckonedFromTheDateOfTheDocument) {
  const auto end = [](std::u32string_view mark, std::string_view from) {
    return cn::end_of_term(*cn::read_mark(mark), from);
  };
  EXPECT_EQ(end(U"机密★10年", "2024-05-06"), "2034-05-06");
  EXPECT_EQ(end(U"秘密★6个月", "2024-08-31"), "2025-02-28") << "the month's last day";
  EXPECT_EQ(end(U"秘密★2030年1月1日", ""), "2030-01-01");
  EXPECT_EQ(end(U"秘密★2030年", "2024-05-06"), "2030-12-31");
  EXPECT_EQ(end(U"机密★", "2024-05-06"), "2044-05-06") << "as long as the level may";
  EXPECT_EQ(end(U"机密", "2024-05-06"), "") << "no star, no term";
  EXPECT_EQ(end(U"绝密★长期", "2024-05-06"), "");
  EXPECT_EQ(end(U"绝密★启用前", "2024-05-06"), "");
  EXPECT_EQ(end(U"机密★10年", ""), "");
}

TEST(SecrecyMark, SaysWhenItsTermEnds) {
  const auto validator = test::make("cn-secrecy-mark");
  test::Setting setting;
  setting.date = "2020-01-31";
  setting.today = "2026-01-01";
  const Assessment over = ask(*validator, "«秘密★1年»", setting);
  EXPECT_EQ(attribute(over, "expires"), "2021-01-31");
  EXPECT_EQ(attribute(over, "expired"), "yes");
  EXPECT_TRUE(has_reason(over, "mark-expired"));
  EXPECT_EQ(points(over), 50 + 30 + 60) << "an expired mark weighs no less";
  const Assessment holds = ask(*validator, "«机密★20年»", setting);
  EXPECT_EQ(attribute(holds, "expired"), "");
  EXPECT_TRUE(has_reason(holds, "mark-expires"));
  EXPECT_FALSE(has_reason(ask(*validator, "应标注为“«秘密★1年»”。", setting), "mark-expired"));
}

TEST(SecrecyMark, SeveralInARowAreTold) {
  const auto validator = test::make("cn-secrecy-mark");
  EXPECT_LT(points(ask(*validator, "在明显部位标明，秘密★1年、«机密★20年»、绝密★长期。")), 30);
  EXPECT_GE(points(ask(*validator, "«机密★20年»、特急")), 60);
}

TEST(SecrecyMark, SignalsAndPoints) {
  const auto validator = test::make("cn-secrecy-mark");
  EXPECT_EQ(points(ask(*validator, "«机密★20年»")), 50 + 30 + 60);
  EXPECT_EQ(points(ask(*validator, "«机密★»")), 50 + 60);
  EXPECT_EQ(points(ask(*validator, "«机密»")), 60);
  EXPECT_EQ(points(ask(*validator, "密级：«机密»")), 60);
  EXPECT_EQ(points(ask(*validator, "应标注为“«机密★10年»”。")), 50 + 30 - 60);
  const Assessment mark = ask(*validator, "«秘密★20年»");
  EXPECT_EQ(attribute(mark, "level"), "秘密");
  EXPECT_EQ(attribute(mark, "term"), "20年");
  EXPECT_EQ(attribute(mark, "anomaly"), "term-too-long");
  EXPECT_EQ(attribute(ask(*validator, "«绝密★启用前»"), "subtype"), "exam");
}

TEST(SecrecyMark, LayoutOnlyRaisesWhatTheTextGivesCauseFor) {
  const auto validator = test::make("cn-secrecy-mark");
  test::Setting head;
  head.ordinal = 1;
  head.above = "000012";
  head.below = "特急";
  head.emphasis = {16, true, true, false};
  head.repeats = true;
  EXPECT_EQ(points(ask(*validator, "«机密»", head)), 60 + 20 + 20 + 10 + 20);
  EXPECT_LT(points(ask(*validator, "关于加强国家«秘密»管理的通知", head)), 30);
  EXPECT_LT(points(ask(*validator, "凡属«机密»，不得公开", head)), 30);
}

TEST(SecrecyMark, OwnLineOfABrokenPhraseIsAMention) {
  const auto validator = test::make("cn-secrecy-mark");
  Passage passage;
  passage.text = "1.属于国家\n秘密";
  Hit hit;
  hit.passage = &passage;
  hit.context.line = "秘密";
  hit.value = hit.context.line;
  hit.context.end = 6;
  hit.context.before[0] = "1.属于国家";
  EXPECT_LT(points(validator->assess(hit)), 30);
}

TEST(SecrecyMark, ColumnOfAListLeavesItToAPerson) {
  const auto validator = test::make("cn-secrecy-mark");
  test::Setting column;
  column.in_cell = true;
  column.header = "密级";
  const int sum = points(ask(*validator, "«机密»", column));
  EXPECT_GE(sum, 30);
  EXPECT_LT(sum, 60);
}

TEST(SecrecyMark, ALineOfAMillionCandidatesStaysCheap) {
  const auto validator = test::make("cn-secrecy-mark");
  std::string line;
  for (int i = 0; i < 200000; ++i) line += "机密";
  Passage passage;
  passage.text = line;
  Hit hit;
  hit.passage = &passage;
  hit.context.line = line;
  for (std::uint32_t at = 0; at + 6 <= line.size(); at += 600) {
    hit.value = std::string_view(line).substr(at, 6);
    hit.context.begin = at;
    hit.context.end = at + 6;
    EXPECT_LT(points(validator->assess(hit)), 30);
  }
}

TEST(InternalMark, LineBracketLabelOrTitle) {
  const auto validator = test::make("cn-internal-mark");
  for (const char* text :
       {"«内部资料,注意保存»", "«内部事项 注意保管»", "«内部»", "(«内部文件,不得外传»)",
        "【«内部使用»】", "«工作秘密»", "«工作秘密★3年»", "«内部传真电报»", "密级:«内部»",
        "«不得翻印»", "«会后收回»", "«严禁上网»", "(此件«不得转发»)", "(此件«发至县团级»)",
        "«敏感信息»", "«内 部»", "某某局党组会议纪要(«内部资料,注意保存»)", "«内部资料»",
        "(«内部资料»)关于某某的通报"}) {
    EXPECT_GE(points(ask(*validator, text)), 60) << text;
  }
  for (const char* text :
       {"加强«内部»控制和内部审计", "国«内部»分地区", "«内部使用»面积", "公众聚集场所«内部»装修",
        "处理«敏感信息»应当取得单独同意", "«请妥善保管»好个人财物,谨防丢失", "电梯2台(«内部使用»)",
        "(«内部»控制)", "“«内部资料»”", "(三)«严禁上网»发布", "密级:«内部»控制材料"}) {
    EXPECT_LT(points(ask(*validator, text)), 30) << text;
  }
}

TEST(BusinessMark, OwnerGradeTerm) {
  const auto validator = test::make("cn-business-mark");
  for (const char* text :
       {"«核心商密★长期»", "«普通商密»★5年", "某某集团 «核心商密» 5年",
        "某某石化·«普通商密»·公布前", "«商业秘密»", "【«普通商密»】", "密级:«普通商密»",
        "«商密二级»", "«公司机密»", "«Strictly Confidential»", "«CONFIDENTIAL»"}) {
    EXPECT_GE(points(ask(*validator, text)), 60) << text;
  }
  for (const char* text : {"涉及«商业秘密»", "保护企业«商业秘密»", "This e-mail is «confidential».",
                           "«Confidential» computing on GPUs", "«confidential»",
                           "«商业秘密»、个人隐私", "“«商业秘密»”"}) {
    EXPECT_LT(points(ask(*validator, text)), 30) << text;
  }
}

TEST(Marks, EmptyAndDamagedInputIsHarmless) {
  for (const char* name : {"cn-secrecy-mark", "cn-internal-mark", "cn-business-mark"}) {
    const auto validator = test::make(name);
    Passage passage;
    Hit hit;
    hit.passage = &passage;
    EXPECT_LT(points(validator->assess(hit)), 30) << name;
    hit.context.line = "\xFF\xFE机";
    hit.value = "\xFF";
    hit.context.end = 1;
    EXPECT_LT(points(validator->assess(hit)), 30) << name;
  }
}

}  // namespace
}  // namespace mishen
