// A TextIndex finds what std::string::find finds.
#include "plugins/formats/pdf/text_index.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace mishen::pdf {
namespace {

TEST(TextIndex, HoldsNothingAtFirst) {
  TextIndex index;
  EXPECT_FALSE(index.has("甲"));
  EXPECT_TRUE(index.has(""));
}

TEST(TextIndex, FindsNoStringAcrossLines) {
  TextIndex index;
  index.add("工作报告甲乙丙丁");
  index.add("戊己庚辛");
  EXPECT_TRUE(index.has("告甲乙丙丁"));
  EXPECT_TRUE(index.has("戊己"));
  EXPECT_FALSE(index.has("丙丁戊己"));
}

TEST(TextIndex, FindsWhatStandsBeforeTheLastFound) {
  TextIndex index;
  index.add("第一段说的是绿化");
  index.add("第二段说的是供水");
  EXPECT_TRUE(index.has("说的是供水"));
  EXPECT_TRUE(index.has("说的是绿化"));
  EXPECT_TRUE(index.has("段说的是"));
}

TEST(TextIndex, FindsWhatFindFinds) {
  std::mt19937 dice(20261126);
  const std::vector<std::string> letters = {"甲", "乙", "a", "1", "é", "𠀀"};
  const auto text = [&](std::size_t length) {
    std::string out;
    while (length-- > 0) out += letters[dice() % letters.size()];
    return out;
  };
  TextIndex index;
  std::string all;
  std::size_t there = 0;
  for (int round = 0; round < 3000; ++round) {
    if (round % 3 == 0) {
      const std::string line = text(dice() % 60);
      index.add(line);
      all += line + '\n';
    }
    std::string wanted = text(1 + dice() % 12);
    if (round % 2 == 0) {  // a piece of what is there, which may begin within a character
      const std::size_t from = dice() % all.size();
      wanted = all.substr(from, dice() % 30);
      if (wanted.find('\n') != std::string::npos) continue;
    }
    there += all.find(wanted) != std::string::npos ? 1 : 0;
    EXPECT_EQ(index.has(wanted), all.find(wanted) != std::string::npos) << wanted;
  }
  EXPECT_GT(there, 1000U);
}

TEST(TextIndex, GrowsBehindWhatWasAsked) {
  TextIndex index;
  for (int i = 0; i < 20'000; ++i) {
    const std::string line = "第" + std::to_string(i) + "号文件的编号";
    EXPECT_FALSE(index.has(line));
    index.add(line);
    EXPECT_TRUE(index.has(line));
  }
}

}  // namespace
}  // namespace mishen::pdf
