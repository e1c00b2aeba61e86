#include "scanner/rulebook/compile.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "scanner/base/digest.h"
#include "scanner/rulebook/known_patterns.h"

namespace mishen {
namespace {

Error pattern_error(const std::string& place, std::string id, std::string cause) {
  return {ErrorKind::rule, place, {std::move(id), {{"cause", std::move(cause)}}}};
}

std::string place_of_pattern(const Rule& rule, std::size_t index) {
  return index < rule.regex_places.size() ? rule.regex_places[index] : rule.place;
}

// The digits a match begins with begin a run of the text when no digit may stand before it, and are
// all of it when there is nothing else in the match.
std::optional<Sieve::FirstRun> first_run(const KnownPattern& known, Edges edges) {
  if (!known.never_empty || edges == Edges::none || known.first_digits == 0) return std::nullopt;
  if (known.only_digits) return Sieve::FirstRun{known.first_digits, known.least, known.most};
  return Sieve::FirstRun{known.first_digits, known.digits_first, UINT32_MAX};
}

// Compiles what is not proven.
Status check(const SearchPattern& pattern, const KnownPattern& known, const std::string& place) {
  if (!known.compiles) {
    if (std::string fault = pattern.fault(); !fault.empty()) {
      return pattern_error(place, "error.rule-pattern", std::move(fault));
    }
  }
  if (!known.never_empty && matches_empty(pattern.plain())) {
    return Error{ErrorKind::rule, place, {"error.rule-pattern-empty", {}}};
  }
  return Done{};
}

bool reads_kind(const Rule& rule, ReadingKind kind) {
  return kind == ReadingKind::primary ||
         std::find(rule.readings.begin(), rule.readings.end(), kind) != rule.readings.end();
}

std::string digest_of(const std::vector<Pack>& packs) {
  std::string all;
  for (const Pack& pack : packs) all += pack.id + " " + pack.version + " " + pack.digest + "\n";
  return "sha256:" + sha256_hex(all);
}

}  // namespace

bool matches_empty(const re2::RE2& regex) {
  // What can stand on either side: nothing, a line end, a word character, anything else.
  constexpr std::array<std::string_view, 4> kSides = {"", "\n", "a", " "};
  for (const std::string_view before : kSides) {
    for (const std::string_view after : kSides) {
      const std::string text = std::string(before) + std::string(after);
      if (regex.Match(text, before.size(), before.size(), re2::RE2::ANCHOR_BOTH, nullptr, 0)) {
        return true;
      }
    }
  }
  return false;
}

Result<CompiledRules> compile(Rulebook book, const KnownPatterns& patterns) {
  CompiledRules rules;
  auto sieve = std::make_unique<Sieve>();
  std::map<std::pair<std::string_view, Edges>, std::uint32_t> searches;
  for (std::uint32_t i = 0; i < book.rules.size(); ++i) {
    const Rule& rule = book.rules[i];
    for (std::size_t j = 0; j < rule.regex.size(); ++j) {
      const Edges edges = rule.edges_of(j);
      const auto index = static_cast<std::uint32_t>(rules.patterns_.size());
      const auto next = static_cast<std::uint32_t>(rules.searches_.size());
      const auto [search, is_new] =
          searches.emplace(std::pair(std::string_view(rule.regex[j]), edges), next);
      if (is_new) {
        auto pattern = std::make_unique<const SearchPattern>(rule.regex[j], edges);
        const KnownPattern known = patterns.of(rule.regex[j]);
        Status good = check(*pattern, known, place_of_pattern(rule, j));
        if (!good) return good.error();
        sieve->admit(known.claims, known.digits, first_run(known, edges));
        rules.searches_.push_back(
            {std::move(pattern), {}, Beginnings(known, edges), known.landmark});
      }
      rules.searches_[search->second].users.push_back(index);
      rules.patterns_.push_back({i, search->second, 0});
      for (unsigned k = 0; k < kReadingKindCount; ++k) {
        if (!reads_kind(rule, static_cast<ReadingKind>(k))) continue;
        rules.groups_[k].push_back(index);
        rules.patterns_.back().kinds |= 1U << k;
      }
    }
  }
  rules.words_ = CompiledWords::of(book.rules, *sieve);
  sieve->seal();
  rules.sieve_ = std::move(sieve);
  rules.digest_ = digest_of(book.packs);
  rules.book_ = std::move(book);
  return rules;
}

Status compile_all(const CompiledRules& rules) {
  for (const Search& search : rules.searches()) {
    const CompiledPattern& user = rules.patterns()[search.users.front()];
    const Rule& rule = rules.rule(user.rule);
    const auto index = std::find(rule.regex.begin(), rule.regex.end(), search.pattern->pattern());
    Status good =
        check(*search.pattern, {},
              place_of_pattern(rule, static_cast<std::size_t>(index - rule.regex.begin())));
    if (!good) return good;
  }
  return Done{};
}

namespace {

// Tries the places where a hit may begin, as the matcher does: an automaton of its own.
void try_beginnings(const Search& search, std::string_view text) {
  const re2::StringPiece all(text.data(), text.size());
  re2::StringPiece hit;
  for (std::size_t at = search.beginnings.next(text, 0); at != std::string_view::npos;
       at = search.beginnings.next(text, at + 1)) {
    search.pattern->plain().Match(all, at, text.size(), re2::RE2::ANCHOR_START, &hit, 1);
  }
}

// Numbers masked as lists of people have them by the hundred. An automaton counts, and patterns
// take 0, 9 and the other digits apart: each needs to be met at each place.
constexpr std::string_view kMaskedNumbers[] = {
    "100****0000",        "195****9999",        "135****5555",         "302***********0000",
    "392***********9999", "352***********5555", "352************555X", "310000********0000",
    "399999********9999", "345555********5555"};

// What all rules say they find and do not find, a line each: text of our own, so that it costs the
// same whatever the drafts hold.
std::string examples_of(const Rulebook& book) {
  std::string lines;
  for (const Rule& rule : book.rules) {
    for (const Example& example : rule.examples) (lines += example.text) += '\n';
  }
  return lines;
}

// On `examples`; on what lists are full of, and on the examples of its own rules, each as a text of
// its own: how a text ends is something to be met, too.
void rehearse(const CompiledRules& rules, const Search& search, unsigned which,
              std::string_view examples) {
  const bool tried = search.beginnings.are_few() && (which & SearchPattern::kPlain) != 0;
  const auto go_over = [&](std::string_view text) {
    if (tried) try_beginnings(search, text);
    search.pattern->rehearse(which, text);
  };
  go_over(examples);
  for (const std::string_view number : kMaskedNumbers) go_over(number);
  for (const std::uint32_t user : search.users) {
    const Rule& rule = rules.rule(rules.patterns()[user].rule);
    for (const Example& example : rule.examples) go_over(example.text);
  }
}

}  // namespace

std::string compiled_searches(const CompiledRules& rules) {
  std::string out;
  out.reserve(rules.searches().size());
  for (const Search& search : rules.searches()) {
    out += static_cast<char>(search.pattern->compiled());
  }
  return out;
}

void compile_searches(const CompiledRules& rules, std::string_view compiled) {
  const std::size_t count = std::min(compiled.size(), rules.searches().size());
  std::string examples;
  for (std::size_t i = 0; i < count; ++i) {
    const SearchPattern& pattern = *rules.searches()[i].pattern;
    const unsigned before = pattern.compiled();
    pattern.compile(static_cast<unsigned char>(compiled[i]));
    if (const unsigned added = pattern.compiled() & ~before; added != 0) {
      if (examples.empty()) examples = examples_of(rules.book());
      rehearse(rules, rules.searches()[i], added, examples);
    }
  }
}

}  // namespace mishen
