// A text that stands in many passages is looked at once, and everything found is as if each had
// been.
#include "scanner/detect.h"

#include <tuple>

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

Bench bench_of_numbers() {
  Rule joinable = rule("joinable", R"(\d[\d*]{9,17})");
  joinable.validators = {"mask"};
  joinable.joinable = true;
  Bench made = bench_of({rule("phone", R"(1[3-9]\d{9})"), joinable, rule("mark", "机密"),
                         rule("any", R"([一-龥]\d{3,})")});
  made.validators.push_back(says("mask", [](const Hit& hit) {
    const bool is_mask = hit.value.find('*') != std::string_view::npos;
    return is_mask ? Assessment{Standing::yes, {}, {}, {std::string(hit.value), "张三", ""}}
                   : Assessment{Standing::no, {}, {}};
  }));
  return made;
}

// Cells and paragraphs that say few things over and over, some of them in several ways to be read,
// between long ones.
Document repeating_document(std::mt19937& random) {
  const std::string said[] = {"男",
                              "13800001234",
                              "138****1234",
                              "1380000****",
                              "１３８０００００００９",
                              "机 密",
                              "一三八〇〇〇〇一二三四",
                              "138-0000\n-1234",
                              "编123456",
                              "",
                              "\xFF坏13800001234",
                              std::string(70, 'a') + "机密"};
  std::vector<Passage> passages;
  for (std::uint32_t i = 1 + random() % 24; i > 0; --i) {
    const std::string& text = said[random() % std::size(said)];
    passages.push_back(random() % 3 == 0 ? passage(text) : cell(text, i, 1 + random() % 3));
  }
  return document(std::move(passages));
}

TEST(Detect, FindsRepeatedTextsWhereverTheyStand) {
  std::mt19937 random(20261128);
  const Bench one_by_one = bench_of_numbers();
  Bench at_once = bench_of_numbers();
  std::size_t repeated = 0;
  at_once.match = [&](const Document& draft, const CompiledRules& rules) {
    Detected detected = detect(draft, rules, 100'000);
    EXPECT_TRUE(detected.complete);
    for (const MatchedReading& one : detected.matched) repeated += one.also.size();
    return std::move(detected.matched);
  };
  std::size_t found = 0;
  for (int i = 0; i < 1'500; ++i) {
    const Document draft = repeating_document(random);
    const std::vector<std::string> expected = told(one_by_one, draft);
    at_once.shuffle = i % 2 == 0 ? 0 : 1 + static_cast<unsigned>(i);
    ASSERT_EQ(told(at_once, draft), expected) << "draft " << i;
    found += expected.size();
  }
  EXPECT_GT(repeated, 1'000U);
  EXPECT_GT(found, 1'000U);
}

// A reading of one passage with its candidates.
using Seen = std::tuple<std::vector<std::uint32_t>, ReadingKind, std::string,
                        std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>>;

Seen seen(const MatchedReading& one, std::vector<std::uint32_t> passages) {
  Seen out{std::move(passages), one.reading.kind, one.reading.text, {}};
  for (const Candidate& candidate : one.candidates) {
    std::get<3>(out).emplace_back(candidate.rule, candidate.span.begin, candidate.span.end);
  }
  return out;
}

TEST(Detect, SpendsTheBudgetAsIfEachPassageHadBeenLookedAt) {
  std::mt19937 random(20261129);
  Rulebook book;
  book.packs.push_back({"test", "1", {}, "", true});
  book.rules = bench_of_numbers().rules;
  const Result<CompiledRules> rules = compile(book);
  ASSERT_TRUE(rules.ok());
  for (int i = 0; i < 600; ++i) {
    const Document draft = repeating_document(random);
    const std::uint64_t budget = random() % 12;
    std::vector<Seen> expected;
    bool complete = true;
    std::uint64_t left = budget;
    Matcher matcher(*rules);
    const auto look_at = [&](Reading reading) {
      MatchedReading one{std::move(reading), {}, {}};
      complete = matcher.match(one.reading, left, one.candidates) && complete;
      left -= one.candidates.size();
      if (!one.candidates.empty()) expected.push_back(seen(one, one.reading.passages));
    };
    for (std::uint32_t at = 0; at < draft.passages.size(); ++at) {
      for (Reading& reading : readings_of(draft, at)) look_at(std::move(reading));
    }
    for (Reading& reading : joined_readings(draft)) look_at(std::move(reading));

    const Detected detected = detect(draft, *rules, budget);
    std::vector<Seen> found;
    for (const MatchedReading& one : detected.matched) {
      found.push_back(seen(one, one.reading.passages));
      for (const std::uint32_t passage : one.also) found.push_back(seen(one, {passage}));
    }
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    ASSERT_EQ(found, expected) << "draft " << i;
    ASSERT_EQ(detected.complete, complete) << "draft " << i;
  }
}

}  // namespace
}  // namespace mishen
