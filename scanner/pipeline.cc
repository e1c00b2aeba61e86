#include "scanner/pipeline.h"

#include <utility>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/match/match.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

// The file's own name is published with it, so it is reviewed too. It is no part of the content:
// the ledger does not count it, and a draft of which only the name could be read is not reviewed.
void add_file_name(std::string_view name, Document& document) {
  const std::size_t slash = name.find_last_of('/');
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (name.empty() || name == "-") return;
  Passage passage;
  passage.text = utf8::sanitise(name);
  passage.surface = Surface::file_name;
  passage.where = {{StepKind::property, 0, "file-name"}};
  document.passages.push_back(std::move(passage));
}

// Matches readings one by one and keeps those with candidates, within one budget for the draft.
class Detector {
 public:
  Detector(const CompiledRules& rules, std::uint64_t budget) : matcher_(rules), budget_(budget) {}

  void look_at(Reading reading) {
    std::vector<Candidate> candidates;
    complete_ = matcher_.match(reading, budget_, candidates) && complete_;
    budget_ -= candidates.size();
    if (!candidates.empty()) matched_.push_back({std::move(reading), std::move(candidates)});
  }
  [[nodiscard]] bool complete() const { return complete_; }
  [[nodiscard]] const std::vector<MatchedReading>& matched() const { return matched_; }

 private:
  Matcher matcher_;
  std::uint64_t budget_;
  bool complete_ = true;
  std::vector<MatchedReading> matched_;
};

}  // namespace

Examination examine(const Draft& draft, const Engine& engine) {
  Document document = read_draft(draft.bytes, draft.name, *engine.formats, engine.limits);
  add_file_name(draft.name, document);
  return examine(std::move(document), engine);
}

Examination examine(Document document, const Engine& engine) {
  Detector detector(*engine.rules, engine.limits.max_rule_matches);
  for (std::uint32_t i = 0; i < document.passages.size(); ++i) {
    for (Reading& reading : readings_of(document, i)) detector.look_at(std::move(reading));
  }
  for (Reading& reading : joined_readings(document)) detector.look_at(std::move(reading));

  Examination examination;
  if (engine.view) {
    Judged judged = judge_and_view(document, detector.matched(), *engine.rules, *engine.validators,
                                   engine.judging);
    examination.findings = std::move(judged.findings);
    examination.view = std::move(judged.view);
  } else {
    examination.findings =
        judge(document, detector.matched(), *engine.rules, *engine.validators, engine.judging);
  }
  examination.format = std::move(document.format);
  examination.coverage = std::move(document.coverage);
  if (!detector.complete()) {
    examination.coverage.gaps.push_back(
        {GapCause::limit_reached, {}, {"gap.limit", {{"limit", "max-rule-matches"}}}});
  }
  return examination;
}

Review review(const Draft& draft, const Engine& engine, const Policy& policy) {
  return decide(examine(draft, engine), engine.rules->book(), policy);
}

}  // namespace mishen
