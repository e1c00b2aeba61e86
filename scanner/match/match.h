// NormalText x CompiledRules -> Candidates: raw pattern hits with their edges checked, nothing
// judged. Linear in the text for any input (RE2 has no backtracking).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/span.h"
#include "scanner/base/stopwatch.h"
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

// Reuses its buffers from call to call; one per thread.
class Matcher {
 public:
  // `rules` must outlive the matcher, and so must `watch` (null: nobody asked), which is told when
  // a pattern is compiled.
  explicit Matcher(const CompiledRules& rules, Stopwatch* watch = nullptr)
      : rules_(&rules), watch_(watch) {}

  // Appends the candidates of `reading` to `out`, sorted by span then rule; a span that several
  // patterns of a rule hit is there once, for the first of them. Only rules that read reading.kind
  // take part. Of each pattern: the leftmost-longest of the hits whose edges hold, then on behind
  // it; edges are part of the search, so that a hit with a bad edge hides nothing beside or inside
  // it. At most `budget` candidates are appended; returns false when there were more (the caller
  // records the gap). Text that is not UTF-8 is searched as if each offending byte were U+001A.
  [[nodiscard]] bool match(const Reading& reading, std::size_t budget, std::vector<Candidate>& out);

  // What the searches of this matcher have cost so far: calls into RE2, and bytes they were about.
  // For tests that hold the work to be linear.
  struct Work {
    std::uint64_t searches = 0;
    std::uint64_t bytes = 0;
  };
  [[nodiscard]] const Work& work() const { return work_; }

 private:
  // What one search found in the reading at hand, for all rules that look for the same.
  struct Found {
    std::uint64_t reading = 0;  // the one it is of, by its number
    std::size_t begin = 0;      // in places_
    std::size_t end = 0;
  };

  // The patterns' part of it, of those in passed_; words.h has the other.
  [[nodiscard]] bool search_patterns(const Reading& reading, std::size_t budget,
                                     std::vector<Candidate>& out);
  // The patterns that look at this kind of reading and passed the sieve, to wanted_.
  void choose(ReadingKind kind);
  // Appends the places of one search to places_, `most` of them.
  void find_places(const Search& search, std::string_view text, std::size_t most);
  // The leftmost-longest hit at or behind `from` whose edges hold.
  std::optional<NormSpan> next_hit(const Search& search, std::string_view text, std::size_t from);
  // False when the budget is spent.
  bool keep_hits(std::uint32_t pattern, std::string_view text, std::size_t budget);

  const CompiledRules* rules_;
  Stopwatch* watch_;
  Sieve::Passed passed_;
  std::vector<std::uint32_t> wanted_;  // ascending
  std::vector<Found> searched_;        // by search
  std::uint64_t reading_ = 0;
  std::vector<NormSpan> places_;
  std::vector<Candidate> found_;  // of this reading
  std::string repaired_;
  Work work_;
};

}  // namespace mishen
