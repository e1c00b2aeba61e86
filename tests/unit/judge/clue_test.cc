#include "scanner/judge/clue.h"

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

// 身份证 and its kin raise by 25, 编号 and its kin lower by 40; a project number is only a notice.
Rule rule_with_clues() {
  Rule made = rule("id", "x");
  ContextClue raise = clue({"身份证", "身份证编号", "ID No"}, 24, 25);
  raise.after = 8;
  raise.header = true;
  ContextClue lower = clue({"编号", "流水号"}, 12, -40);
  lower.header = true;
  ContextClue project = clue({"项目编号"}, 12, -40);
  project.has_cap = true;
  project.cap = Severity::notice;
  made.clues = {raise, lower, project};
  return made;
}

class Clues : public testing::Test {
 protected:
  ClueVerdict weigh(std::string_view before, std::string_view after = "", std::string label = "",
                    std::string_view header = "") {
    return weigh_clues(ClueBook(rule_), {before, after,
                                         [&] {
                                           ++label_asked_;
                                           return label;
                                         },
                                         header});
  }
  static int points(const ClueVerdict& verdict) {
    int sum = 0;
    for (const Reason& reason : verdict.reasons) sum += reason.points;
    return sum;
  }
  static std::string arg(const Reason& reason, std::string_view key) {
    for (const auto& [name, value] : reason.args) {
      if (name == key) return value;
    }
    return "";
  }

  const Rule rule_ = rule_with_clues();
  int label_asked_ = 0;
};

TEST_F(Clues, NameTheWordAndItsDistance) {
  const ClueVerdict verdict = weigh("他的身份证号是：");
  ASSERT_EQ(verdict.reasons.size(), 1U);
  EXPECT_EQ(verdict.reasons[0].id, "context-raise");
  EXPECT_EQ(verdict.reasons[0].points, 25);
  EXPECT_EQ(arg(verdict.reasons[0], "word"), "身份证");
  EXPECT_EQ(arg(verdict.reasons[0], "distance"), "3");
}

TEST_F(Clues, CountOnceAtTheNearestWord) {
  const ClueVerdict verdict = weigh("身份证，身份证：", "（身份证）");
  ASSERT_EQ(verdict.reasons.size(), 1U);
  EXPECT_EQ(arg(verdict.reasons[0], "distance"), "1");
}

TEST_F(Clues, EndAtTheirWindow) {
  // The whole word lies within 24 code points before, 8 after.
  const std::string far(21 * 3, 0);
  std::string gap21, gap22;
  for (int i = 0; i < 22; ++i) {
    if (i < 21) gap21 += "甲";
    gap22 += "甲";
  }
  EXPECT_EQ(points(weigh("身份证" + gap21)), 25);
  EXPECT_EQ(points(weigh("身份证" + gap22)), 0);
  EXPECT_EQ(points(weigh("", "甲甲甲甲甲身份证")), 25);
  EXPECT_EQ(points(weigh("", "甲甲甲甲甲甲身份证")), 0);
}

TEST_F(Clues, IgnoreSpacesInSpacedOutLabels) {
  EXPECT_EQ(points(weigh("身 份 证：")), 25);
  EXPECT_EQ(points(weigh("身　份\t证 ：        ")), 25);
}

TEST_F(Clues, LatinWordsIgnoreCaseAndKeepTheirEdges) {
  EXPECT_EQ(points(weigh("id no: ")), 25);
  EXPECT_EQ(points(weigh("paid no: ")), 0);
  EXPECT_EQ(points(weigh("ID notice ")), 0);
  EXPECT_EQ(points(weigh("身ID NO证")), 25);
}

TEST_F(Clues, TheLongestWordWinsOverOneInsideIt) {
  const ClueVerdict verdict = weigh("身份证编号：");
  ASSERT_EQ(verdict.reasons.size(), 1U);
  EXPECT_EQ(arg(verdict.reasons[0], "word"), "身份证编号");
}

TEST_F(Clues, ALoweringWordCountsOnlyWhenNearerThanARaisingOne) {
  EXPECT_EQ(points(weigh("流水号7，身份证：")), 25);
  EXPECT_EQ(points(weigh("身份证7，流水号：")), 25 - 40);
  EXPECT_EQ(points(weigh("流水号：")), -40);
  // On the other side of the match it is another matter.
  EXPECT_EQ(points(weigh("流水号：", "（身份证）")), 25 - 40);
}

TEST_F(Clues, CapWhatTheyDecide) {
  const ClueVerdict verdict = weigh("项目编号：");
  EXPECT_EQ(points(verdict), -40);
  EXPECT_EQ(verdict.cap, Severity::notice);
  EXPECT_EQ(weigh("编号：").cap, Severity::block);
  // Outdone by a nearer label, it caps nothing.
  EXPECT_EQ(weigh("项目编号7，身份证：").cap, Severity::block);
}

TEST_F(Clues, ReadTheHeaderOfTheColumn) {
  const ClueVerdict verdict = weigh("", "", "", "身份证号码");
  ASSERT_EQ(verdict.reasons.size(), 1U);
  EXPECT_EQ(verdict.reasons[0].id, "header-raise");
  EXPECT_EQ(points(weigh("", "", "", "流水号")), -40);
  EXPECT_EQ(points(weigh("", "", "", "身份证/编号")), 25);
  // A label in the cell knows better than the header; and each clue counts once.
  EXPECT_EQ(points(weigh("身份证：", "", "", "编号")), 25);
  EXPECT_EQ(points(weigh("身份证：", "", "", "身份证")), 25);
  // This clue does not look at headers.
  EXPECT_EQ(weigh("", "", "", "项目编号").cap, Severity::block);
}

TEST_F(Clues, TakeTheLabelOnlyWhenNothingStandsBefore) {
  const ClueVerdict verdict = weigh("", "", "身份证号");
  ASSERT_EQ(verdict.reasons.size(), 1U);
  EXPECT_EQ(verdict.reasons[0].id, "label-raise");
  EXPECT_EQ(label_asked_, 1);
  EXPECT_EQ(points(weigh("流水号：", "", "身份证号")), -40);
  EXPECT_EQ(label_asked_, 1);
}

TEST_F(Clues, AreSilentWithoutWords) {
  EXPECT_TRUE(weigh("", "").reasons.empty());
  EXPECT_TRUE(weigh("今天的天气", "很好").reasons.empty());
}

}  // namespace
}  // namespace mishen
