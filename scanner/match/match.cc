#include "scanner/match/match.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

#include "scanner/base/utf8.h"
#include "scanner/match/words.h"

namespace mishen {
namespace {

using re2::RE2;
using re2::StringPiece;

struct Place {
  std::size_t begin;
  std::size_t end;
};

StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

std::size_t after(std::string_view text, std::size_t offset) {
  return offset + utf8::decode(text, offset).bytes;
}

std::size_t before(std::string_view text, std::size_t offset) {
  return offset - utf8::decode_before(text, offset).bytes;
}

// The same bytes with each that is no part of UTF-8 replaced, so that offsets stay.
std::string repair(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded c = utf8::decode(text, i);
    if (c.code_point == utf8::kReplacement && c.bytes == 1) out[i] = '\x1A';
    i += c.bytes;
  }
  return out;
}

std::optional<Place> search(const RE2& regex, std::string_view text, std::size_t from) {
  StringPiece hit;
  if (!regex.Match(piece(text), from, text.size(), RE2::UNANCHORED, &hit, 1)) return std::nullopt;
  const auto begin = static_cast<std::size_t>(hit.data() - text.data());
  return Place{begin, begin + hit.size()};
}

bool is_edge_character(char c, Edges edges) {
  const bool digit = c >= '0' && c <= '9';
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return digit || (letter && edges == Edges::alnum);
}

// The longest hit at the very start of the text that has a good edge behind it.
std::optional<Place> at_start(const RE2& regex, std::string_view text, Edges edges) {
  std::size_t limit = text.size();
  StringPiece hit;
  while (limit > 0 && regex.Match(piece(text), 0, limit, RE2::ANCHOR_START, &hit, 1)) {
    std::size_t end = hit.size();
    if (end == text.size() || !is_edge_character(text[end], edges)) return Place{0, end};
    // No shorter hit can end within this run of digits (or letters) either.
    while (end > 0 && is_edge_character(text[end], edges)) --end;
    limit = end;
  }
  return std::nullopt;
}

// What of a hit with its edges is the hit itself: all but one code point on either side; at the
// text's end the pattern may reach to the end itself, and the longer hit counts.
Place without_edges(const RE2& regex, std::string_view text, Place edged) {
  const std::size_t begin = after(text, edged.begin);
  const bool to_the_end = edged.end == text.size() &&
                          regex.Match(piece(text), begin, edged.end, RE2::ANCHOR_BOTH, nullptr, 0);
  return {begin, to_the_end ? edged.end : before(text, edged.end)};
}

}  // namespace

void patterns_to_search(const PatternGroup& group, const SetAnswer& answer,
                        std::vector<std::uint32_t>& out) {
  out.clear();
  if (!answer.any && answer.fault != RE2::Set::kNoError) {
    out = group.patterns;
    return;
  }
  std::set_intersection(group.patterns.begin(), group.patterns.end(), answer.hits.begin(),
                        answer.hits.end(), std::back_inserter(out));
}

void Matcher::ask_set(std::string_view text) {
  RE2::Set::ErrorInfo fault{RE2::Set::kNoError};
  answer_.hits.clear();
  answer_.any = rules_->set().Match(piece(text), &answer_.hits, &fault);
  answer_.fault = fault.kind;
  std::sort(answer_.hits.begin(), answer_.hits.end());
  ++work_.searches;
  work_.bytes += text.size();
}

bool Matcher::keep(std::uint32_t pattern, std::size_t begin, std::size_t end, std::size_t budget) {
  if (found_.size() >= budget) return false;
  const NormSpan span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  found_.push_back({rules_->patterns()[pattern].rule, pattern, span});
  return true;
}

bool Matcher::find_places(std::uint32_t pattern, std::string_view text, std::size_t budget) {
  const CompiledPattern& compiled = rules_->patterns()[pattern];
  std::size_t from = 0;
  if (compiled.edged) {
    const Edges edges = rules_->rule(compiled.rule).edges;
    if (const std::optional<Place> first = at_start(*compiled.regex, text, edges)) {
      if (!keep(pattern, first->begin, first->end, budget)) return false;
      from = before(text, first->end);
    }
  }
  while (from < text.size()) {
    const std::optional<Place> hit =
        search(compiled.edged ? *compiled.edged : *compiled.regex, text, from);
    ++work_.searches;
    work_.bytes += (hit ? hit->end : text.size()) - from;
    if (!hit) return true;
    const Place place = compiled.edged ? without_edges(*compiled.regex, text, *hit) : *hit;
    if (!keep(pattern, place.begin, place.end, budget)) return false;
    // The last code point of this hit may be the next one's edge.
    from = compiled.edged ? before(text, place.end) : place.end;
  }
  return true;
}

bool Matcher::match(const Reading& reading, std::size_t budget, std::vector<Candidate>& out) {
  const std::size_t first = out.size();
  const bool all = match_patterns(reading, budget, out);
  if (rules_->words() == nullptr) return all;
  const std::size_t middle = out.size();
  const bool all_words = find_words(*rules_, reading, budget - (middle - first), out);
  const auto at = [&](std::size_t index) {
    return out.begin() + static_cast<std::ptrdiff_t>(index);
  };
  std::inplace_merge(at(first), at(middle), out.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.span.begin, a.span.end, a.rule) <
           std::tuple(b.span.begin, b.span.end, b.rule);
  });
  return all && all_words;
}

bool Matcher::match_patterns(const Reading& reading, std::size_t budget,
                             std::vector<Candidate>& out) {
  const PatternGroup& group = rules_->group(reading.kind);
  std::string_view text = reading.text;
  if (group.patterns.empty() || text.empty() || !group.gate->open(text)) return true;
  if (!utf8::is_valid(text)) {
    repaired_ = repair(text);
    text = repaired_;
  }
  ask_set(text);
  patterns_to_search(group, answer_, patterns_);
  found_.clear();
  bool all = true;
  for (const std::uint32_t pattern : patterns_) all = find_places(pattern, text, budget) && all;
  const auto key = [](const Candidate& c) { return std::tuple(c.span.begin, c.span.end, c.rule); };
  std::sort(found_.begin(), found_.end(), [&](const Candidate& a, const Candidate& b) {
    return std::tuple(key(a), a.pattern) < std::tuple(key(b), b.pattern);
  });
  const auto last =
      std::unique(found_.begin(), found_.end(),
                  [&](const Candidate& a, const Candidate& b) { return key(a) == key(b); });
  out.insert(out.end(), found_.begin(), last);
  return all;
}

}  // namespace mishen
