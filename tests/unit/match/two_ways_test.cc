// Two ways must agree: the sieve, places tried one by one, shared and late-compiled searches and
// edges inside the pattern against every pattern alone at every place. On random patterns over a
// small alphabet, so that hits, near misses and edges are common.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "scanner/rulebook/pattern.h"
#include "tests/unit/match/slow_match.h"
#include "tests/unit/match/support.h"

namespace mishen {
namespace {

using testing::rule_of;

// Repeatable on every machine: the engine and the arithmetic are fixed by the standard.
class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t bound) { return engine_() % bound; }
  template <class T, std::size_t N>
  const T& one_of(const std::array<T, N>& choices) {
    return choices[below(N)];
  }

 private:
  std::mt19937 engine_;
};

constexpr std::array<std::string_view, 28> kAtoms = {"1",          "2",
                                                     "\\d",        "[1-9]",
                                                     "a",          "k",
                                                     "X",          "密",
                                                     "机",         "部",
                                                     "★",          "[绝机]",
                                                     "[ab]",       "[^1]",
                                                     "\\s",        "(?i:k)",
                                                     "\\w",        "\\p{Han}",
                                                     "\\x{1F31F}", "[密-寇]",
                                                     "-",          ".",
                                                     "会议",       "(?:会议|会)纪?要",
                                                     "[a-z0-9]",   "(?i:[a-z0-9])",
                                                     "[*●]",       "\\*"};
constexpr std::array<std::string_view, 6> kEdgesAtoms = {"^",   "$",      "\\b",
                                                         "\\B", "(?m:^)", "(?m:$)"};
constexpr std::array<std::string_view, 9> kRepeats = {"?",     "*",    "+",   "{2}", "{1,3}",
                                                      "{0,2}", "{2,}", "{7}", "{4}"};

std::string random_pattern(Random& random, int depth) {
  std::string out;
  const std::uint32_t parts = 1 + random.below(4);
  for (std::uint32_t i = 0; i < parts; ++i) {
    if (random.below(20) == 0) {
      out += random.one_of(kEdgesAtoms);
      continue;
    }
    if (depth > 0 && random.below(3) == 0) {
      out += (random.below(6) == 0 ? "(?i:" : "(?:") + random_pattern(random, depth - 1);
      if (random.below(2) == 0) out += "|" + random_pattern(random, depth - 1);
      out += ")";
    } else {
      out += random.one_of(kAtoms);
    }
    if (random.below(3) == 0) out += random.one_of(kRepeats);
  }
  return out;
}

constexpr std::array<std::string_view, 30> kTexts = {"1",
                                                     "2",
                                                     "9",
                                                     "1234567",
                                                     "0",
                                                     "a",
                                                     "k",
                                                     "K",
                                                     "\xE2\x84\xAA" /* Kelvin */,
                                                     "X",
                                                     "x",
                                                     "密",
                                                     "机",
                                                     "绝密",
                                                     "★",
                                                     "部",
                                                     " ",
                                                     "\n",
                                                     "-",
                                                     "\xF0\x9F\x8C\x9F" /* star */,
                                                     "é",
                                                     "的",
                                                     "会",
                                                     "议",
                                                     "会议",
                                                     "纪要",
                                                     "s1a9",
                                                     "*",
                                                     "●",
                                                     "****"};

std::string random_text(Random& random) {
  std::string out;
  const std::uint32_t parts = random.below(24);
  for (std::uint32_t i = 0; i < parts; ++i) out += random.one_of(kTexts);
  return out;
}

// A book of random patterns that compile.
CompiledRules random_rules(Random& random) {
  constexpr std::array<Edges, 4> kEdges = {Edges::none, Edges::digit, Edges::alnum, Edges::mask};
  std::vector<Rule> good;
  while (good.size() < 3) {
    Rule rule = rule_of({random_pattern(random, 2)}, random.one_of(kEdges));
    Rulebook book;
    book.rules.push_back(rule);
    const Result<CompiledRules> one = compile(std::move(book));
    if (one && compile_all(*one)) good.push_back(std::move(rule));
  }
  return testing::compiled(std::move(good));
}

