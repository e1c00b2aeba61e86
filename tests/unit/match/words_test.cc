// Word lists: where a word counts, and that the automaton finds what a naive search finds.
#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <random>
#include <tuple>

#include "scanner/base/utf8.h"
#include "tests/unit/match/support.h"

namespace mishen {
namespace {

using testing::compiled;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::reading_of;

Rule words_rule(std::vector<std::string> words, std::vector<std::string> excluded = {},
                Edges edges = Edges::none) {
  Rule rule;
  rule.pack = "demo";
  rule.id = "words";
  rule.words = std::make_shared<WordList>(WordList{std::move(words), std::move(excluded)});
  rule.edges = edges;
  return rule;
}

std::vector<std::string> found(const Rule& rule, const std::string& text) {
  return testing::found(compiled({rule}), reading_of(text));
}

TEST(Words, StandBetweenOtherCharacters) {
  const Rule rule = words_rule({"青龙", "白虎行动"});
  EXPECT_THAT(found(rule, "关于青龙和白虎行动的通知"), ElementsAre("青龙", "白虎行动"));
  EXPECT_THAT(found(rule, "白虎"), IsEmpty());
  EXPECT_THAT(found(rule, ""), IsEmpty());
  EXPECT_THAT(found(rule, "青"), IsEmpty());
}

TEST(Words, OfNestedOnesTheLongestCounts) {
  EXPECT_THAT(found(words_rule({"青龙", "青龙行动", "龙行", "行动"}), "青龙行动"),
              ElementsAre("青龙行动"));
  EXPECT_THAT(found(words_rule({"ab", "bc", "cd"}), "abcd"), IsEmpty());  // edges: a letter touches
}

TEST(Words, OverlappingOnesAreTakenFromTheLeft) {
  EXPECT_THAT(found(words_rule({"东山", "山村", "村庄"}), "东山村庄"), ElementsAre("东山", "村庄"));
}

TEST(Words, AnExcludedWordHidesWhatIsWithinItOnly) {
  const Rule rule = words_rule({"长城", "汽车站"}, {"长城汽车"});
  EXPECT_THAT(found(rule, "长城汽车"), IsEmpty());
  EXPECT_THAT(found(rule, "长城汽车站"), ElementsAre("汽车站"));
  EXPECT_THAT(found(rule, "长城，长城汽车，长城"), ElementsAre("长城", "长城"));
}

TEST(Words, LatinEndsAreEdgesAndCaseDoesNotCount) {
  const Rule rule = words_rule({"Falcon", "X-9", "猎鹰2"});
  EXPECT_THAT(found(rule, "代号falcon、FALCON"), ElementsAre("falcon", "FALCON"));
  EXPECT_THAT(found(rule, "falcons"), IsEmpty());
  EXPECT_THAT(found(rule, "X-90 x-9"), ElementsAre("x-9"));
  EXPECT_THAT(found(rule, "猎鹰20号，猎鹰2号"), ElementsAre("猎鹰2"));
}

TEST(Words, ARuleMayAskForMoreEdges) {
  EXPECT_THAT(found(words_rule({"青龙"}, {}, Edges::alnum), "A青龙 青龙1 青龙"),
              ElementsAre("青龙"));
  EXPECT_THAT(found(words_rule({"青龙"}, {}, Edges::digit), "A青龙1"), IsEmpty());
}

TEST(Words, OfTwoRulesEachFindsItsOwn) {
  const CompiledRules rules = compiled({words_rule({"青龙"}), words_rule({"青龙", "龙头"})});
  Matcher matcher(rules);
  std::vector<Candidate> candidates;
  EXPECT_TRUE(matcher.match(reading_of("青龙头"), 10, candidates));
  ASSERT_EQ(candidates.size(), 2U);
  EXPECT_EQ(candidates[0].rule, 0U);
  EXPECT_EQ(candidates[1].rule, 1U);
}

TEST(Words, StandAmongTheCandidatesOfPatternsInOrder) {
  const CompiledRules rules = compiled({testing::rule_of({"[0-9]+"}), words_rule({"青龙"})});
  Matcher matcher(rules);
  std::vector<Candidate> candidates;
  EXPECT_TRUE(matcher.match(reading_of("1青龙2"), 10, candidates));
  ASSERT_EQ(candidates.size(), 3U);
  EXPECT_EQ(candidates[1].rule, 1U);
}

TEST(Words, MoreThanTheBudgetAreTold) {
  const CompiledRules rules = compiled({words_rule({"青龙"})});
  Matcher matcher(rules);
  std::vector<Candidate> candidates;
  EXPECT_FALSE(matcher.match(reading_of("青龙青龙青龙"), 2, candidates));
  EXPECT_EQ(candidates.size(), 2U);
}

TEST(Words, OnlyReadingsOfTheRuleAreSearched) {
  Rule rule = words_rule({"青龙"});
  EXPECT_THAT(testing::found(compiled({rule}), reading_of("青龙", ReadingKind::letter_spaced)),
              IsEmpty());
  rule.readings = {ReadingKind::letter_spaced};
  EXPECT_THAT(testing::found(compiled({rule}), reading_of("青龙", ReadingKind::letter_spaced)),
              ElementsAre("青龙"));
}

TEST(Words, AreFoundInTextThatIsNotUtf8) {
  EXPECT_THAT(found(words_rule({"青龙"}), "\xE9青龙\xFF青\x80龙"), ElementsAre("青龙"));
}

TEST(Words, ANumberAndALetterBeforeThemCount) {
  EXPECT_THAT(found(words_rule({"7号楼", "B座"}), "在17号楼、7号楼和AB座、b座"),
              ElementsAre("7号楼", "b座"));
}

// ---- against a naive search

std::vector<WordHit> naive(const std::vector<std::string>& words, const std::string& text) {
  std::vector<WordHit> out;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (words[i].empty() || utf8::decode(words[i], 0).bytes == words[i].size()) continue;
    for (std::size_t at = text.find(words[i]); at != text.npos; at = text.find(words[i], at + 1)) {
      out.push_back(
          {i, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words[i].size())});
    }
  }
  return out;
}

