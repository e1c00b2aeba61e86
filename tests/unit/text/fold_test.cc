#include "scanner/text/fold.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "scanner/base/utf8.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

struct Case {
  std::string_view text;
  std::string_view folded;
};

void expect_folds(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(fold(c.text), c.folded) << c.text;
    EXPECT_EQ(fold(c.folded), c.folded) << c.text;
  }
}

TEST(Fold, LeavesOrdinaryTextAlone) {
  for (const std::string_view text :
       {"", "根据《中华人民共和国保守国家秘密法》第十条、第十一条。", "plain ASCII\ttext\nand more",
        "㎡ ½ № Ⅲ级 ⑴ ⒈ ①条 …… ㊙ “引”", "絕密 機密 祕密", "Привет, 대외비, 極秘"}) {
    EXPECT_EQ(fold(text), text);
    EXPECT_TRUE(normalise(text).map.is_identity()) << text;
  }
}

TEST(Fold, FullWidthSpacesDashesLines) {
  expect_folds({{"ＡＢ１２，（３）：～！", "AB12,(3):~!"},
                {"机\u3000密", "机 密"},
                {"a\u00a0b\u2002c\u202fd\u205fe", "a b c d e"},
                {"0557\u20133000000\u2014\u2212\uff0d", "0557-3000000---"},
                {"a\r\nb\rc\u2028d\u000be", "a\nb\nc\nd\ne"},
                {"﹙机密﹚﹕︵秘密︶", "(机密):(秘密)"}});
}

TEST(Fold, DropsInvisibles) {
  expect_folds({{"1\u200b3\u200d8\ufeff0", "1380"},
                {"秘\u00ad密\u2060★\U000E01001年\ufe0f", "秘密★1年"},
                {"\u202e510010\u202c\u2066\u200e", "510010"},
                {"\u2800\u3164\uffa0\u034f\u115f\U000E0041", ""}});
}

TEST(Fold, RadicalsAndCompatibilityIdeographs) {
  expect_folds(
      {{"绝密★⻓期", "绝密★长期"},
       {"居⺠⾝份证", "居民身份证"},
       {"⼿机⽇期", "手机日期"},
       {"⺟⻳⻋⻔⻅⻚⻢⻛⻝⻄⻘⻩⻬⻰⻥⻦⻉⻆⻗⻣⻤", "母龟车门见页马风食西青黄齐龙鱼鸟贝角雨骨鬼"},
       {"\uf92f\U0002f804", "勞你"},
       {"㇐㇑", "一丨"}});
}

TEST(Fold, DigitsOfAllScripts) {
  expect_folds({{"١٣٨٠٠١٣٨٠٠٠", "13800138000"},
                {"१३८", "138"},
                {"𝟏𝟑𝟠𝟢𝟶", "13800"},
                {"①③⑧⓪⓪①③⑧⓪⓪⓪", "13800138000"},
                {"❶❸➇⓿➀➊⓵", "1380111"},
                {"¹³⁸₀", "1380"}});
}

TEST(Fold, CircledAndRaisedDigitsAloneAreNoteNumbers) {
  expect_folds({{"①13800138000", "①13800138000"},
                {"13800138000②13900139000", "13800138000②13900139000"},
                {"13800138000²", "13800138000²"},
                {"13800138000¹²", "13800138000¹²"},
                {"①\u200b１", "①1"},
                {"m² 第①条", "m² 第①条"},
                {"A①\u200b③", "A13"}});
}

TEST(Fold, StarsAndAsterisks) {
  expect_folds({{"机密☆20年", "机密★20年"},
                {"机密⭐🌟✩✰⋆✶", "机密★★★★★★"},
                {"机密✱∗﹡＊*", "机密*****"},
                {"机密\uf0ab10年", "机密★10年"},
                {"机 密级 \uf0ab10年", "机 密级 ★10年"},
                {"\u2f51絕密\uf0ab", "毛絕密★"},
                {"A\uf0abB", "A\uf0abB"},
                {"保密\uf0ab", "保密\uf0ab"}});
}

TEST(Fold, LettersDrawnOtherwise) {
  expect_folds({{"conﬁdential", "confidential"},
                {"𝐓𝐎𝐏 𝔖𝕖𝓬𝖗𝚎𝘵", "TOP Secret"},
                {"e\u0301 TRE\u0300S", "é TRÈS"},
                {"\u1112\u1161\u11ab", "한"},
                {"ｶﾞ", "ガ"}});
}

TEST(Fold, MapsEveryChangeBack) {
  const NormalText out = normalise("密级：机　密，e\u0301２");
  ASSERT_EQ(out.text, "密级:机 密,é2");
  EXPECT_EQ(out.map.to_source({6, 7}), (SourceSpan{6, 9}));      // ：
  EXPECT_EQ(out.map.to_source({7, 14}), (SourceSpan{9, 18}));    // 机　密
  EXPECT_EQ(out.map.to_source({15, 17}), (SourceSpan{21, 24}));  // é
  EXPECT_EQ(out.map.to_source({17, 18}), (SourceSpan{24, 27}));
}

std::string nfc(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out;
  icu::Normalizer2::getNFCInstance(error)
      ->normalize(icu::UnicodeString::fromUTF8(text), error)
      .toUTF8String(out);
  return out;
}

// ICU knows the digits, the ignorable characters and the compatibility ideographs too.
TEST(Fold, AgreesWithIcuOnEveryCodePoint) {
  for (UChar32 c = 0x80; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    utf8::append(text, static_cast<char32_t>(c));
    const std::string folded = fold(text);
    if (const int digit = u_charDigitValue(c); digit >= 0) {
      EXPECT_EQ(folded, std::to_string(digit)) << std::hex << c;
    }
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
      EXPECT_EQ(folded, "") << std::hex << c;
    }
    if (u_isUWhiteSpace(c)) {
      const bool line = c == 0x85 || c == 0x2028 || c == 0x2029;
      EXPECT_EQ(folded, line ? "\n" : " ") << std::hex << c;
    }
    if (u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH)) {
      EXPECT_EQ(folded, text) << std::hex << c;
    } else if ((c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F)) {
      EXPECT_EQ(folded, nfc(text)) << std::hex << c;
    }
  }
}

TEST(Fold, KeepsDamagedBytes) {
  const std::string damaged = "a\xFF\xE3\x80 \xEF\xBC";
  EXPECT_EQ(fold(damaged), damaged);
}

TEST(Fold, LeavesMoreMarksThanAnyScriptWritesAlone) {
  std::string zalgo = "e";
  for (int i = 0; i < 1000; ++i) zalgo += "\u0301\u0323";
  EXPECT_EQ(fold(zalgo), zalgo);
}

}  // namespace
}  // namespace mishen