std::string describe(const CompiledRules& rules, const Reading& reading) {
  std::string out = "text: " + reading.text + "\n";
  for (const Rule& rule : rules.book().rules) {
    out += "pattern: " + rule.regex[0] + "  edges " + std::to_string(static_cast<int>(rule.edges)) +
           "\n";
  }
  return out;
}

TEST(TwoWays, AgreeOnRandomPatternsAndText) {
  Random random(20101);
  std::size_t hits = 0;
  std::size_t shut = 0;
  std::size_t tried = 0;
  for (int book = 0; book < 1500; ++book) {
    const CompiledRules rules = random_rules(random);
    Matcher matcher(rules);
    Sieve::Passed passed;
    for (int i = 0; i < 12; ++i) {
      const Reading reading = testing::reading_of(random_text(random));
      std::vector<Candidate> fast;
      ASSERT_TRUE(matcher.match(reading, 100'000, fast));
      ASSERT_EQ(fast, testing::slow_match(rules, reading)) << describe(rules, reading);
      hits += fast.size();
      tried += static_cast<std::size_t>(std::count_if(fast.begin(), fast.end(), [&](const auto& c) {
        return rules.searches()[rules.patterns()[c.pattern].search].beginnings.are_few();
      }));
      rules.sieve().sift(reading.text, passed);
      shut += passed.patterns.empty() ? 1 : 0;
    }
  }
  // The test is about something: there were many hits, also of patterns whose beginnings are
  // tried, and many texts the sieve kept back.
  EXPECT_GT(hits, 10'000U);
  EXPECT_GT(shut, 500U);
  EXPECT_GT(tried, 1'000U);
}

bool begins_at(const re2::RE2& regex, std::string_view text, std::size_t at) {
  const re2::StringPiece piece(text.data(), text.size());
  return regex.Match(piece, at, text.size(), re2::RE2::ANCHOR_START, nullptr, 0);
}

// Random patterns that compile, each with a text.
template <typename Take>
void for_patterns(Random random, const Take& take) {
  for (int i = 0; i < 20'000; ++i) {
    const std::string pattern = random_pattern(random, 2);
    const re2::RE2 regex(pattern, pattern_options());
    const std::string text = random_text(random) + random_text(random);
    const auto edges = static_cast<Edges>(random.below(4));
    if (regex.ok()) take(pattern, regex, text, edges);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

// No match with a good edge before it begins where no beginning is told.
TEST(TwoWays, AgreeOnWhereMatchesBegin) {
  std::size_t told = 0;
  std::size_t passed_over = 0;
  for_patterns(Random(7), [&](const std::string& pattern, const re2::RE2& regex,
                              const std::string& text, Edges edges) {
    const Beginnings beginnings(known_of(pattern), edges);
    if (!beginnings.are_few()) return;
    for (std::size_t at = 0, next = beginnings.next(text, 0); at < text.size(); ++at) {
      if (at > next) next = beginnings.next(text, at);
      told += at == next ? 1 : 0;
      if (at == next) continue;
      ++passed_over;
      ASSERT_FALSE(may_begin(text, at, edges) && begins_at(regex, text, at))
          << pattern << " at " << at << " of " << text;
    }
  });
  EXPECT_GT(told, 5'000U);
  EXPECT_GT(passed_over, 20'000U);
}

// No match begins before the place a landmark tells.
TEST(TwoWays, AgreeOnWhereLandmarksLetMatchesBegin) {
  std::size_t known = 0;
  std::size_t passed_over = 0;
  for_patterns(Random(11), [&](const std::string& pattern, const re2::RE2& regex,
                               const std::string& text, Edges) {
    const std::optional<PatternNode> node = read_pattern(pattern);
    const Landmark landmark = node ? landmark_of(*node) : Landmark{};
    if (!landmark.is_known()) return;
    ++known;
    for (std::size_t at = 0; at < text.size(); at += utf8::decode(text, at).bytes) {
      const std::size_t next = landmark.next(text, at);
      ASSERT_GE(next, at);
      if (next == at) continue;
      ++passed_over;
      ASSERT_FALSE(begins_at(regex, text, at)) << pattern << " at " << at << " of " << text;
    }
  });
  EXPECT_GT(known, 2'000U);
  EXPECT_GT(passed_over, 20'000U);
}

}  // namespace
}  // namespace mishen
