// A rule as data: what rules/**/*.toml says, checked and ready to compile. rules/README.md is the
// language on one page; this header is its model.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/secret.h"
#include "scanner/document/trace.h"
#include "scanner/text/reading.h"

namespace mishen {

enum class Severity : std::uint8_t {
  notice,  // told, never holds
  review,  // a person must decide
  block,   // must not go out
};
enum class Likelihood : std::uint8_t { possible, likely, certain };
enum class Profile : std::uint8_t { external, internal };

[[nodiscard]] std::string_view name(Severity severity);
[[nodiscard]] std::string_view name(Likelihood likelihood);
[[nodiscard]] std::string_view name(Profile profile);

// RE2 knows neither look-around nor a word edge that is right beside Chinese text; a rule says what
// may not touch its match instead, judged on the normalised text.
enum class Edges : std::uint8_t {
  none,
  digit,  // no ASCII digit directly before or after
  alnum,  // no ASCII letter or digit directly before or after
  // As alnum, and no character that numbers are masked with directly before: what is masked at its
  // start is taken whole (****1234 of 342****1234 is a piece of another number).
  mask,
};

// Words in both report languages.
struct Words {
  std::string zh_cn;
  std::string en;
};

// Points of a context clue whose rule does not say otherwise; the scale is judge/score.h's.
inline constexpr int kRaisePoints = 25;
inline constexpr int kLowerPoints = -40;
// Points of a pattern that matched, unless its rule says otherwise.
inline constexpr int kPatternPoints = 40;
// The same for a trace: a format that saw it needs no further evidence.
inline constexpr int kTracePoints = 100;

// Words near a match that speak for it (points > 0) or against it (points < 0). A clue counts once;
// of words inside one another the longest counts, and a lowering word only if no raising one of the
// rule is nearer on its side. White space is neither compared nor counted (姓 名 is 姓名). When the
// rule finds no word before the match in its passage, a label that a form puts elsewhere stands in:
// the nearest cell with text to the left in the same row (姓名 | 张三 | 身份证号 | 341…), or, for a
// match that begins its line, the line above if that ends in a colon.
struct ContextClue {
  std::vector<std::string> words;  // folded; ASCII letters compare without case
  std::uint32_t before = 0;        // code points before the match the word must lie in
  std::uint32_t after = 0;         // code points after it
  bool header = false;             // also the header cell of its column
  int points = 0;
  // A clue that decides what the thing is (项目编号: a project number) caps the severity.
  bool has_cap = false;
  Severity cap = Severity::block;
};

// The last two are faults that are known and kept: what should be found and is not, what should not
// be and is. They are counted, and fail when the fault is gone.
enum class Expectation : std::uint8_t {
  none,
  possible,
  likely,
  certain,
  any,
  todo_match,
  todo_none
};

// The text is to hold nothing.
[[nodiscard]] constexpr bool is_negative(Expectation expect) {
  return expect == Expectation::none || expect == Expectation::todo_none;
}

// A proof carried by the rule. The marked span must be found exactly, with the expected likelihood
// (`any`: with any); `none` means the rule finds nothing in the text.
struct Example {
  std::string text;  // marks removed
  bool has_span = false;
  SourceSpan span;
  Expectation expect = Expectation::any;
  std::string header;  // the text stands in a cell of a column with this header
  bool table =
      false;  // the text is a table: its lines are rows, tabs part cells, the first row heads
  std::string surface;  // name of the surface it stands on; empty: body
  // Of a rule about traces: the whole text carries this one.
  std::optional<TraceKind> trace;
  std::string why;    // what it proves, for the reader of the rule
  std::string place;  // "file:line" of the example
};

// Words to look for, thousands perhaps, from a file of the pack: folded, each once.
struct WordList {
  std::vector<std::string> words;
  std::vector<std::string> excluded;  // longer ones in which they mean something else
};

struct Rule {
  std::string id;    // "resident-id"
  std::string pack;  // "cn-personal"
  Words title;
  Words remedy;
  Words why;          // one sentence: what is at stake; may be empty
  std::string basis;  // standard or law, with article
  Severity external = Severity::block;
  Severity internal = Severity::review;
  // What it looks for: patterns, words, traces (document/trace.h), or findings of other rules that
  // do not go together. Exactly one of them is there.
  std::vector<std::string> regex;         // RE2 syntax, on normalised text
  std::vector<std::string> regex_places;  // "file:line" of each; may be shorter than `regex`
  std::shared_ptr<const WordList> words;
  std::vector<TraceKind> traces;  // each kind once, as written
  bool each = false;  // a finding for each trace; otherwise one for all of them in the draft
  // Full ids of rules; a draft in which each has a finding has one of this rule too.
  std::vector<std::string> together;
  std::vector<std::string> together_places;  // "file:line" of each; may be shorter
  // A hit counts only if another completes it: masks that undo each other (judge/joinable.h).
  bool joinable = false;
  Edges edges = Edges::none;
  std::vector<Edges> pattern_edges;     // of each pattern, where they differ; else empty
  std::vector<std::string> validators;  // names, all are asked in order
  std::vector<ContextClue> clues;
  // Which readings the rule looks at besides the primary one.
  std::vector<ReadingKind> readings;
  int points = kPatternPoints;  // what a match of the pattern alone is worth; see judge/score.h
  MaskShape mask;               // of a rule about traces: open unless it says otherwise
  std::vector<Example> examples;
  std::string place;  // "file:line" of the rule

  // Of a pattern, by its place in `regex`.
  [[nodiscard]] Edges edges_of(std::size_t pattern) const {
    return pattern < pattern_edges.size() ? pattern_edges[pattern] : edges;
  }
  // "cn-personal/resident-id"
  [[nodiscard]] std::string full_id() const { return pack + "/" + id; }
  [[nodiscard]] Severity severity(Profile profile) const {
    return profile == Profile::external ? external : internal;
  }
};

struct Pack {
  std::string id;
  std::string version;
  Words title;
  std::string digest;      // "sha256:…" over the pack's files
  bool by_default = true;  // `default = false` in the pack: only when asked for
};

}  // namespace mishen
