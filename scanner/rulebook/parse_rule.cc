#include "scanner/rulebook/parse_rule.h"

#include <re2/set.h>

#include <algorithm>
#include <array>
#include <utility>

#include "scanner/base/nearest.h"
#include "scanner/base/utf8.h"
#include "scanner/document/surface.h"
#include "scanner/rulebook/compile.h"
#include "scanner/rulebook/example.h"
#include "scanner/rulebook/word_file.h"

namespace mishen {
namespace {

template <class T, std::size_t N>
using ChoiceTable = std::array<std::pair<std::string_view, T>, N>;

constexpr ChoiceTable<Severity, 3> kSeverities = {
    {{"block", Severity::block}, {"review", Severity::review}, {"notice", Severity::notice}}};
// A cap of `block` would cap nothing.
constexpr ChoiceTable<Severity, 2> kCaps = {
    {{"review", Severity::review}, {"notice", Severity::notice}}};
constexpr ChoiceTable<Edges, 4> kEdges = {{{"digit", Edges::digit},
                                           {"alnum", Edges::alnum},
                                           {"none", Edges::none},
                                           {"mask", Edges::mask}}};
constexpr std::size_t kEdgesOfWords = 3;  // the first of them
constexpr ChoiceTable<Expectation, 7> kExpectations = {{{"none", Expectation::none},
                                                        {"possible", Expectation::possible},
                                                        {"likely", Expectation::likely},
                                                        {"certain", Expectation::certain},
                                                        {"any", Expectation::any},
                                                        {"todo-match", Expectation::todo_match},
                                                        {"todo-none", Expectation::todo_none}}};

constexpr int kMostPoints = 100;
constexpr int kFarthestWord = 400;  // code points; more than a paragraph is not context
constexpr int kMostShown = 32;      // code points a mask may show at one end

// "resident-id": lower-case words, digits and single hyphens; it stands in paths and URLs.
bool is_id(std::string_view id) {
  if (id.empty() || id.front() == '-' || id.back() == '-') return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const char c = id[i];
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!word && (c != '-' || id[i - 1] == '-')) return false;
  }
  return true;
}

// "1.0.0"
bool is_version(std::string_view version) {
  int dots = 0;
  char before = '.';
  for (const char c : version) {
    if (c == '.' && before == '.') return false;
    if (c == '.') ++dots;
    if (c != '.' && (c < '0' || c > '9')) return false;
    before = c;
  }
  return dots == 2 && before != '.';
}

std::string read_id(TableReader& reader) {
  std::string id = reader.required_text("id");
  if (!id.empty() && !is_id(id)) {
    reader.problems().add(reader.place_of("id"), "error.rule-bad-id", {{"id", id}});
  }
  return id;
}

void read_severity(TableReader& reader, Rule& rule) {
  if (!reader.has("severity")) reader.missing("severity");
  std::optional<TableReader> severity = reader.table("severity");
  if (!severity) return;
  for (const std::string_view key : {"external", "internal"}) {
    if (!severity->has(key)) severity->missing(key);
  }
  rule.external = severity->choice<Severity>("external", kSeverities).value_or(rule.external);
  rule.internal = severity->choice<Severity>("internal", kSeverities).value_or(rule.internal);
  severity->finish();
}

// A name that is not known, with the nearest one that is.
void report_unknown(TableReader& reader, const PlacedText& name, std::string_view message,
                    std::span<const std::string_view> known) {
  const std::string_view near = nearest(name.text, known);
  Problems::Args args = {{"name", name.text}};
  std::string id(message);
  if (!near.empty()) {
    args.emplace_back("near", near);
    id += "-near";
  }
  reader.problems().add(name.place, std::move(id), std::move(args));
}

constexpr std::array<std::string_view, kTraceKindCount> trace_names() {
  std::array<std::string_view, kTraceKindCount> names{};
  for (int i = 0; i < kTraceKindCount; ++i) {
    names[static_cast<std::size_t>(i)] = name(static_cast<TraceKind>(i));
  }
  return names;
}

