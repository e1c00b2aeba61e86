#include "scanner/pipeline.h"

#include <utility>

#include "scanner/base/stages.h"
#include "scanner/base/utf8.h"
#include "scanner/detect.h"

namespace mishen {
namespace {

void add_file_name(std::string_view name, Document& document) {
  if (name.empty() || name == "-") return;
  Passage passage;
  passage.text = utf8::sanitise(name);
  passage.surface = Surface::file_name;
  passage.where = {{StepKind::property, 0, "file-name"}};
  document.passages.push_back(std::move(passage));
}

// The file's own name is published with it, so it is reviewed too, and so are those of its folders
// in a repository. It is no part of the content: the ledger does not count it, and a draft of which
// only the name could be read is not reviewed.
void add_names(const Draft& draft, Document& document) {
  std::string_view rest = draft.name;
  for (std::size_t slash; (slash = rest.find('/')) != std::string_view::npos;) {
    if (draft.in_repository) add_file_name(rest.substr(0, slash), document);
    rest.remove_prefix(slash + 1);
  }
  add_file_name(rest, document);
  const std::string_view looked_at = draft.in_repository ? draft.name : rest;
  if (!utf8::is_valid(looked_at)) {
    document.coverage.gaps.push_back({GapCause::unmapped_glyphs, {}, {"gap.name-not-utf-8", {}}});
  }
}

// An empty blob: its name is all there is, and is read.
Document nothing_but_names(const Draft& draft) {
  Document document;
  document.format = std::string(name(FileKind::empty));
  add_names(draft, document);
  document.coverage.passages = document.passages.size();
  for (const Passage& passage : document.passages) {
    document.coverage.characters += utf8::length(passage.text);
  }
  return document;
}

}  // namespace

Document document_of(const Draft& draft, const Engine& engine) {
  if (draft.in_repository && draft.bytes.empty()) return nothing_but_names(draft);
  const Lap lap(engine.stopwatch, DraftStage::identifying);
  Document document =
      read_draft(draft.bytes, draft.name, *engine.formats, engine.limits, engine.threads);
  add_names(draft, document);
  return document;
}

Examination examine(const Draft& draft, const Engine& engine) {
  return examine(document_of(draft, engine), engine);
}

Examination examine(const Document& document, const Engine& engine) {
  const Detected detected =
      detect(document, *engine.rules, engine.limits.max_rule_matches, engine.stopwatch);

  const Lap lap(engine.stopwatch, DraftStage::judging);
  Examination examination;
  if (engine.view) {
    Judged judged = judge_and_view(document, detected.matched, *engine.rules, *engine.validators,
                                   engine.judging);
    examination.findings = std::move(judged.findings);
    examination.view = std::move(judged.view);
  } else {
    examination.findings =
        judge(document, detected.matched, *engine.rules, *engine.validators, engine.judging);
  }
  examination.format = document.format;
  examination.coverage = document.coverage;
  if (!detected.complete) {
    examination.coverage.gaps.push_back(
        {GapCause::limit_reached, {}, {"gap.limit", {{"limit", "max-rule-matches"}}}});
  }
  return examination;
}

Review review(const Draft& draft, const Engine& engine, const Policy& policy) {
  return decide(examine(draft, engine), engine.rules->book(), policy);
}

}  // namespace mishen
