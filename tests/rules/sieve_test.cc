// The packs' own patterns with and without the sieve: on every example, on the report of
// fixtures/seed, on the statutes where MISHEN_CORPUS is set, and on texts made of pieces of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "scanner/match/match.h"
#include "scanner/text/fold.h"
#include "tests/rules/packs.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

// The same rules with nothing known of their patterns, so that all pass the sieve always.
CompiledRules without_sieve(Rulebook book) {
  for (Rule& rule : book.rules) {
    for (std::string& pattern : rule.regex) pattern.insert(0, "\\Q\\E");
  }
  return *compile(std::move(book));
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(fold(line));
  }
  return lines;
}

std::vector<std::string> known_texts(const Rulebook& book) {
  std::vector<std::string> texts = lines_of(test::source_dir() + "/fixtures/seed/report-2009.txt");
  for (const Rule& rule : book.rules) {
    for (const Example& example : rule.examples) texts.push_back(fold(example.text));
  }
  return texts;
}

// Pieces of texts, whole code points or not, one behind the other.
std::string mixed(const std::vector<std::string>& texts, std::mt19937& random) {
  std::string out;
  for (std::uint32_t parts = 1 + random() % 6; parts > 0; --parts) {
    const std::string& text = texts[random() % texts.size()];
    const std::size_t from = random() % (text.size() + 1);
    out += text.substr(from, random() % 60);
  }
  return out;
}

class BothWays {
 public:
  explicit BothWays(const CompiledRules& rules)
      : bare_(without_sieve(rules.book())), sieved_(rules), all_(bare_) {}

  void look_at(const std::string& text) {
    Reading reading;
    reading.text = text;
    for (int kind = 0; kind < kReadingKindCount; ++kind) {
      reading.kind = static_cast<ReadingKind>(kind);
      std::vector<Candidate> with;
      std::vector<Candidate> without;
      ASSERT_TRUE(sieved_.match(reading, 100'000, with));
      ASSERT_TRUE(all_.match(reading, 100'000, without));
      ASSERT_EQ(with, without) << text;
      hits += with.size();
    }
  }
  std::size_t hits = 0;

 private:
  CompiledRules bare_;
  Matcher sieved_;
  Matcher all_;
};

TEST(Sieve, HoldsBackNoHitOfAnyPack) {
  std::string problem;
  const auto packs = test::Packs::load(&problem, {"+intl"});
  ASSERT_NE(packs, nullptr) << problem;
  const CompiledRules& rules = *packs->engine().rules;
  BothWays both(rules);
  const std::vector<std::string> texts = known_texts(rules.book());
  for (const std::string& text : texts) ASSERT_NO_FATAL_FAILURE(both.look_at(text));
  std::mt19937 random(8);
  for (int i = 0; i < 3000; ++i) ASSERT_NO_FATAL_FAILURE(both.look_at(mixed(texts, random)));
  EXPECT_GT(both.hits, 2'000U);
}

TEST(Sieve, HoldsBackNoHitInStatutes) {
  const char* corpus = std::getenv("MISHEN_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "MISHEN_CORPUS is not set";
  std::string problem;
  const auto packs = test::Packs::load(&problem, {"+intl"});
  ASSERT_NE(packs, nullptr) << problem;
  BothWays both(*packs->engine().rules);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(corpus) / "laws")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (std::size_t i = 0; i < files.size(); i += 40) {
    for (const std::string& line : lines_of(files[i])) {
      ASSERT_NO_FATAL_FAILURE(both.look_at(line));
    }
  }
}

}  // namespace
}  // namespace mishen