std::optional<TraceKind> pick_trace(TableReader& reader, const PlacedText& word) {
  const std::optional<TraceKind> kind = trace_kind_by_name(word.text);
  if (!kind) report_unknown(reader, word, "error.rule-unknown-trace", trace_names());
  return kind;
}

void read_traces(TableReader& reader, Rule& rule) {
  for (const PlacedText& word : reader.required_texts("trace")) {
    const std::optional<TraceKind> kind = pick_trace(reader, word);
    if (!kind) continue;
    if (std::find(rule.traces.begin(), rule.traces.end(), *kind) == rule.traces.end()) {
      rule.traces.push_back(*kind);
    }
  }
  rule.each = reader.flag("each", false);
}

void read_together(TableReader& reader, Rule& rule) {
  for (PlacedText& other : reader.required_texts("together")) {
    rule.together.push_back(std::move(other.text));
    rule.together_places.push_back(std::move(other.place));
  }
  if (rule.together.size() == 1) {
    reader.problems().add(reader.place_of("together"), "error.rule-together-alone");
  }
}

void read_patterns(TableReader& reader, Rule& rule) {
  for (PlacedText& pattern : reader.required_texts("regex")) {
    // Adding to a set parses and does not compile: cheap, and the same message.
    re2::RE2::Set syntax(pattern_options(), re2::RE2::UNANCHORED);
    std::string cause;
    if (syntax.Add(pattern.text, &cause) < 0) {
      reader.problems().add(pattern.place, "error.rule-pattern-syntax",
                            {{"cause", std::move(cause)}});
    }
    rule.regex.push_back(std::move(pattern.text));
    rule.regex_places.push_back(std::move(pattern.place));
  }
}

// edges = "digit", or one for each pattern: ["alnum", "mask"].
void read_edges(TableReader& reader, Rule& rule) {
  const bool of_words = reader.has("word_list");
  if (!reader.has("edges") || reader.is_text("edges") || of_words) {
    const auto choices = std::span(kEdges).first(of_words ? kEdgesOfWords : kEdges.size());
    rule.edges = reader.choice<Edges>("edges", choices).value_or(Edges::none);
    return;
  }
  for (const PlacedText& one : reader.texts("edges")) {
    rule.pattern_edges.push_back(
        reader.pick<Edges>(one.text, "edges", one.place, kEdges).value_or(Edges::none));
  }
  if (rule.pattern_edges.size() == rule.regex.size()) return;
  reader.problems().add(reader.place_of("edges"), "error.rule-edges-of-each",
                        {{"patterns", std::to_string(rule.regex.size())}});
}

// word_list = "code-names.txt", exclude = ["…"]: words instead of patterns.
void read_words(TableReader& reader, Rule& rule, const TextFiles& texts) {
  const std::string name = reader.text("word_list").value_or("");
  std::vector<PlacedText> excluded = reader.texts("exclude");
  const auto file = texts.find(name);
  if (file == texts.end()) {
    reader.problems().add(reader.place_of("word_list"), "error.rule-word-list-missing",
                          {{"file", name}});
    return;
  }
  std::shared_ptr<WordList> list =
      read_word_file(file->second->path, file->second->text, reader.problems());
  for (const PlacedText& word : excluded) {
    std::string folded = fold(word.text);
    if (utf8::decode(folded, 0).bytes >= folded.size()) {
      reader.problems().add(word.place, "error.rule-word-too-short");
    } else {
      list->excluded.push_back(std::move(folded));
    }
  }
  rule.words = std::move(list);
}

void read_validators(TableReader& reader, Rule& rule,
                     std::span<const std::string_view> known_validators) {
  for (PlacedText& name : reader.texts("validate")) {
    if (std::find(known_validators.begin(), known_validators.end(), name.text) ==
        known_validators.end()) {
      report_unknown(reader, name, "error.rule-unknown-validator", known_validators);
    }
    rule.validators.push_back(std::move(name.text));
  }
}