std::vector<WordHit> sorted(std::vector<WordHit> hits) {
  std::sort(hits.begin(), hits.end(), [](const WordHit& a, const WordHit& b) {
    return std::tuple(a.begin, a.end, a.word) < std::tuple(b.begin, b.end, b.word);
  });
  return hits;
}

std::string text_of(std::mt19937& dice, std::size_t most) {
  // Few letters, so that words overlap and nest; one beyond the basic plane, one of two bytes, and
  // two of three that begin as what is no UTF-8 may.
  const std::vector<std::string> letters = {"青", "龙", "行", "a", "b", "7",
                                            "é",  "𠀀", "，", "ก", "한"};
  std::string out;
  for (std::size_t n = dice() % (most + 1); n > 0; --n) out += letters[dice() % letters.size()];
  return out;
}

std::unique_ptr<const WordAutomaton> automaton_of(const std::vector<std::string>& words) {
  return std::make_unique<const WordAutomaton>(
      std::vector<std::string_view>(words.begin(), words.end()));
}

// Where a sieve, on its way through the text, saw that a word may begin.
std::vector<WordHit> found_behind_the_sieve(const std::vector<std::string>& words,
                                            const std::string& text) {
  const auto automaton = automaton_of(words);
  auto sieve = std::make_unique<Sieve>();
  for (const std::string& word : words) sieve->admit_word(word);
  sieve->seal();
  Sieve::Passed passed;
  sieve->sift(text, passed, true);
  std::vector<WordHit> hits;
  automaton->find(text, passed.beginnings, [&](const WordHit& hit) {
    hits.push_back(hit);
    return true;
  });
  return hits;
}

TEST(WordAutomaton, FindsWhatANaiveSearchFinds) {
  std::mt19937 dice(20261126);
  std::size_t all = 0;
  for (int round = 0; round < 5000; ++round) {
    std::vector<std::string> words;
    for (std::size_t n = 1 + dice() % 12; n > 0; --n) words.push_back(text_of(dice, 5));
    const std::string text = text_of(dice, 60);
    std::vector<WordHit> hits;
    automaton_of(words)->find(text, [&](const WordHit& hit) {
      hits.push_back(hit);
      return true;
    });
    const std::vector<WordHit> expected = sorted(naive(words, text));
    ASSERT_EQ(sorted(hits), expected) << "round " << round;
    ASSERT_EQ(sorted(found_behind_the_sieve(words, text)), expected) << "round " << round;
    all += expected.size();
  }
  EXPECT_GT(all, 1'000U);
}

TEST(WordAutomaton, HoldsThousandsOfWords) {
  std::mt19937 dice(7);
  std::vector<std::string> words;
  for (int i = 0; i < 10'000; ++i) {
    std::string word;
    for (std::size_t n = 2 + dice() % 4; n > 0; --n) {
      utf8::append(word, static_cast<char32_t>(0x4E00 + dice() % 3000));
    }
    words.push_back(word);
  }
  const auto automaton = automaton_of(words);
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    bool there = false;
    automaton->find("甲" + words[i] + "乙", [&](const WordHit& hit) {
      there = there || words[hit.word] == words[i];
      return true;
    });
    ASSERT_TRUE(there) << i;
  }
}

}  // namespace
}  // namespace mishen
