#include "scanner/examples.h"

#include <algorithm>
#include <utility>

namespace mishen {
namespace {

bool as_expected(Expectation expect, Likelihood got) {
  switch (expect) {
    case Expectation::any:
      return true;
    case Expectation::possible:
      return got == Likelihood::possible;
    case Expectation::likely:
      return got == Likelihood::likely;
    case Expectation::certain:
      return got == Likelihood::certain;
    case Expectation::none:
      return false;
  }
  return false;
}

std::string_view name(Expectation expect) {
  constexpr std::string_view kNames[] = {"none", "possible", "likely", "certain", "any"};
  return kNames[static_cast<std::size_t>(expect)];
}

// What is wrong with the findings of one example; an empty id: nothing.
Message verdict_on(const Example& example, const std::vector<const Finding*>& findings) {
  if (!example.has_span) {
    if (findings.empty()) return {};
    return {"example.not-expected", {{"found", findings.front()->masked}}};
  }
  const Utf16Range wanted = utf16_range(document_of(example).passages.at(0), example.span);
  const auto at_place = std::find_if(findings.begin(), findings.end(), [&](const Finding* finding) {
    return finding->places.front().range == wanted;
  });
  if (at_place == findings.end()) {
    if (findings.empty()) return {"example.not-found", {}};
    return {"example.wrong-span", {{"found", findings.front()->masked}}};
  }
  if (!as_expected(example.expect, (*at_place)->likelihood)) {
    return {"example.wrong-likelihood",
            {{"expected", std::string(name(example.expect))},
             {"found", std::string(mishen::name((*at_place)->likelihood))},
             {"points", std::to_string((*at_place)->points)}}};
  }
  return {};
}

void run_one(const Engine& engine, const Rule& rule, const Example& example, ExampleRun& run) {
  ++run.examples;
  const Examination examination = examine(document_of(example), engine);
  std::vector<const Finding*> own;
  for (const Finding& finding : examination.findings) {
    if (finding.rule == rule.full_id()) own.push_back(&finding);
  }
  Message wrong = verdict_on(example, own);
  if (!wrong.id.empty()) {
    run.failures.push_back({rule.full_id(), example.place, std::move(wrong)});
  }
}

}  // namespace

Document document_of(const Example& example) {
  Passage passage;
  passage.text = example.text;
  passage.surface = surface_by_name(example.surface).value_or(Surface::body);
  if (!example.header.empty()) {
    passage.surface = example.surface.empty() ? Surface::table_cell : passage.surface;
    passage.cell = CellPlace{1, 2, 1, example.header, true};
  }
  passage.visibility = usual_visibility(passage.surface);
  if (example.trace) passage.traces.push_back({*example.trace, {}, "", "", ""});
  passage.where = {{StepKind::part, 0, "example"}, {StepKind::paragraph, 1, ""}};
  Document document;
  document.format = "example";
  document.coverage.passages = 1;
  document.passages.push_back(std::move(passage));
  return document;
}

ExampleRun run_examples(const Engine& engine) {
  ExampleRun run;
  for (const Rule& rule : engine.rules->book().rules) {
    for (const Example& example : rule.examples) run_one(engine, rule, example, run);
  }
  return run;
}

}  // namespace mishen
