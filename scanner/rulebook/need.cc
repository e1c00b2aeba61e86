#include "scanner/rulebook/need.h"

#include <algorithm>
#include <utility>

namespace mishen {
namespace {

constexpr std::uint32_t kFarthest = 1U << 20U;  // code points; well over what RE2 can compile

// Sets of strings are followed while they are no larger: as members of a choice, as what a sequence
// makes of its parts, and in code points a string.
constexpr std::size_t kMostListed = 128;
constexpr std::size_t kMostMade = 32;
constexpr std::size_t kLongestMade = 16;

bool is_folded(char32_t c) { return c == kKelvin || c == kLongS; }

bool is_alnum(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Lengths: what is too large to matter is cut down where it is a least, given up where it is a
// most.
std::uint32_t at_least(std::uint64_t length) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(kFarthest, length));
}

std::uint32_t at_most(std::uint64_t length) {
  return length > kFarthest ? PatternNode::kUnbounded : static_cast<std::uint32_t>(length);
}

// ---- what a pattern matches exactly

std::size_t longest(const std::vector<std::u32string>& strings) {
  std::size_t most = 0;
  for (const std::u32string& one : strings) most = std::max(most, one.size());
  return most;
}

bool is_small(const std::optional<std::vector<std::u32string>>& a,
              const std::optional<std::vector<std::u32string>>& b) {
  return a && b && a->size() * b->size() <= kMostMade && longest(*a) + longest(*b) <= kLongestMade;
}

// One of each, one after the other.
std::optional<std::vector<std::u32string>> product(
    const std::optional<std::vector<std::u32string>>& a,
    const std::optional<std::vector<std::u32string>>& b) {
  if (!is_small(a, b)) return std::nullopt;
  std::vector<std::u32string> made;
  made.reserve(a->size() * b->size());
  for (const std::u32string& head : *a) {
    for (const std::u32string& tail : *b) made.push_back(head + tail);
  }
  return made;
}

// `least` to `most` of them in a row.
std::optional<std::vector<std::u32string>> powers(
    const std::optional<std::vector<std::u32string>>& one, std::uint32_t least,
    std::uint32_t most) {
  if (!one || most > kLongestMade) return std::nullopt;
  std::vector<std::u32string> all;
  std::optional<std::vector<std::u32string>> power = std::vector<std::u32string>{U""};
  for (std::uint32_t n = 0; n <= most; ++n) {
    if (n > 0) power = product(power, one);
    if (!power || all.size() + power->size() > kMostMade) return std::nullopt;
    if (n >= least) all.insert(all.end(), power->begin(), power->end());
  }
  return all;
}

// While it is known what a pattern matches, nothing is claimed; this is the time to.
void settle(PatternFacts& facts) {
  if (!facts.exact) return;
  if (facts.least > 0) {
    if (facts.only_digits) keep(facts.claims, digit_run_of(facts.least));
    if (facts.only_alnum) keep(facts.claims, alnum_run_of(facts.least, facts.folded));
  }
  keep(facts.claims, any_of_strings(*std::move(facts.exact)));
  facts.exact.reset();
}

// ---- the parts of a pattern

PatternFacts facts_of_chars(const Chars& chars) {
  PatternFacts facts;
  const std::vector<char32_t>& members = chars.members();
  facts.nullable = false;
  facts.least = facts.most = 1;
  facts.first = facts.last = chars;
  facts.only_digits = chars.all_digits();
  facts.digits = facts.digits_first = facts.digits_last = facts.only_digits ? 1 : 0;
  facts.folded = std::any_of(members.begin(), members.end(), is_folded);
  facts.only_alnum =
      !members.empty() && std::all_of(members.begin(), members.end(),
                                      [](char32_t c) { return is_alnum(c) || is_folded(c); });
  facts.alnum_first = facts.alnum_last = facts.only_alnum ? 1 : 0;
  facts.exact.reset();
  if (!members.empty() && members.size() <= kMostMade &&
      (members.size() == 1 || !facts.only_digits)) {
    facts.exact.emplace();
    for (const char32_t c : members) facts.exact->emplace_back(1, c);
    return facts;
  }
  if (facts.only_digits) keep(facts.claims, digit_run_of(1));
  keep(facts.claims, singles_of(chars));
  return facts;
}

// The claims of both, and what holds where the one follows the other.
std::vector<Need> joined_claims(PatternFacts& a, PatternFacts& b) {
  // Claims that belong together stay together, unless there are better ones.
  const bool b_first =
      a.claims.empty() || (!b.claims.empty() && b.claims.front().cost < a.claims.front().cost);
  std::vector<Need> claims = std::move(b_first ? b.claims : a.claims);
  for (Need& other : b_first ? a.claims : b.claims) keep(claims, std::move(other));
  if (a.digits_last + b.digits_first > 0)
    keep(claims, digit_run_of(a.digits_last + b.digits_first));
  keep(claims, alnum_run_of(a.alnum_last + b.alnum_first, a.folded || b.folded));
  if (!a.nullable && !b.nullable) keep(claims, pairs_of(a.last, b.first));
  return claims;
}

// `a` then `b`: the last code point of what matched `a` stands directly before the first of what
// matched `b`.
PatternFacts joined(PatternFacts a, PatternFacts b) {
  PatternFacts facts;
  facts.nullable = a.nullable && b.nullable;
  facts.least = at_least(std::uint64_t{a.least} + b.least);
  facts.most = at_most(std::uint64_t{a.most} + b.most);
  facts.only_digits = a.only_digits && b.only_digits;
  facts.digits_first = a.only_digits ? a.least + b.digits_first : a.digits_first;
  facts.digits_last = b.only_digits ? b.least + a.digits_last : b.digits_last;
  facts.digits = at_least(std::uint64_t{a.digits} + b.digits);
  facts.only_alnum = a.only_alnum && b.only_alnum;
  facts.alnum_first = a.only_alnum ? a.least + b.alnum_first : a.alnum_first;
  facts.alnum_last = b.only_alnum ? b.least + a.alnum_last : b.alnum_last;
  facts.folded = a.folded || b.folded;
  facts.exact = product(a.exact, b.exact);
  if (!facts.exact) {
    settle(a);
    settle(b);
    facts.claims = joined_claims(a, b);
  }
  if (a.nullable) a.first.add(b.first);
  if (b.nullable) b.last.add(a.last);
  facts.first = std::move(a.first);
  facts.last = std::move(b.last);
  return facts;
}

// `so_far` or `other`.
void choose(PatternFacts& so_far, PatternFacts other) {
  if (so_far.exact && other.exact && so_far.exact->size() + other.exact->size() <= kMostListed) {
    so_far.exact->insert(so_far.exact->end(), other.exact->begin(), other.exact->end());
  } else {
    settle(so_far);
    settle(other);
    so_far.claims = either_claims(std::move(so_far.claims), other.claims);
  }
  so_far.nullable = so_far.nullable || other.nullable;
  so_far.least = std::min(so_far.least, other.least);
  so_far.most = std::max(so_far.most, other.most);
  so_far.first.add(other.first);
  so_far.last.add(other.last);
  so_far.only_digits = so_far.only_digits && other.only_digits;
  so_far.digits_first = std::min(so_far.digits_first, other.digits_first);
  so_far.digits_last = std::min(so_far.digits_last, other.digits_last);
  so_far.digits = std::min(so_far.digits, other.digits);
  so_far.only_alnum = so_far.only_alnum && other.only_alnum;
  so_far.alnum_first = std::min(so_far.alnum_first, other.alnum_first);
  so_far.alnum_last = std::min(so_far.alnum_last, other.alnum_last);
  so_far.folded = so_far.folded || other.folded;
}

PatternFacts repeated(PatternFacts one, std::uint32_t least, std::uint32_t most) {
  PatternFacts facts;
  facts.nullable = one.nullable || least == 0;
  facts.least = at_least(std::uint64_t{one.least} * least);
  facts.most = at_most(std::uint64_t{one.most} * most);
  facts.first = one.first;
  facts.last = one.last;
  facts.only_digits = one.only_digits;
  facts.only_alnum = one.only_alnum;
  facts.folded = one.folded;
  facts.exact = powers(one.exact, least, most);
  if (least == 0) return facts;
  facts.digits_first = one.only_digits ? facts.least : one.digits_first;
  facts.digits_last = one.only_digits ? facts.least : one.digits_last;
  facts.digits = at_least(std::uint64_t{one.digits} * least);
  facts.alnum_first = one.only_alnum ? facts.least : one.alnum_first;
  facts.alnum_last = one.only_alnum ? facts.least : one.alnum_last;
  if (facts.exact) return facts;
  settle(one);
  facts.claims = std::move(one.claims);
  if (one.only_digits && facts.least > 0) keep(facts.claims, digit_run_of(facts.least));
  if (one.only_alnum) keep(facts.claims, alnum_run_of(facts.least, one.folded));
  if (least >= 2 && !one.nullable) {
    if (one.digits_last + one.digits_first > 0) {
      keep(facts.claims, digit_run_of(one.digits_last + one.digits_first));
    }
    keep(facts.claims, alnum_run_of(one.alnum_last + one.alnum_first, one.folded));
    keep(facts.claims, pairs_of(one.last, one.first));
  }
  return facts;
}

PatternFacts unsettled(const PatternNode& node) {
  switch (node.kind) {
    case PatternNode::Kind::chars:
      return facts_of_chars(node.chars);
    case PatternNode::Kind::repeat:
      return repeated(unsettled(node.kids.front()), node.least, node.most);
    case PatternNode::Kind::sequence: {
      // What is known exactly is put together first: 内 ?部 behind a number is still a word.
      PatternFacts facts;
      PatternFacts word;
      for (const PatternNode& kid : node.kids) {
        PatternFacts next = unsettled(kid);
        if (!is_small(word.exact, next.exact)) {
          facts = joined(std::move(facts), std::move(word));
          word = std::move(next);
        } else {
          word = joined(std::move(word), std::move(next));
        }
      }
      return joined(std::move(facts), std::move(word));
    }
    case PatternNode::Kind::choice: {
      PatternFacts facts = unsettled(node.kids.front());
      for (std::size_t i = 1; i < node.kids.size(); ++i) {
        choose(facts, unsettled(node.kids[i]));
      }
      return facts;
    }
    case PatternNode::Kind::text_start:
    case PatternNode::Kind::text_end:
    case PatternNode::Kind::other_edge:
      return {};
  }
  return {};
}

}  // namespace

PatternFacts facts_of(const PatternNode& node) {
  PatternFacts facts = unsettled(node);
  settle(facts);
  return facts;
}

}  // namespace mishen
