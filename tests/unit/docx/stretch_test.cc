#include "plugins/formats/docx/stretch.h"

#include <gtest/gtest.h>

#include <string>

namespace mishen::docx {
namespace {

// What a deleted or hidden "|...|" reaches for, as text.
std::string reached(const std::string& before, const std::string& inside,
                    const std::string& after) {
  const std::string text = before + inside + after;
  const std::size_t begin = reach_before(text, before.size());
  const std::size_t end = reach_after(text, before.size() + inside.size());
  return text.substr(begin, end - begin);
}

TEST(Stretch, TakesTheRestOfANumber) {
  EXPECT_EQ(reached("1380013", "8000", ""), "13800138000");
  EXPECT_EQ(reached("", "1380013", "8000"), "13800138000");
  EXPECT_EQ(reached("1380-", "0138000", " x"), "1380-0138000");
  EXPECT_EQ(reached("编号1380", " 0138000", ""), "编号1380 0138000");
  EXPECT_EQ(reached("34130219030303002", "X", ""), "34130219030303002X");
  EXPECT_EQ(reached("１３８", "００１３８０００", ""), "１３８００１３８０００");
}

TEST(Stretch, TakesTheWordThatNamesTheNumber) {
  EXPECT_EQ(reached("其身份证号:341302", "190001010015", ""), "其身份证号:341302190001010015");
  EXPECT_EQ(reached("我区一二三四五六七八九1", "2", ""), "二三四五六七八九12");
}

TEST(Stretch, StopsAtWhatSeparates) {
  EXPECT_EQ(reached("12,", "34", ",56"), "34");
  EXPECT_EQ(reached("甲 ", "乙", " 丙"), "乙");
  EXPECT_EQ(reached("abc", "def", "ghi"), "def");
  EXPECT_EQ(reached("1  ", "2", ""), "2");
}

TEST(Stretch, LeavesAWholeNumberBesideAWord) {
  EXPECT_EQ(reached("13800138000", "张三", ""), "张三");
  EXPECT_EQ(reached("", "张三", "13800138000"), "张三");
  EXPECT_EQ(reached("保密期限10", "年", ""), "保密期限10年");
}

TEST(Stretch, StaysInsideTheText) {
  EXPECT_EQ(reach_before("", 0), 0U);
  EXPECT_EQ(reach_after("", 0), 0U);
  const std::string digits(100, '1');
  EXPECT_EQ(reach_before(digits, 100), 100U);  // nothing inside the edge
  EXPECT_EQ(reach_before(digits, 90), 90U - 32U);
  EXPECT_EQ(reach_after("\xFF\xFE", 1), 1U);
}

}  // namespace
}  // namespace mishen::docx
