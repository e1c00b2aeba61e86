// review(): bytes go in, a Review comes out, and nothing in the file is skipped silently.
// The stages in order; what to read first. Pure: no I/O, no globals; everything else calls it.
#pragma once

#include <string_view>

#include "scanner/base/limits.h"
#include "scanner/base/stopwatch.h"
#include "scanner/intake/format.h"
#include "scanner/judge/judge.h"
#include "scanner/policy/policy.h"
#include "scanner/rulebook/compile.h"

namespace mishen {

// What a review works with; made once, shared by all drafts and, by fork, all workers.
struct Engine {
  const FormatSet* formats = nullptr;
  const CompiledRules* rules = nullptr;
  const BoundValidators* validators = nullptr;
  Limits limits;
  unsigned threads = 1;  // that may read a draft at the same time
  JudgeOptions judging;
  bool view = false;  // give the draft's text too, as a reviewer reads it
  // Times a review by DraftStage; null: nobody asked. Its clocks are its maker's.
  Stopwatch* stopwatch = nullptr;
};

struct Draft {
  // As the user gave it: its extension is looked at, and its last part is published with the file.
  // In a repository, the whole way: every folder of it is published too. Empty: it has none.
  std::string_view name;
  std::string_view bytes;  // untrusted
  // A blob: its id vouches for it that no bytes are all it has, so that its name alone is reviewed.
  bool in_repository = false;
};

// identify, read, normalise, detect, judge. Runs inside a worker. Never throws for anything in
// `draft`.
[[nodiscard]] Examination examine(const Draft& draft, const Engine& engine);

// Its two halves: identify and read; and the rest, also for text that is already a Document (rule
// examples, tests of single stages).
[[nodiscard]] Document document_of(const Draft& draft, const Engine& engine);
[[nodiscard]] Examination examine(const Document& document, const Engine& engine);

// examine, then decide.
[[nodiscard]] Review review(const Draft& draft, const Engine& engine, const Policy& policy);

}  // namespace mishen
