// What is asked of a text before the ways of undoing are: held against each character and each way.
#include "scanner/text/signs.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "scanner/base/utf8.h"
#include "scanner/text/alternates.h"
#include "scanner/text/look_alikes.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

TEST(Signs, MissNoCharacterThatStandsForADigit) {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    std::string text = "x";
    utf8::append(text, c);
    const TextSigns signs = signs_of(text);
    if (look_alike_digit(c) || looks_like_check_letter(c)) {
      EXPECT_TRUE(may_have_look_alikes(text, signs)) << static_cast<unsigned>(c);
    }
    EXPECT_TRUE(!numeral_digit(c) || (signs.beyond_ascii && text.size() == 4)) << text;
  }
}

std::string random_text(std::mt19937& random, std::size_t size) {
  constexpr std::string_view kPieces[] = {"1",  "2", "8", "3",  "0", "4", " ",  "\n",  "-",  "/",
                                          "O",  "l", "|", "x",  "a", ",", "一", "二",  "〇", "幺",
                                          "密", "①", "²", "丨", "Х", "×", "的", "\x80"};
  std::string text;
  while (text.size() < size) text += kPieces[random() % std::size(kPieces)];
  return text;
}

TEST(Signs, CountWhatIsThere) {
  std::mt19937 random(1);
  for (std::size_t i = 0; i < 3000; ++i) {
    const std::string text = random_text(random, i < 2000 ? i % 70 : random() % 9000);
    std::size_t digits = 0;
    bool beyond = false;
    for (const char c : text) {
      digits += c >= '0' && c <= '9' ? 1 : 0;
      beyond |= (static_cast<unsigned char>(c) & 0x80U) != 0;
    }
    const TextSigns signs = signs_of(text);
    ASSERT_EQ(signs.digits, digits) << text;
    ASSERT_EQ(signs.beyond_ascii, beyond);
    ASSERT_EQ(signs.space, text.find(' ') != std::string::npos);
    ASSERT_EQ(signs.line_end, text.find('\n') != std::string::npos);
    for (std::size_t from = 0; from <= text.size() && from < 40; ++from) {
      ASSERT_EQ(find_byte<OneByte<'x'>>(text, from), std::min(text.find('x', from), text.size()));
    }
  }
}

// Where the signs say that there is no cause, there is none.
TEST(Signs, HoldBackNoEdits) {
  std::mt19937 random(2);
  std::size_t held_back = 0;
  for (int i = 0; i < 40'000; ++i) {
    const std::string text = random_text(random, random() % 40);
    const TextSigns signs = signs_of(text);
    const auto none = [&](bool may_want, bool wants) {
      held_back += may_want ? 0 : 1;
      ASSERT_TRUE(may_want || !wants) << text;
    };
    none(signs.space || signs.line_end, !letter_spacing_edits(text).empty());
    none(signs.beyond_ascii && text.size() >= kShortestNumerals, !numeral_edits(text).empty());
    const NormalText folded = normalise(text);
    ASSERT_EQ(rewrite(folded, numeral_edits(folded.text, signs_of(folded.text).digits)).text,
              rewrite(folded, numeral_edits(folded.text)).text)
        << text;
    none(signs.digits >= kFewestAmongLookAlikes && may_have_look_alikes(text, signs),
         !look_alike_edits(text).empty());
    none(signs.line_end, !line_join_layers(text).empty());
    none(signs.digits >= kFewestGrouped, !ungroup_layers(text).empty());
  }
  EXPECT_GT(held_back, 10'000U);
}

// However few digits the text has, and wherever the run stands.
TEST(NumeralEdits, FindTheShortestRunAnywhere) {
  for (std::size_t before = 0; before < 64; ++before) {
    for (std::size_t digits = 0; digits < 7; ++digits) {
      const std::string ascii(digits, '5');
      std::string numerals;
      for (std::size_t i = digits; i < 7; ++i) numerals += "五";
      for (const std::string& run : {ascii + numerals, numerals + ascii, ascii + " " + numerals}) {
        for (const char* after : {"", "的", "x。"}) {
          const std::string text = std::string(before, 'x') + run + after;
          EXPECT_EQ(numeral_edits(text, digits).size(), 7 - digits) << text;
        }
      }
    }
  }
}

// Of two million spaces: where each is counted more than a few times, this takes minutes.
TEST(NumeralEdits, CountTheSpacesOfAWideGapOnce) {
  const std::string wide(2'000'000, ' ');
  EXPECT_TRUE(numeral_edits("一二三" + wide + "四五六七").empty());
  EXPECT_EQ(numeral_edits("一二三" + wide + "\n" + wide + "四五六七").size(), 7U);
}

}  // namespace
}  // namespace mishen
