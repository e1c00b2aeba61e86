// NormalText x CompiledRules -> Candidates: raw pattern hits with their edges checked, nothing
// judged. Linear in the text for any input (RE2 has no backtracking).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/span.h"
#include "scanner/rulebook/compile.h"
#include "scanner/text/reading.h"

namespace mishen {

struct Candidate {
  std::uint32_t rule = 0;     // index into Rulebook::rules
  std::uint32_t pattern = 0;  // index into CompiledRules::patterns(); kNoPattern: a word of a list
  NormSpan span;              // in the reading it was found in

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

inline constexpr std::uint32_t kNoPattern = UINT32_MAX;

// What the set said of a text.
struct SetAnswer {
  bool any = false;       // some pattern hits
  std::vector<int> hits;  // which ones, sorted
  re2::RE2::Set::ErrorKind fault = re2::RE2::Set::kNoError;
};

// The patterns of `group` that must be searched for in the text. A set that could not decide (its
// automaton ran out of memory) has not said "none": then it is all of them.
void patterns_to_search(const PatternGroup& group, const SetAnswer& answer,
                        std::vector<std::uint32_t>& out);

// Reuses its buffers from call to call; one per thread.
class Matcher {
 public:
  // `rules` must outlive the matcher.
  explicit Matcher(const CompiledRules& rules) : rules_(&rules) {}

  // Appends the candidates of `reading` to `out`, sorted by span then rule; a span that several
  // patterns of a rule hit is there once, for the first of them. Only rules that read reading.kind
  // take part. Of each pattern: the leftmost-longest of the hits whose edges hold, then on behind
  // it; edges are part of the search, so that a hit with a bad edge hides nothing beside or inside
  // it. At most `budget` candidates are appended; returns false when there were more (the caller
  // records the gap). Text that is not UTF-8 is searched as if each offending byte were U+001A.
  [[nodiscard]] bool match(const Reading& reading, std::size_t budget, std::vector<Candidate>& out);

  // The patterns' part of it; words.h has the other.
  [[nodiscard]] bool match_patterns(const Reading& reading, std::size_t budget,
                                    std::vector<Candidate>& out);

  // What the searches of this matcher have cost so far: calls into RE2, and bytes they were about.
  // For tests that hold the work to be linear.
  struct Work {
    std::uint64_t searches = 0;
    std::uint64_t bytes = 0;
  };
  [[nodiscard]] const Work& work() const { return work_; }

 private:
  void ask_set(std::string_view text);
  // Each returns false when the budget is spent.
  bool keep(std::uint32_t pattern, std::size_t begin, std::size_t end, std::size_t budget);
  bool find_places(std::uint32_t pattern, std::string_view text, std::size_t budget);

  const CompiledRules* rules_;
  SetAnswer answer_;
  std::vector<std::uint32_t> patterns_;  // to be searched for
  std::vector<Candidate> found_;         // of this reading
  std::string repaired_;
  Work work_;
};

}  // namespace mishen