void read_readings(TableReader& reader, Rule& rule) {
  ChoiceTable<ReadingKind, kReadingKindCount - 1> kinds{};
  for (int i = 1; i < kReadingKindCount; ++i) {
    const auto kind = static_cast<ReadingKind>(i);
    kinds[static_cast<std::size_t>(i) - 1] = {name(kind), kind};
  }
  for (PlacedText& word : reader.texts("readings")) {
    const std::optional<ReadingKind> kind =
        reader.pick<ReadingKind>(word.text, "readings", word.place, kinds);
    if (!kind) continue;
    if (std::find(rule.readings.begin(), rule.readings.end(), *kind) == rule.readings.end()) {
      rule.readings.push_back(*kind);
    }
  }
}

void read_mask(TableReader& reader, Rule& rule) {
  if (reader.is_text("mask")) {
    constexpr ChoiceTable<bool, 1> kOpen = {{{"open", true}}};
    rule.mask.open = reader.choice<bool>("mask", kOpen).value_or(false);
    return;
  }
  std::optional<TableReader> mask = reader.table("mask");
  if (!mask) return;
  for (const std::string_view key : {"first", "last"}) {
    if (!mask->has(key)) mask->missing(key);
  }
  rule.mask.keep_first =
      static_cast<std::uint8_t>(mask->number("first", 0, kMostShown).value_or(0));
  rule.mask.keep_last = static_cast<std::uint8_t>(mask->number("last", 0, kMostShown).value_or(0));
  mask->finish();
}

ContextClue read_clue(TableReader& reader, bool raises) {
  ContextClue clue;
  for (const PlacedText& word : reader.required_texts("words")) {
    std::string folded = fold(word.text);
    if (folded.empty()) {
      reader.problems().add(word.place, "error.rule-empty-word", {});
    } else if (std::find(clue.words.begin(), clue.words.end(), folded) == clue.words.end()) {
      clue.words.push_back(std::move(folded));
    }
  }
  const auto distance = [&](std::string_view key) {
    return static_cast<std::uint32_t>(reader.number(key, 0, kFarthestWord).value_or(0));
  };
  clue.before = distance("before");
  clue.after = distance("after");
  clue.header = reader.flag("header", false);
  if (clue.before == 0 && clue.after == 0 && !clue.header) {
    reader.problems().add(reader.place(), "error.rule-clue-without-place");
  }
  clue.points = raises ? reader.number("points", 1, kMostPoints).value_or(kRaisePoints)
                       : reader.number("points", -kMostPoints, -1).value_or(kLowerPoints);
  if (const auto cap = reader.choice<Severity>("cap", kCaps)) {
    clue.has_cap = true;
    clue.cap = *cap;
  }
  reader.finish();
  return clue;
}

void read_context(TableReader& reader, Rule& rule) {
  std::optional<TableReader> context = reader.table("context");
  if (!context) return;
  for (const bool raises : {true, false}) {
    for (TableReader& clue : context->tables(raises ? "raise" : "lower")) {
      rule.clues.push_back(read_clue(clue, raises));
    }
  }
  context->finish();
}

// Of an example for traces, what its text and its trace say together: without marks, since the
// trace is on all of it; and with a trace where one is to be found.
void read_traced(TableReader& reader, Example& example) {
  if (const std::optional<std::string> word = reader.text("trace")) {
    example.trace = pick_trace(reader, {*word, reader.place_of("trace")});
  } else if (!is_negative(example.expect)) {
    reader.problems().add(reader.place(), "error.rule-example-no-trace");
  }
  if (example.has_span) {
    reader.problems().add(reader.place_of("text"), "error.rule-example-needless-trace-mark");
  }
  example.has_span = !is_negative(example.expect);
  example.span = {0, static_cast<std::uint32_t>(example.text.size())};
}

void check_marks(TableReader& reader, const Example& example, MarkFault fault) {
  const std::string place = reader.place_of("text");
  const bool negative = is_negative(example.expect);
  if (fault == MarkFault::unbalanced) reader.problems().add(place, "error.rule-example-marks");
  if (fault == MarkFault::empty_span) reader.problems().add(place, "error.rule-example-empty-span");
  if (fault != MarkFault::none || example.text.empty()) return;
  if (negative && example.has_span)
    reader.problems().add(place, "error.rule-example-needless-mark");
  if (!negative && !example.has_span) reader.problems().add(place, "error.rule-example-unmarked");
}

