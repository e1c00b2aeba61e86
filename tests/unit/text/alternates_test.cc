#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "scanner/text/reading.h"
#include "tests/support/text_documents.h"

namespace mishen {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The original text behind `value` in a reading of `kind` of `text`.
std::string found(std::string_view text, ReadingKind kind, std::string_view value) {
  const Document document = document_of(text);
  return source_of(document, readings_of(document, 0), kind, value);
}

TEST(Readings, OrdinaryTextHasOnlyThePrimary) {
  for (const std::string_view text :
       {"", "第一条 为了规范政府信息公开，制定本条例。", "2010-2011年", "2009年12月31日",
        "皖政务办秘[2009]10号", "二〇一〇年二月十日", "共投入5314万元", "13800138000\nA",
        "秘书处\n主任", "plain words in English, on\ntwo lines",
        "138****8000 340***********1234"}) {
    EXPECT_EQ(readings_of(document_of(text), 0).size(), 1U) << text;
  }
}

TEST(LineJoined, UndoesAWrapInsideANumber) {
  EXPECT_EQ(
      found("身份证号341302190001\n010015，电话", ReadingKind::line_joined, "341302190001010015"),
      "341302190001\n010015");
  EXPECT_EQ(found("110105194912 \n 31002X。", ReadingKind::line_joined, "11010519491231002X"),
            "110105194912 \n 31002X");
  EXPECT_EQ(found("11010519491231002\nX", ReadingKind::line_joined, "11010519491231002X"),
            "11010519491231002\nX");
  EXPECT_EQ(found("138\n0013\n8000", ReadingKind::line_joined, "13800138000"), "138\n0013\n8000");
  EXPECT_THAT(texts_of("2009\n\n2010", ReadingKind::line_joined), IsEmpty());
}

TEST(LineJoined, LeavesTwoNumbersToThePrimary) {
  const auto readings = readings_of(document_of("13800138000\n13900139000"), 0);
  EXPECT_EQ(readings.front().kind, ReadingKind::primary);
  EXPECT_EQ(readings.front().text, "13800138000\n13900139000");
}

TEST(LineJoined, FindsWrappedNumbersInAColumn) {
  const std::string column =
      "1\n13800138000\n138001\n38000\n341302190001\n010015\n341302\n19000101\n0015\n13900139000";
  for (const std::string_view number : {"13800138000", "341302190001010015"}) {
    EXPECT_THAT(texts_of(column, ReadingKind::line_joined),
                Contains(HasSubstr("\n" + std::string(number) + "\n")));
  }
}

TEST(Ungrouped, UndoesSingleSeparators) {
  EXPECT_EQ(found("341302-19000101-0015", ReadingKind::ungrouped, "341302190001010015"),
            "341302-19000101-0015");
  EXPECT_EQ(
      found("号3 4 1 3 0 2 1 9 0 0 0 1 0 1 0 0 1 5.", ReadingKind::ungrouped, "341302190001010015"),
      "3 4 1 3 0 2 1 9 0 0 0 1 0 1 0 0 1 5");
  EXPECT_EQ(found("110105·19491231·002X", ReadingKind::ungrouped, "11010519491231002X"),
            "110105·19491231·002X");
  EXPECT_EQ(found("6222 0200 0000 0000 000", ReadingKind::ungrouped, "6222020000000000000"),
            "6222 0200 0000 0000 000");
  EXPECT_THAT(texts_of("2010-2011", ReadingKind::ungrouped), IsEmpty());
  EXPECT_THAT(texts_of("13800138000;13900139000", ReadingKind::ungrouped), IsEmpty());
}

TEST(Ungrouped, FindsANumberBesideAnother) {
  for (const std::string_view text : {"编号 12 138 0013 8000", "138 0013 8000 12",
                                      "3 139 0013 9000 138 0013 8000 200 5314 17 2009 2010"}) {
    EXPECT_EQ(found(text, ReadingKind::ungrouped, " 13800138000"),
              text.starts_with("138") ? "-" : " 138 0013 8000")
        << text;
    EXPECT_EQ(found(text, ReadingKind::ungrouped, "13800138000"), "138 0013 8000") << text;
  }
  EXPECT_EQ(found("12 5 34130 219000 1010 015 2009 10 31 5314 900", ReadingKind::ungrouped,
                  " 341302190001010015 "),
            " 34130 219000 1010 015 ");
}

TEST(Ungrouped, StaysBoundedInALongTable) {
  std::string table;
  for (int i = 0; i < 4000; ++i) table += i % 3 == 0 ? "1 " : i % 3 == 1 ? "138 " : "0013\n";
  const auto readings = readings_of(document_of(table), 0);
  EXPECT_LE(readings.size(), kMostReadings);
  for (const Reading& reading : readings) EXPECT_LE(reading.text.size(), table.size());
}

TEST(LetterSpaced, PullsMarksTogether) {
  EXPECT_THAT(texts_of("机 密★20年", ReadingKind::letter_spaced), ElementsAre("机密★20年"));
  EXPECT_THAT(texts_of("机　密", ReadingKind::letter_spaced), ElementsAre("机密"));
  EXPECT_THAT(texts_of("绝 密 ★ 长 期", ReadingKind::letter_spaced), ElementsAre("绝密★长期"));
  EXPECT_THAT(texts_of("密 级：机 密★5年", ReadingKind::letter_spaced),
              ElementsAre("密级:机密★5年"));
  EXPECT_THAT(texts_of("密级为机 密级 ★ 2 0 年", ReadingKind::letter_spaced),
              ElementsAre("密级为机密级 ★ 20 年"));
  EXPECT_THAT(texts_of("机    密", ReadingKind::letter_spaced), ElementsAre("机密"));
  EXPECT_THAT(texts_of("机\n密\n★", ReadingKind::letter_spaced), ElementsAre("机密★"));
  EXPECT_EQ(found("本件机\n密★10年", ReadingKind::letter_spaced, "机密★10年"), "机\n密★10年");
}

TEST(LetterSpaced, PullsDigitsAndLettersTogether) {
  EXPECT_THAT(texts_of("手机1 3 8 0 0 1 3 8 0 0 0。", ReadingKind::letter_spaced),
              ElementsAre("手机13800138000。"));
  EXPECT_THAT(texts_of("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", ReadingKind::letter_spaced),
              ElementsAre("11010519491231002X"));
  EXPECT_THAT(texts_of("T O P  S E C R E T", ReadingKind::letter_spaced),
              ElementsAre("T O P  SECRET"));
  EXPECT_THAT(texts_of("1 2 3 4 5 6 20", ReadingKind::letter_spaced), IsEmpty());
  EXPECT_THAT(texts_of("第一条 为了 A B C D", ReadingKind::letter_spaced), IsEmpty());
}

TEST(ChineseNumerals, BecomeDigitsInLongRuns) {
  EXPECT_EQ(found("电话壹叁捌零零壹叁捌零零零", ReadingKind::chinese_numerals, "13800138000"),
            "壹叁捌零零壹叁捌零零零");
  EXPECT_EQ(found("电话幺三八零零幺三八零零零", ReadingKind::chinese_numerals, "13800138000"),
            "幺三八零零幺三八零零零");
  EXPECT_EQ(found("138零零138000", ReadingKind::chinese_numerals, "13800138000"), "138零零138000");
  EXPECT_EQ(found("一三八 零零一三\n八○○○", ReadingKind::ungrouped, "13800138000"),
            "一三八 零零一三\n八○○○");
  EXPECT_THAT(texts_of("138○○○○8000", ReadingKind::chinese_numerals), IsEmpty());
  EXPECT_THAT(texts_of("一二三四五六七百", ReadingKind::chinese_numerals), IsEmpty());
  EXPECT_THAT(texts_of("一二三四五六", ReadingKind::chinese_numerals), IsEmpty());
}

// Wherever in its text a run begins, and whatever parts it.
TEST(ChineseNumerals, AreFoundAtEveryPlace) {
  for (const std::string_view parted : {"-", "·", "•", "・", "‧", " · ", " ", "\n", " \n "}) {
    std::string before;
    for (int shift = 0; shift < 12; ++shift, before += 'a') {
      const std::string text = before + "号三" + std::string(parted) + "8260438";
      EXPECT_THAT(texts_of(text, ReadingKind::chinese_numerals),
                  Contains(HasSubstr("号3" + std::string(parted) + "8260438")))
          << text;
    }
  }
}

TEST(LookAlikes, BecomeDigitsInLongRuns) {
  EXPECT_EQ(found("34130219000101OO15", ReadingKind::look_alikes, "341302190001010015"),
            "34130219000101OO15");
  EXPECT_EQ(found("Tel138OO138OOOok", ReadingKind::look_alikes, "13800138000"), "138OO138OOO");
  EXPECT_EQ(found("电话l38ОО|38Ο00", ReadingKind::look_alikes, "13800138000"), "l38ОО|38Ο00");
  EXPECT_EQ(found("|138OO138000|139001390OO|", ReadingKind::look_alikes, "|13800138000|"),
            "|138OO138000|");
  EXPECT_EQ(found("138⓪0138⓪00", ReadingKind::look_alikes, "13800138000"), "138⓪0138⓪00");
  for (const std::string_view x : {"Х", "х", "Χ", "×", "✕", "Ⅹ"}) {
    const std::string text = "号11010519491231002" + std::string(x) + "。";
    EXPECT_THAT(texts_of(text, ReadingKind::look_alikes), ElementsAre("号11010519491231002X。"));
  }
  EXPECT_THAT(texts_of("110105194912×1002×", ReadingKind::look_alikes), IsEmpty());
  EXPECT_THAT(texts_of("OOOOOO13800", ReadingKind::look_alikes), IsEmpty());
}

TEST(Reversed, ReadsWhatIsSeen) {
  EXPECT_EQ(found("\u202e510010100091203143\u202c", ReadingKind::reversed, "341302190001010015"),
            "510010100091203143");
  EXPECT_EQ(found("\u202e00083100831\u202c", ReadingKind::reversed, "13800138000"), "00083100831");
  EXPECT_EQ(found("见\u202eX20013219491501011:号证份身\u202c。后", ReadingKind::reversed,
                  "11010519491231002X"),
            "X20013219491501011");
  EXPECT_EQ(found("\u202e年01★密机\u202c文件", ReadingKind::reversed, "机密★10年文件"),
            "年01★密机\u202c文件");
  EXPECT_EQ(
      found("\u202e:ab\u202d13800138000\u202c\u202c", ReadingKind::reversed, "ba:13800138000"),
      ":ab\u202d13800138000");
  EXPECT_THAT(texts_of("\u202b00083100831\u202c", ReadingKind::reversed), IsEmpty());
}

TEST(Combined, UndoesSeveralDisguises) {
  EXPECT_EQ(found("\u202e0008 3l00 83l\u202c", ReadingKind::ungrouped, "13800138000"),
            "0008 3l00 83l");
  EXPECT_EQ(found("34I3O2 19OOO1O1\nOO15", ReadingKind::ungrouped, "341302190001010015"),
            "34I3O2 19OOO1O1\nOO15");
  EXPECT_EQ(found("341302 1900\n0101 0015", ReadingKind::ungrouped, "341302190001010015"),
            "341302 1900\n0101 0015");
}

// The rows of kind "evasion" of the domain's vectors: text, and the plain form it hides.
TEST(Evasion, ComesOutInSomeReading) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"١٣٨٠٠١٣٨٠٠٠", "13800138000"},
      {"①③⑧⓪⓪①③⑧⓪⓪⓪", "13800138000"},
      {"电话壹叁捌零零壹叁捌零零零", "13800138000"},
      {"电话幺三八零零幺三八零零零", "13800138000"},
      {"341302-19000101-0015", "341302190001010015"},
      {"3 4 1 3 0 2 1 9 0 0 0 1 0 1 0 0 1 5", "341302190001010015"},
      {"1\u200b3\u200b8\u200b0\u200b0\u200b1\u200b3\u200b8\u200b0\u200b0\u200b0", "13800138000"},
      {"\u202e510010100091203143\u202c", "341302190001010015"},
      {"\u202e00083100831\u202c", "13800138000"},
      {"11010519491231002Х", "11010519491231002X"},
      {"11010519491231002×", "11010519491231002X"},
      {"34130219000101001543", "34130219000101001543"},
      {"绝密★⻓期", "绝密★长期"},
      {"机\u3000密★1年", "机密★1年"},
      {"秘\u200b密★1年", "秘密★1年"},
      {"二〇一〇年二月十日", "二〇一〇年二月十日"},
      {"今年投入13900000000.00元", "今年投入13900000000.00元"},
      {"￥13900000000", "¥13900000000"},
      {"卡号：6222 0200 0000 0000 000", "卡号:6222020000000000000"},
      {"34130219000101OO15", "341302190001010015"},
  };
  for (const auto& [text, plain] : rows) {
    bool seen = false;
    for (const Reading& reading : readings_of(document_of(text), 0)) {
      seen |= reading.text.find(plain) != std::string::npos;
    }
    EXPECT_TRUE(seen) << text;
  }
}

TEST(Names, AreCompleteAndDistinct) {
  std::set<std::string_view> kinds;
  for (int i = 0; i < kReadingKindCount; ++i) kinds.insert(name(static_cast<ReadingKind>(i)));
  EXPECT_EQ(kinds.size(), static_cast<std::size_t>(kReadingKindCount));
  EXPECT_THAT(names(Disguise::none), IsEmpty());
  EXPECT_THAT(names(Disguise::full_width | Disguise::line_wrap | Disguise::compatibility),
              ElementsAre("full-width", "line-wrap", "compatibility"));
}

}  // namespace
}  // namespace mishen
