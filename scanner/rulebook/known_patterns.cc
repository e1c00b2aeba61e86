#include "scanner/rulebook/known_patterns.h"

#include <optional>
#include <utility>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/base/wire_archive.h"
#include "scanner/rulebook/pattern.h"
#include "scanner/rulebook/search_pattern.h"

namespace mishen {
namespace {

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> out;
  out.reserve(text.size() / 3);
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded c = utf8::decode(text, i);
    out.push_back(c.code_point);
    i += c.bytes;
  }
  return out;
}

// Code points as text, which is read faster than numbers.
void write_need(WireWriter& wire, const Need& need) {
  std::string singles;
  std::string pairs;
  for (const char32_t c : need.singles) utf8::append(singles, c);
  for (const auto& [a, b] : need.pairs) {
    utf8::append(pairs, a);
    utf8::append(pairs, b);
  }
  wire.number("run", need.digit_run);
  wire.number("alnum", need.alnum_run);
  wire.text("singles", singles);
  wire.text("pairs", pairs);
  wire.number("words", static_cast<std::uint32_t>(need.words.size()));
  for (const std::u32string& word : need.words) {
    std::string text;
    for (const char32_t c : word) utf8::append(text, c);
    wire.text("word", text);
  }
}

void read_need(WireReader& wire, Need& need) {
  std::string singles;
  std::string pairs;
  std::uint32_t words = 0;
  wire.number("run", need.digit_run);
  wire.number("alnum", need.alnum_run);
  wire.text("singles", singles);
  wire.text("pairs", pairs);
  wire.number("words", words);
  for (; words > 0 && !wire.failed(); --words) {
    std::string text;
    wire.text("word", text);
    const std::vector<char32_t> letters = code_points(text);
    need.words.emplace_back(letters.begin(), letters.end());
  }
  need.singles = code_points(singles);
  const std::vector<char32_t> both = code_points(pairs);
  need.pairs.reserve(both.size() / 2);
  for (std::size_t i = 0; i + 1 < both.size(); i += 2)
    need.pairs.emplace_back(both[i], both[i + 1]);
  if (both.size() % 2 != 0) wire.fail("pairs");
}

template <class Archive, class AnyKnown>
void walk_numbers(Archive& wire, AnyKnown& known) {
  wire.number("compiles", known.compiles);
  wire.number("never_empty", known.never_empty);
  wire.number("only_digits", known.only_digits);
  wire.number("least", known.least);
  wire.number("most", known.most);
  wire.number("digits", known.digits);
  wire.number("digits_first", known.digits_first);
  wire.number("first_digits", known.first_digits);
  for (auto& bytes : known.first_bytes) wire.number("first_bytes", bytes);
  wire.number("landmark", known.landmark.sign);
  wire.number("landmark", known.landmark.farthest);
}

std::string write_one(const KnownPattern& known) {
  WireWriter wire;
  walk_numbers(wire, known);
  std::string first;
  for (const char32_t c : known.landmark.first) utf8::append(first, c);
  wire.text("first", first);
  wire.number("claims", static_cast<std::uint32_t>(known.claims.size()));
  for (const Need& need : known.claims) write_need(wire, need);
  return wire.take();
}

std::optional<KnownPattern> read_one(std::string_view bytes) {
  WireReader wire(bytes);
  KnownPattern known;
  walk_numbers(wire, known);
  std::string first;
  wire.text("first", first);
  const std::vector<char32_t> firsts = code_points(first);
  known.landmark.first.assign(firsts.begin(), firsts.end());
  std::uint32_t claims = 0;
  wire.number("claims", claims);
  if (claims > kMostClaims) wire.fail("claims");
  for (; claims > 0 && !wire.failed(); --claims) read_need(wire, known.claims.emplace_back());
  if (wire.failed() || !wire.at_end()) return std::nullopt;
  return known;
}

// Of a code point in UTF-8.
unsigned first_byte(char32_t c) {
  if (c < 0x80) return c;
  if (c < 0x800) return 0xC0U | c >> 6U;
  return c < 0x10000 ? 0xE0U | c >> 12U : 0xF0U | c >> 18U;
}

}  // namespace

KnownPattern known_of(const std::string& pattern) {
  KnownPattern known;
  const std::optional<PatternNode> node = read_pattern(pattern);
  if (!node) return known;
  PatternFacts facts = facts_of(*node);
  known.never_empty = !facts.nullable;
  known.only_digits = facts.only_digits;
  known.least = facts.least;
  known.most = facts.most;
  known.digits = facts.digits;
  known.digits_first = facts.digits_first;
  if (facts.first.all_digits()) {
    for (const char32_t c : facts.first.members()) known.first_digits |= 1U << (c - '0');
  }
  for (const char32_t c : facts.first.members()) {
    known.first_bytes[first_byte(c) / 64U] |= std::uint64_t{1} << (first_byte(c) % 64U);
  }
  known.landmark = landmark_of(*node);
  if (known.never_empty && known.landmark.is_known()) {
    known.landmark.first.assign(facts.first.members().begin(), facts.first.members().end());
  }
  known.claims = std::move(facts.claims);
  for (Need& need : known.claims) need.cost = 0;
  // That it parses was seen when the rule was read; reading it here does not prove that.
  known.compiles = surely_compiles(*node);
  return known;
}

KnownPatterns::KnownPatterns(std::string_view bytes) {
  // Read as views: only what a run asks for is made.
  std::map<std::string_view, std::string_view> packed;
  const auto take = [&](std::string_view& out) {
    if (bytes.size() < 4) return false;
    WireReader head(bytes.substr(0, 4));
    std::uint32_t size = 0;
    head.number("size", size);
    bytes.remove_prefix(4);
    if (size > bytes.size()) return false;
    out = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return true;
  };
  while (!bytes.empty()) {
    std::string_view pattern;
    std::string_view known;
    if (!take(pattern) || !take(known)) return;
    packed.emplace_hint(packed.end(), pattern, known);
  }
  packed_ = std::move(packed);
}

KnownPattern KnownPatterns::of(const std::string& pattern) const {
  if (const auto found = packed_.find(pattern); found != packed_.end()) {
    if (std::optional<KnownPattern> known = read_one(found->second)) return *std::move(known);
  }
  return known_of(pattern);
}

std::string write_known(std::span<const std::string> patterns) {
  std::map<std::string, std::string> packed;
  for (const std::string& pattern : patterns) {
    const KnownPattern known = known_of(pattern);
    std::string bytes = write_one(known);
    // What does not come back as it was (a code point that is no character) is worked out anew.
    if (read_one(bytes) == known) packed.emplace(pattern, std::move(bytes));
  }
  WireWriter wire;
  for (const auto& [pattern, known] : packed) {
    wire.text("pattern", pattern);
    wire.text("known", known);
  }
  return wire.take();
}

}  // namespace mishen
