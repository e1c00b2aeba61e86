#include "scanner/judge/scrub.h"

#include <gtest/gtest.h>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

TEST(Scrub, KeepsPlainTextAsWritten) {
  EXPECT_EQ(scrub("（皖政务办秘[2009]10号）"), "（皖政务办秘[2009]10号）");
  EXPECT_EQ(scrub("二〇一〇年二月十日"), "二〇一〇年二月十日");
  EXPECT_EQ(scrub("電話１２３４５６"), "電話１２３４５６");
}

TEST(Scrub, HidesLongRunsOfDigitsOfAnyKind) {
  EXPECT_EQ(scrub("电话13800138000。"), "电话138********。");
  EXPECT_EQ(scrub("１３８００１３８０００"), "138********");
  EXPECT_EQ(scrub("①③⑧⓪⓪①③⑧"), "138*****");
  EXPECT_EQ(scrub("一三八〇〇一三八〇〇〇"), "一三八********");
  EXPECT_EQ(scrub("一三八 〇〇一三 八〇〇〇"), "一三八 **** ****");
  EXPECT_EQ(scrub("٠١٢٣٤٥٦٧"), "012*****");
}

TEST(Scrub, MakesControlsSpaces) {
  EXPECT_EQ(scrub("a\tb\nc\x1b[31m"), "a b c [31m");
  EXPECT_EQ(scrub("a\u202Eb\u0085c\u2028"), "a b c ");
}

TEST(Shown, MasksByShape) {
  EXPECT_EQ(shown("13800138000", {3, 4, false}), "138****8000");
  EXPECT_EQ(shown("机密★20年", {0, 0, true}), "机密★20年");
  EXPECT_EQ(shown("机密 13800138000", {0, 0, true}), "机密 138********");
  EXPECT_EQ(shown("13\n80", {0, 0, false}), "*****");
}

TEST(Shown, LosesItsMiddleWhenLong) {
  std::string value;
  for (int i = 0; i < 100; ++i) value += "密";
  const std::string text = shown(value, {0, 0, true});
  EXPECT_EQ(utf8::length(text), kLongestShown);
  EXPECT_NE(text.find("…"), std::string::npos);
  EXPECT_EQ(utf8::length(shown(value.substr(0, 3 * kLongestShown), {0, 0, true})), kLongestShown);
  EXPECT_EQ(shown(value.substr(0, 3 * kLongestShown), {0, 0, true}).find("…"), std::string::npos);
}

}  // namespace
}  // namespace mishen
