// NormalText x CompiledRules -> Candidates: raw pattern hits with their edges checked, nothing
// judged. Linear in the text for any input (RE2 has no backtracking).
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/base/span.h"
#include "scanner/rulebook/compile.h"
#include "scanner/text/reading.h"

namespace mishen {

struct Candidate {
  std::uint32_t rule = 0;     // index into Rulebook::rules
  std::uint32_t pattern = 0;  // index into CompiledRules::patterns()
  NormSpan span;              // in the reading it was found in
};

// Reuses its buffers from call to call; one per thread.
class Matcher {
 public:
  // `rules` must outlive the matcher.
  explicit Matcher(const CompiledRules& rules);

  // Appends the candidates of `reading` to `out`, sorted by span then rule, without duplicates.
  // Only rules that read reading.kind take part. All non-overlapping leftmost-longest hits of each
  // pattern are found; a hit whose edges fail is dropped and the search goes on one code point
  // later, so that an edge failure hides nothing behind it. At most `budget` candidates are
  // appended; returns false when there were more (the caller records the gap).
  [[nodiscard]] bool match(const Reading& reading, std::size_t budget, std::vector<Candidate>& out);

 private:
  const CompiledRules* rules_;
  std::vector<int> hit_patterns_;
};

}  // namespace mishen
