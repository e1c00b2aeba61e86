// A small document, a few rules and invented validators, judged the way the pipeline does it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/judge/judge.h"
#include "scanner/match/match.h"
#include "scanner/text/reading.h"

namespace mishen::bench {

// ---- documents

inline Passage passage(std::string text, std::string part = "word/document.xml") {
  Passage made;
  made.text = std::move(text);
  made.where = {{StepKind::part, 0, std::move(part)}};
  return made;
}

inline Passage cell(std::string text, std::uint32_t row, std::uint32_t column,
                    std::string header = "") {
  Passage made = passage(std::move(text));
  made.surface = Surface::table_cell;
  made.where.push_back({StepKind::table, 1, ""});
  made.where.push_back({StepKind::row, row, ""});
  made.where.push_back({StepKind::cell, column, header});
  made.cell = CellPlace{1, row, column, std::move(header), true};
  return made;
}

// One block of lines on a page: characters 10 points wide, lines 12 points high, each line from
// `left` on.
inline Passage block(std::string text, std::uint32_t page, double left = 100) {
  Passage made;
  made.text = std::move(text);
  made.page = page;
  made.where = {{StepKind::page, page, ""}, {StepKind::block, 1, ""}};
  PageAnchors anchors{page, {}, {}};
  ExtentsWriter extents;
  double y = 700;
  for (std::uint32_t begin = 0; begin < made.text.size(); y -= 16) {
    const auto end =
        static_cast<std::uint32_t>(std::min(made.text.find('\n', begin), made.text.size()));
    anchors.lines.push_back({begin, end, {left, y}, {1, 0}, {0, 12}, extents.begin_line()});
    for (int n = 0; begin < end; ++n) {
      extents.add(n * 10, n * 10 + 10);
      begin += utf8::decode(made.text, begin).bytes;
    }
    begin = end + 1;
  }
  anchors.extents = extents.take();
  made.anchors = std::move(anchors);
  return made;
}

inline Document document(std::vector<Passage> passages) {
  Document made;
  made.passages = std::move(passages);
  return made;
}

// ---- rules

inline Rule rule(std::string id, std::string regex, int points = 70) {
  Rule made;
  made.pack = "test";
  made.id = std::move(id);
  made.regex = {std::move(regex)};
  made.edges = Edges::digit;
  made.points = points;
  return made;
}

inline ContextClue clue(std::vector<std::string> words, std::uint32_t before, int points) {
  ContextClue made;
  made.words = std::move(words);
  made.before = before;
  made.points = points;
  return made;
}

// ---- validators

// Says what it was made to say, and keeps nothing.
class Says final : public Validator {
 public:
  explicit Says(std::function<Assessment(const Hit&)> answer) : answer_(std::move(answer)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override { return answer_(hit); }

 private:
  std::function<Assessment(const Hit&)> answer_;
};

inline ValidatorEntry says(std::string name, std::function<Assessment(const Hit&)> answer) {
  return {std::move(name), [answer = std::move(answer)](RuleData&) {
            return Result<std::unique_ptr<const Validator>>(std::make_unique<const Says>(answer));
          }};
}

// ---- the bench

struct Bench {
  std::vector<Rule> rules;
  std::vector<ValidatorEntry> validators;
  JudgeOptions options;
  // Other than 0: readings and candidates are shuffled by this seed before they are judged.
  unsigned shuffle = 0;
  // How candidates are found: passage by passage, unless a test says otherwise.
  std::function<std::vector<MatchedReading>(const Document&, const CompiledRules&)> match =
      match_all;

  [[nodiscard]] std::vector<Finding> judge(const Document& document) const {
    Rulebook book;
    book.packs.push_back({"test", "1", {}, "", true});
    book.rules = rules;
    const ValidatorSet set(validators);
    auto bound = BoundValidators::bind(book, set, "");
    auto compiled = compile(book);
    if (!bound.ok() || !compiled.ok()) {
      ADD_FAILURE() << (bound.ok() ? compiled.error() : bound.error()).message.id;
      return {};
    }
    std::vector<MatchedReading> matched = match(document, *compiled);
    if (shuffle != 0) shuffle_all(matched);
    return mishen::judge(document, matched, *compiled, *bound, options);
  }

 private:
  static std::vector<MatchedReading> match_all(const Document& document,
                                               const CompiledRules& compiled) {
    std::vector<Reading> readings;
    for (std::uint32_t i = 0; i < document.passages.size(); ++i) {
      for (Reading& reading : readings_of(document, i)) readings.push_back(std::move(reading));
    }
    for (Reading& reading : joined_readings(document)) readings.push_back(std::move(reading));
    Matcher matcher(compiled);
    std::vector<MatchedReading> matched;
    for (Reading& reading : readings) {
      std::vector<Candidate> candidates;
      EXPECT_TRUE(matcher.match(reading, 100'000, candidates));
      if (!candidates.empty()) matched.push_back({std::move(reading), std::move(candidates), {}});
    }
    return matched;
  }

  void shuffle_all(std::vector<MatchedReading>& matched) const {
    std::mt19937 random(shuffle);
    std::shuffle(matched.begin(), matched.end(), random);
    for (MatchedReading& one : matched) {
      std::shuffle(one.candidates.begin(), one.candidates.end(), random);
    }
  }
};

inline Bench bench_of(std::vector<Rule> rules) {
  Bench made;
  made.rules = std::move(rules);
  return made;
}

// Has `finding` the reason?
inline bool has_reason(const Finding& finding, std::string_view id) {
  return std::any_of(finding.reasons.begin(), finding.reasons.end(),
                     [&](const Reason& reason) { return reason.id == id; });
}

// Everything of a finding that may be printed.
inline std::vector<std::string> printed(const Finding& finding) {
  std::vector<std::string> out = {finding.rule, finding.masked, finding.excerpt};
  for (const FindingPlace& place : finding.places) {
    out.push_back(place.header);
    out.push_back(path(place.where));
  }
  for (const Reason& reason : finding.reasons) {
    out.push_back(reason.id);
    for (const auto& [key, value] : reason.args) out.push_back(value);
  }
  for (const auto& [key, value] : finding.attributes) out.push_back(value);
  out.insert(out.end(), finding.disguises.begin(), finding.disguises.end());
  out.insert(out.end(), finding.also.begin(), finding.also.end());
  return out;
}

// All that is found in `document`, with its ids and places: two benches that tell the same find the
// same.
inline std::vector<std::string> told(const Bench& bench, const Document& document) {
  std::vector<std::string> out;
  for (const Finding& finding : bench.judge(document)) {
    for (std::string& one : printed(finding)) out.push_back(std::move(one));
    out.push_back(finding.id);
    for (const FindingPlace& place : finding.places) out.push_back(std::to_string(place.passage));
  }
  return out;
}

}  // namespace mishen::bench