Example read_example(TableReader& reader, bool about_traces) {
  Example example;
  example.place = reader.place();
  MarkedText marked = read_marks(reader.required_text("text"));
  example.text = std::move(marked.text);
  example.has_span = marked.has_span;
  example.span = marked.span;
  if (!reader.has("expect")) reader.missing("expect");
  const auto expect = reader.choice<Expectation>("expect", kExpectations);
  example.expect = expect.value_or(Expectation::any);
  if (about_traces) {
    read_traced(reader, example);
  } else if (expect) {
    check_marks(reader, example, marked.fault);
  }
  example.header = reader.text("header").value_or("");
  example.table = reader.flag("table", false);
  example.why = reader.text("why").value_or("");
  example.surface = reader.text("surface").value_or("");
  if (!example.surface.empty() && !surface_by_name(example.surface)) {
    reader.problems().add(reader.place_of("surface"), "error.rule-bad-surface",
                          {{"value", example.surface}});
  }
  reader.finish();
  return example;
}

void read_examples(TableReader& reader, Rule& rule, bool about_traces) {
  bool positive = false;
  bool negative = false;
  for (TableReader& example : reader.tables("example")) {
    rule.examples.push_back(read_example(example, about_traces));
    const Expectation expect = rule.examples.back().expect;
    // A known fault proves nothing.
    positive = positive || (!is_negative(expect) && expect != Expectation::todo_match);
    negative = negative || expect == Expectation::none;
  }
  if (!positive)
    reader.problems().add(rule.place, "error.rule-no-positive-example", {{"rule", rule.id}});
  if (!negative)
    reader.problems().add(rule.place, "error.rule-no-negative-example", {{"rule", rule.id}});
}

}  // namespace

Pack parse_pack_table(TableReader& reader) {
  Pack pack;
  pack.id = read_id(reader);
  pack.version = reader.required_text("version");
  if (!pack.version.empty() && !is_version(pack.version)) {
    reader.problems().add(reader.place_of("version"), "error.rule-bad-version",
                          {{"version", pack.version}});
  }
  pack.title = reader.required_words("title");
  pack.by_default = reader.flag("default", true);
  reader.finish();
  return pack;
}

Rule parse_rule_table(TableReader& reader, const std::string& pack,
                      std::span<const std::string_view> known_validators, const TextFiles& texts) {
  Rule rule;
  rule.pack = pack;
  rule.place = reader.place();
  rule.id = read_id(reader);
  rule.title = reader.required_words("title");
  rule.remedy = reader.required_words("remedy");
  rule.why = reader.words("why").value_or(Words{});
  rule.basis = reader.required_text("basis");
  read_severity(reader, rule);
  // A file that spells `trace` and gets its list wrong is about traces all the same.
  const bool about_traces = reader.has("trace");
  if (about_traces) {
    read_traces(reader, rule);
    for (const char* key :
         {"regex", "word_list", "edges", "validate", "readings", "context", "together"}) {
      reader.refuse(key, "error.rule-not-with-trace");
    }
  } else if (reader.has("together")) {
    read_together(reader, rule);
    for (const char* key :
         {"regex", "word_list", "edges", "validate", "readings", "context", "points"}) {
      reader.refuse(key, "error.rule-not-with-together");
    }
  } else {
    if (reader.has("word_list")) {
      read_words(reader, rule, texts);
      reader.refuse("regex", "error.rule-not-with-words");
    } else {
      read_patterns(reader, rule);
    }
    read_edges(reader, rule);
    read_validators(reader, rule, known_validators);
    read_readings(reader, rule);
    read_context(reader, rule);
    rule.joinable = reader.flag("joinable", false);
  }
  rule.points = reader.number("points", 0, kMostPoints)
                    .value_or(about_traces ? kTracePoints : kPatternPoints);
  rule.mask.open = (about_traces || !rule.together.empty()) && !reader.has("mask");
  read_mask(reader, rule);
  read_examples(reader, rule, about_traces);
  reader.finish();
  return rule;
}

}  // namespace mishen
