#include "scanner/detect.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "scanner/base/stages.h"
#include "scanner/match/match.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

class Detector {
 public:
  Detector(const Document& document, const CompiledRules& rules, std::uint64_t budget,
           Stopwatch* watch)
      : document_(&document), matcher_(rules, watch), watch_(watch), budget_(budget) {}

  [[nodiscard]] Detected run() {
    const Lap lap(watch_, DraftStage::normalising);
    for (std::uint32_t i = 0; i < document_->passages.size(); ++i) look_at_passage(i);
    for (Reading& reading : joined_readings(*document_)) look_at(std::move(reading));
    return std::move(out_);
  }

 private:
  // What a text said: some of out_.matched.
  struct Said {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t candidates = 0;
  };

  void look_at_passage(std::uint32_t passage) {
    // Cells of a table say the same over and over: a gender, a unit, a number with its middle
    // hidden. Paragraphs do not.
    constexpr std::size_t kLongestRepeated = 64;
    constexpr std::size_t kMostRemembered = 4096;
    const std::string_view text = document_->passages[passage].text;
    const bool is_short = text.size() <= kLongestRepeated;
    if (is_short && repeats(text, passage)) return;
    const std::size_t begin = out_.matched.size();
    const std::uint64_t budget = budget_;
    readings_of(*document_, passage, readings_);
    for (Reading& reading : readings_) look_at(std::move(reading));
    if (!is_short || said_.size() == kMostRemembered) return;
    said_.emplace(text, Said{begin, out_.matched.size(), budget - budget_});
  }

  // Readings and candidates depend on the text alone, so a known text is not looked at again.
  bool repeats(std::string_view text, std::uint32_t passage) {
    const auto known = said_.find(text);
    if (known == said_.end() || known->second.candidates > budget_) return false;
    const Said& said = known->second;
    budget_ -= said.candidates;
    for (std::size_t i = said.begin; i < said.end; ++i) out_.matched[i].also.push_back(passage);
    return true;
  }

  // Takes the reading where it has candidates, else leaves it as it was.
  void look_at(Reading&& reading) {
    const Lap lap(watch_, DraftStage::matching);
    std::vector<Candidate> candidates;
    out_.complete = matcher_.match(reading, budget_, candidates) && out_.complete;
    budget_ -= candidates.size();
    if (candidates.empty()) return;
    out_.matched.push_back({std::move(reading), std::move(candidates), {}});
  }

  const Document* document_;
  Matcher matcher_;
  Stopwatch* watch_;
  std::uint64_t budget_;
  Detected out_;
  std::vector<Reading> readings_;                    // of the passage at hand
  std::unordered_map<std::string_view, Said> said_;  // by short texts of the document
};

}  // namespace

Detected detect(const Document& document, const CompiledRules& rules, std::uint64_t budget,
                Stopwatch* watch) {
  return Detector(document, rules, budget, watch).run();
}

}  // namespace mishen
