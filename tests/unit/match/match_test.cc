#include "scanner/match/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/match/support.h"

namespace mishen {
namespace {

using testing::compiled;
using ::testing::ElementsAre;
using testing::found;
using ::testing::IsEmpty;
using testing::reading_of;
using testing::rule_of;

const Rule kFourDigits = rule_of({"\\d{4}"}, Edges::digit);

TEST(Edges, DigitsBesideChineseText) {
  EXPECT_THAT(found(kFourDigits, "编号1234的"), ElementsAre("1234"));
  EXPECT_THAT(found(kFourDigits, "a1234b"), ElementsAre("1234"));
  EXPECT_THAT(found(kFourDigits, "1234"), ElementsAre("1234"));
  EXPECT_THAT(found(kFourDigits, "1234号"), ElementsAre("1234"));
  EXPECT_THAT(found(kFourDigits, "号1234"), ElementsAre("1234"));
  EXPECT_THAT(found(kFourDigits, "号\n1234\n号"), ElementsAre("1234"));
}

TEST(Edges, DigitsBesideDigits) {
  EXPECT_THAT(found(kFourDigits, "12345"), IsEmpty());
  EXPECT_THAT(found(kFourDigits, "编号12345的"), IsEmpty());
  EXPECT_THAT(found(kFourDigits, "12345 1234 12345"), ElementsAre("1234"));
  EXPECT_THAT(found(kFourDigits, "123-1234-12345-4321"), ElementsAre("1234", "4321"));
}

TEST(Edges, NeighboursMayShareOneEdge) {
  EXPECT_THAT(found(kFourDigits, "1234 5678、9012"), ElementsAre("1234", "5678", "9012"));
  // The last character of a hit is the next one's edge.
  const Rule letter_at_end = rule_of({"A\\d{4}X"}, Edges::digit);
  EXPECT_THAT(found(letter_at_end, "A1234XA5678X"), ElementsAre("A1234X", "A5678X"));
  const Rule star = rule_of({"★"}, Edges::digit);
  EXPECT_THAT(found(star, "★★★"), ElementsAre("★", "★", "★"));
  EXPECT_THAT(found(star, "1★★★1"), ElementsAre("★"));
  EXPECT_THAT(found(star, "★1★"), IsEmpty());
}

TEST(Edges, LettersAndDigits) {
  const Rule rule = rule_of({"E\\d{4}"}, Edges::alnum);
  EXPECT_THAT(found(rule, "护照E1234。E5678"), ElementsAre("E1234", "E5678"));
  EXPECT_THAT(found(rule, "XE1234 E1234X E12345 éE1234"), ElementsAre("E1234"));
}

TEST(Edges, NoneMeansNone) {
  EXPECT_THAT(found(rule_of({"\\d{4}"}), "1234567890"), ElementsAre("1234", "5678"));
}

TEST(Edges, TheLongestThatHoldsAtTheTextsEnds) {
  const Rule rule = rule_of({"[A-Z]?\\d{4}[A-Z]?"}, Edges::digit);
  EXPECT_THAT(found(rule, "E1234X"), ElementsAre("E1234X"));
  EXPECT_THAT(found(rule, "中E1234X中"), ElementsAre("E1234X"));
  EXPECT_THAT(found(rule, "9E1234X"), ElementsAre("1234X"));
  EXPECT_THAT(found(rule, "E1234X9"), ElementsAre("E1234"));
}

TEST(Edges, WhatIsMaskedAtItsStartIsTakenWhole) {
  const Rule rule = rule_of({"[*●]{3,8}\\d{4}"}, Edges::mask);
  EXPECT_THAT(found(rule, "号****1234"), ElementsAre("****1234"));
  EXPECT_THAT(found(rule, "****1234，●●●5678"), ElementsAre("****1234", "●●●5678"));
  EXPECT_THAT(found(rule, "342****1234"), IsEmpty());  // a piece of another number
  EXPECT_THAT(found(rule, "342●●●●1234"), IsEmpty());
  EXPECT_THAT(found(rule, "*********1234"), IsEmpty());  // one more than the pattern takes
  EXPECT_THAT(found(rule, "____****1234"), IsEmpty());
  EXPECT_THAT(found(rule, "342****1234 ****5678"), ElementsAre("****5678"));
  EXPECT_THAT(found(rule_of({"[*●]{3,8}\\d{4}"}, Edges::alnum), "342****1234"),
              ElementsAre("***1234"));
}

TEST(Edges, EachPatternMayHaveItsOwn) {
  Rule rule = rule_of({"\\d{3}\\*+\\d{4}", "\\*{3,8}\\d{4}"}, Edges::alnum);
  EXPECT_THAT(found(rule, "342****1234 ****5678"),
              ElementsAre("342****1234", "***1234", "****5678"));
  rule.pattern_edges = {Edges::alnum, Edges::mask};
  EXPECT_THAT(found(rule, "342****1234 ****5678"), ElementsAre("342****1234", "****5678"));
}

TEST(Edges, AFailedEdgeHidesNothing) {
  // The longest hit at this place has a digit behind it; a shorter one has not.
  EXPECT_THAT(found(rule_of({"\\d{6}(?:-\\d{4})?"}, Edges::digit), "123456-12345"),
              ElementsAre("123456"));
  // The first hit has a digit before it; one that starts inside it has not.
  EXPECT_THAT(found(rule_of({"\\d{3}-\\d{3}"}, Edges::digit), "1123-456-789"),
              ElementsAre("456-789"));
}

TEST(Edges, AnchorsOfThePatternKeepTheirSense) {
  EXPECT_THAT(found(rule_of({"^机密$"}, Edges::digit), "机密"), ElementsAre("机密"));
  EXPECT_THAT(found(rule_of({"^机密$"}, Edges::digit), "机密\n"), IsEmpty());
  EXPECT_THAT(found(rule_of({"(?m)^机密$"}, Edges::alnum), "题\n机密\n文"), ElementsAre("机密"));
  EXPECT_THAT(found(rule_of({"(?m)^机密$"}), "机密\n机密"), ElementsAre("机密", "机密"));
  EXPECT_THAT(found(rule_of({"机密|绝密★"}, Edges::digit), "机密1绝密★机密"), ElementsAre("机密"));
}

TEST(Match, LeftmostLongestWhateverTheOrderOfAlternatives) {
  EXPECT_THAT(found(rule_of({"机密|机密★|机密★\\d+年"}), "机密★10年"), ElementsAre("机密★10年"));
  EXPECT_THAT(found(rule_of({"机密(?:★\\d+?年)??"}), "机密★10年"), ElementsAre("机密★10年"));
}

TEST(Match, AllHitsSortedAndOnce) {
  const CompiledRules rules = compiled({rule_of({"b\\d", "[ab]\\d"}), rule_of({"[a-c]\\d|b"})});
  const Reading reading = reading_of("c3 a1 b2");
  Matcher matcher(rules);
  std::vector<Candidate> out;
  ASSERT_TRUE(matcher.match(reading, 100, out));
  EXPECT_THAT(out,
              ElementsAre(Candidate{1, 2, {0, 2}}, Candidate{0, 1, {3, 5}}, Candidate{1, 2, {3, 5}},
                          Candidate{0, 0, {6, 8}}, Candidate{1, 2, {6, 8}}));
}

TEST(Match, OverlappingHitsOfDifferentPatternsAreAllThere) {
  EXPECT_THAT(found(compiled({rule_of({"\\d{6}"}), rule_of({"\\d{4}-"}), rule_of({"-\\d"})}),
                    reading_of("123456-7")),
              ElementsAre("123456", "3456-", "-7"));
}

TEST(Match, OnlyRulesThatReadTheKind) {
  const CompiledRules rules =
      compiled({rule_of({"a"}), rule_of({"b"}, Edges::none, {ReadingKind::line_joined})});
  EXPECT_THAT(found(rules, reading_of("ab")), ElementsAre("a", "b"));
  EXPECT_THAT(found(rules, reading_of("ab", ReadingKind::line_joined)), ElementsAre("b"));
  EXPECT_THAT(found(rules, reading_of("ab", ReadingKind::reversed)), IsEmpty());
}

TEST(Match, SaysWhenTheBudgetIsSpent) {
  const CompiledRules rules = compiled({rule_of({"\\d"})});
  Matcher matcher(rules);
  std::vector<Candidate> out;
  EXPECT_FALSE(matcher.match(reading_of("12345"), 4, out));
  EXPECT_EQ(out.size(), 4U);
  EXPECT_TRUE(matcher.match(reading_of("12345"), 5, out));
  EXPECT_EQ(out.size(), 9U);  // appended
}

TEST(Match, NothingInNothing) {
  EXPECT_THAT(found(kFourDigits, ""), IsEmpty());
  EXPECT_THAT(found(compiled({}), reading_of("1234")), IsEmpty());
}

TEST(Match, DamagedTextHidesNothing) {
  // Bytes that are not UTF-8 beside, before and after a hit.
  EXPECT_THAT(found(kFourDigits,
                    "\xFF"
                    "1234\xE6\x9C"),
              ElementsAre("1234"));
  EXPECT_THAT(found(kFourDigits,
                    "1234\xC0\xAF"
                    "1234\xED\xA0\x80"),
              ElementsAre("1234", "1234"));
}

// Linear for any input: the searches are about a small multiple of the text.
TEST(Match, WorkIsLinearInHostileText) {
  const CompiledRules rules = compiled({
      rule_of({"[1-9]\\d{16}[\\dXx]", "[1-9]\\d{14}"}, Edges::digit),
      rule_of({"1[3-9]\\d{9}"}, Edges::alnum),
      rule_of({"\\d{17,40}X"}, Edges::alnum),
      rule_of({"\\d{4}-\\d{4}"}),
  });
  const auto work = [&](const std::string& unit, std::size_t size) {
    std::string text;
    while (text.size() < size) text += unit;
    Matcher matcher(rules);
    std::vector<Candidate> out;
    EXPECT_TRUE(matcher.match(reading_of(std::move(text)), size, out));
    return matcher.work().bytes;
  };
  for (const char* unit : {"1", "13800138000 ", "1234-5678-", "13X", "110105190001010011X", "1 "}) {
    EXPECT_LE(work(unit, 100'000), 100'000U * 16) << unit;
    EXPECT_LE(work(unit, 200'000), 2 * work(unit, 100'000) + 1000) << unit;
  }
}

}  // namespace
}  // namespace mishen
