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
    case Expectation::todo_match:
    case Expectation::todo_none:
      return false;
  }
  return false;
}

std::string_view name(Expectation expect) {
  constexpr std::string_view kNames[] = {"none", "possible",   "likely",   "certain",
                                         "any",  "todo-match", "todo-none"};
  return kNames[static_cast<std::size_t>(expect)];
}

// Calls `take(cell, begin, row, column)` for every cell of a table written as lines and tabs; row
// and column from 1.
template <class Take>
void each_cell(std::string_view text, Take take) {
  std::uint32_t row = 1;
  std::uint32_t column = 1;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("\t\n", begin), text.size());
    take(text.substr(begin, end - begin), static_cast<std::uint32_t>(begin), row, column);
    if (end == text.size()) return;
    if (text[end] == '\n') ++row;
    column = text[end] == '\n' ? 1 : column + 1;
    begin = end + 1;
  }
}

Document table_of(const Example& example) {
  Document document;
  document.format = "example";
  std::vector<std::string> headers;
  each_cell(example.text, [&](std::string_view cell, std::uint32_t, std::uint32_t row,
                              std::uint32_t column) {
    if (row == 1) headers.emplace_back(cell);
    Passage passage;
    passage.text = cell;
    passage.surface = surface_by_name(example.surface).value_or(Surface::table_cell);
    passage.visibility = usual_visibility(passage.surface);
    const bool headed = row > 1 && column <= headers.size();
    passage.cell = CellPlace{1, row, column, headed ? headers[column - 1] : std::string(), true};
    passage.where = {{StepKind::part, 0, "example"},
                     {StepKind::table, 1, ""},
                     {StepKind::row, row, ""},
                     {StepKind::cell, column, passage.cell->header}};
    document.passages.push_back(std::move(passage));
  });
  document.coverage.passages = document.passages.size();
  return document;
}

// Where what is to be found lies: its passage, and its UTF-16 units in that.
std::pair<std::uint32_t, Utf16Range> place_of_span(const Example& example) {
  const Document document = document_of(example);
  if (!example.table) return {0, utf16_range(document.passages.at(0), example.span)};
  std::uint32_t passage = 0;
  std::uint32_t found = 0;
  SourceSpan inside;
  each_cell(example.text,
            [&](std::string_view cell, std::uint32_t begin, std::uint32_t, std::uint32_t) {
              const auto end = begin + static_cast<std::uint32_t>(cell.size());
              if (begin <= example.span.begin && example.span.end <= end) {
                found = passage;
                inside = {example.span.begin - begin, example.span.end - begin};
              }
              ++passage;
            });
  return {found, utf16_range(document.passages.at(found), inside)};
}

// What is wrong with the findings of one example; an empty id: nothing.
Message verdict_on(const Example& example, const std::vector<const Finding*>& findings) {
  if (example.expect == Expectation::todo_none) {
    return findings.empty() ? Message{"example.known-alarm-gone", {}} : Message{};
  }
  if (!example.has_span) {
    if (findings.empty()) return {};
    return {"example.not-expected", {{"found", findings.front()->masked}}};
  }
  // clang 14 lets no lambda capture a structured binding.
  const auto wanted = place_of_span(example);
  const auto at_place = std::find_if(findings.begin(), findings.end(), [&](const Finding* finding) {
    const FindingPlace& at = finding->places.front();
    return at.passage == wanted.first && at.range == wanted.second;
  });
  if (example.expect == Expectation::todo_match) {
    return at_place == findings.end() ? Message{} : Message{"example.known-miss-found", {}};
  }
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
  run.known_misses += example.expect == Expectation::todo_match ? 1 : 0;
  run.known_alarms += example.expect == Expectation::todo_none ? 1 : 0;
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
  if (example.table) return table_of(example);
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
