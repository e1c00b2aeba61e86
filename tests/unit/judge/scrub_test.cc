#include "scanner/judge/scrub.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>

#include "scanner/base/utf8.h"
#include "scanner/text/reading.h"

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

// A text is gone over only where it may hold a number, which makes no difference.
TEST(Scrub, SeesAtAGlanceWhatItKeeps) {
  static const char* const kPieces[] = {"1", "0", "９", "三", "〇", "②", "٣", "²",  "⼀", "K",
                                        " ", "-", "　", "\t", "字", "a", "*", "，", "，", "\u200B"};
  std::size_t kept = 0;
  std::mt19937 random(20261127);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int n = 1 + static_cast<int>(random() % 20); n > 0; --n) {
      text += kPieces[random() % (random() % 3 == 0 ? std::size(kPieces) : 9)];
    }
    if (scrub(text) != text) continue;
    ++kept;
    EXPECT_EQ(scrub("1234567字" + text), "123****字" + fold(text)) << text;
  }
  EXPECT_GT(kept, 5'000U);
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

// `text` with a star for each character of `spans`.
std::string starred(std::string_view text, const std::vector<SourceSpan>& spans) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    const bool hidden = std::any_of(spans.begin(), spans.end(), [&](SourceSpan span) {
      return span.begin <= i && i < span.end;
    });
    out += hidden ? "*" : std::string(text.substr(i, d.bytes));
    i += d.bytes;
  }
  return out;
}

TEST(HiddenRuns, AreWhatScrubHides) {
  EXPECT_EQ(starred("电话13800138000。", hidden_runs("电话13800138000。")), "电话138********。");
  EXPECT_EQ(starred("１３８００１３８０００", hidden_runs("１３８００１３８０００")),
            "１３８********");
  EXPECT_TRUE(hidden_runs("二〇一〇年二月十日，第123456号").empty());
}

// Whatever scrub() hides of a text it hides no more of one with stars for the hidden runs.
TEST(HiddenRuns, LeaveNothingToScrub) {
  static const char* const kPieces[] = {"1", "8", "0",      "９", "三", "〇", "壹", "①",      "٣",
                                        " ", "-", ".",      "　", "\n", "\t", "·",  "\u200B", "字",
                                        "a", "*", "\u2014", "－", "，", "(",  "²",  "Ⅳ"};
  std::mt19937 random(20261126);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int n = 1 + static_cast<int>(random() % 24); n > 0; --n) {
      text += kPieces[random() % (random() % 3 == 0 ? std::size(kPieces) : 8)];
    }
    const std::string once = starred(text, hidden_runs(text));
    const std::string scrubbed = scrub(once);
    EXPECT_EQ(std::count(scrubbed.begin(), scrubbed.end(), '*'),
              std::count(once.begin(), once.end(), '*'))
        << text;
  }
}

TEST(HiddenPart, IsAllButWhatBothEndsShare) {
  const auto hidden = [](std::string_view value, std::string_view shown) {
    const SourceSpan part = hidden_part(value, shown);
    return std::string(value.substr(part.begin, part.size()));
  };
  EXPECT_EQ(hidden("13800138000", "138****8000"), "0013");
  EXPECT_EQ(hidden("13800138000", ""), "13800138000");
  EXPECT_EQ(hidden("机密★20年", "机密★20年"), "");
  EXPECT_EQ(hidden("张三丰", "张*"), "三丰");
  EXPECT_EQ(hidden("１３８", "138"), "１３８");
  EXPECT_EQ(hidden("11111111", "1111"), "1111");
}

}  // namespace
}  // namespace mishen
