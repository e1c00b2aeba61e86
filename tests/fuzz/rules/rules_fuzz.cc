// Any bytes as a rule file. What the loader takes is fit to use: every rule has its texts, its
// examples on both sides and patterns that compile; what it refuses it refuses with a place.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/match/match.h"
#include "tests/support/document_laws.h"

namespace {

using namespace mishen;

constexpr std::string_view kPath = "any.toml";
constexpr std::string_view kValidators[] = {"cn-resident-id", "cn-mobile"};
// Patterns beyond these cost seconds to compile and show nothing new.
constexpr std::size_t kMostPatterns = 16;
constexpr std::size_t kMostPatternBytes = 256;

void require(bool holds, const char* law) {
  if (!holds) abort_if_broken(law);
}

void check_refusal(const Error& error) {
  require(error.kind == ErrorKind::rule, "a refusal is an error of rules");
  require(error.message.id.starts_with("error.rule"), "a refusal says what is wrong");
  require(error.place.starts_with(kPath), "a refusal has a place");
}

void check_rule(const Rule& rule) {
  require(!rule.id.empty() && !rule.pack.empty(), "a rule has a name");
  for (const std::string* text :
       {&rule.title.zh_cn, &rule.title.en, &rule.remedy.zh_cn, &rule.remedy.en, &rule.basis}) {
    require(!text->empty() && utf8::is_valid(*text), "a rule has its texts");
  }
  for (const std::string& name : rule.validators) {
    require(
        std::find(std::begin(kValidators), std::end(kValidators), name) != std::end(kValidators),
        "validators are known");
  }
  bool finds = false;
  bool leaves = false;
  for (const Example& example : rule.examples) {
    leaves = leaves || example.expect == Expectation::none;
    finds = finds || (!is_negative(example.expect) && example.expect != Expectation::todo_match);
    require(!example.has_span ||
                (example.span.begin < example.span.end && example.span.end <= example.text.size()),
            "examples mark a part of their text");
  }
  require(finds && leaves, "a rule has examples on both sides");
}

bool is_cheap(const Rulebook& book) {
  std::size_t patterns = 0;
  for (const Rule& rule : book.rules) {
    for (const std::string& regex : rule.regex) {
      if (++patterns > kMostPatterns || regex.size() > kMostPatternBytes) return false;
      // Nested counts multiply.
      if (std::count(regex.begin(), regex.end(), '{') > 2) return false;
    }
  }
  return true;
}

void check_matching(const CompiledRules& rules) {
  Matcher matcher(rules);
  for (const Rule& rule : rules.book().rules) {
    for (const Example& example : rule.examples) {
      Reading reading;
      reading.text = fold(example.text);
      std::vector<Candidate> found;
      if (!matcher.match(reading, 1000, found)) continue;
      for (const Candidate& candidate : found) {
        require(
            candidate.span.begin < candidate.span.end && candidate.span.end <= reading.text.size(),
            "what is found is a part of the text");
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<RuleFile> files = {
      {std::string(kPath), std::string(reinterpret_cast<const char*>(data), size)}};
  RuleErrors problems;
  Result<Rulebook> book = parse_pack(files, kValidators, &problems);
  for (const Error& error : problems.errors) check_refusal(error);
  if (!book) {
    check_refusal(book.error());
    return 0;
  }
  require(problems.errors.empty(), "nothing is taken with problems");
  for (const Rule& rule : book->rules) check_rule(rule);
  if (!is_cheap(*book)) return 0;
  const Result<CompiledRules> rules = compile(*std::move(book));
  if (rules) {
    check_matching(*rules);
  } else {
    check_refusal(rules.error());
  }
  return 0;
}
