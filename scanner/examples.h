// Runs the examples that rules carry through the real pipeline: the proof behind `mishen rules
// test`.
#pragma once

#include <string>
#include <vector>

#include "scanner/pipeline.h"

namespace mishen {

struct ExampleFailure {
  std::string rule;   // full id
  std::string place;  // "file:line" of the example
  // "example.not-found", "example.wrong-span", "example.wrong-likelihood", "example.not-expected",
  // "example.known-miss-found", "example.known-alarm-gone", with what was expected and what came,
  // both masked.
  Message message;
};

struct ExampleRun {
  std::size_t examples = 0;
  std::size_t known_misses = 0, known_alarms = 0;  // of them: todo-match, todo-none
  std::vector<ExampleFailure> failures;
};

// The document an example stands for: its text as one passage on the surface it names, in a cell
// under its header if it has one, with its trace on all of it; or the table it is.
[[nodiscard]] Document document_of(const Example& example);

// All examples of all rules in engine.rules. Only findings of the example's own rule count.
[[nodiscard]] ExampleRun run_examples(const Engine& engine);

}  // namespace mishen
