#include "scanner/match/match.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "scanner/base/stages.h"
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

std::optional<Place> search_anywhere(const RE2& regex, std::string_view text, std::size_t from) {
  StringPiece hit;
  if (!regex.Match(piece(text), from, text.size(), RE2::UNANCHORED, &hit, 1)) return std::nullopt;
  const auto begin = static_cast<std::size_t>(hit.data() - text.data());
  return Place{begin, begin + hit.size()};
}

// The longest hit that begins at `begin` and has a good edge behind it.
std::optional<Place> hit_at(const RE2& regex, std::string_view text, std::size_t begin,
                            Edges edges) {
  std::size_t limit = text.size();
  StringPiece hit;
  while (limit > begin && regex.Match(piece(text), begin, limit, RE2::ANCHOR_START, &hit, 1)) {
    std::size_t end = begin + hit.size();
    if (end == text.size() || !is_edge_character(text[end], edges)) return Place{begin, end};
    // No shorter hit can end within this run of digits (or letters) either.
    while (end > begin && is_edge_character(text[end], edges)) --end;
    limit = end;
  }
  return std::nullopt;
}

// What of a hit with its edges is the hit itself: all but one code point on either side; at the
// text's end the pattern may reach to the end itself, and the longer hit counts.
Place without_edges(const RE2& regex, std::string_view text, Place edged, Edges edges) {
  const std::size_t begin = after(text, edged.begin);
  if (edged.end == text.size() && is_edge_character(text.back(), edges)) return {begin, edged.end};
  const bool to_the_end = edged.end == text.size() &&
                          regex.Match(piece(text), begin, edged.end, RE2::ANCHOR_BOTH, nullptr, 0);
  return {begin, to_the_end ? edged.end : before(text, edged.end)};
}

bool edges_hold(std::string_view text, Place hit, Edges edges) {
  return may_begin(text, hit.begin, edges) &&
         (hit.end == text.size() || !is_edge_character(text[hit.end], edges));
}

// Compiles what is about to be searched for where that is timed; else the search itself does.
void compile_timed(const SearchPattern& pattern, bool edged, Stopwatch* watch) {
  const unsigned wanted = edged ? SearchPattern::kEdged : SearchPattern::kPlain;
  if (watch == nullptr || (pattern.compiled() & wanted) != 0) return;
  const Lap lap(watch, DraftStage::compiling);
  (void)(edged ? pattern.edged() : pattern.plain());
}

// The leftmost-longest hit whose edges hold, not before `from`. `failed` is the leftmost-longest
// hit whatever its edges: nothing begins before it.
std::optional<Place> search_edged(const SearchPattern& pattern, std::string_view text, Place failed,
                                  Stopwatch* watch) {
  if (failed.begin == 0) {
    const std::optional<Place> first = hit_at(pattern.plain(), text, 0, pattern.edges());
    if (first) return first;
  }
  compile_timed(pattern, true, watch);
  const std::size_t from = failed.begin == 0 ? 0 : before(text, failed.begin);
  const std::optional<Place> hit = search_anywhere(pattern.edged(), text, from);
  if (!hit) return std::nullopt;
  return without_edges(pattern.plain(), text, *hit, pattern.edges());
}

}  // namespace

void Matcher::choose(ReadingKind kind) {
  wanted_.clear();
  for (const std::uint32_t search : passed_.patterns) {
    for (const std::uint32_t user : rules_->searches()[search].users) {
      if (rules_->patterns()[user].reads(kind)) wanted_.push_back(user);
    }
  }
  std::sort(wanted_.begin(), wanted_.end());
}

std::optional<NormSpan> Matcher::next_hit(const Search& search, std::string_view text,
                                          std::size_t from) {
  constexpr int kMostTries = 4;  // then a search costs no more
  const SearchPattern& pattern = *search.pattern;
  const auto done = [&](std::optional<Place> hit, std::size_t begun,
                        std::size_t otherwise) -> std::optional<NormSpan> {
    ++work_.searches;
    work_.bytes += (hit ? hit->end : otherwise) - begun;
    if (!hit) return std::nullopt;
    return NormSpan{static_cast<std::uint32_t>(hit->begin), static_cast<std::uint32_t>(hit->end)};
  };
  if (search.beginnings.are_few()) {
    for (int tries = 0;; ++tries) {
      from = search.beginnings.next(text, from);
      if (from == std::string_view::npos) return std::nullopt;
      if (tries == kMostTries) break;
      compile_timed(pattern, false, watch_);
      const std::size_t farthest = from + std::min(text.size() - from, search.beginnings.longest());
      const auto hit = done(hit_at(pattern.plain(), text, from, pattern.edges()), from, farthest);
      if (hit) return hit;
      ++from;
    }
  }
  if (search.landmark.is_known()) {
    from = search.landmark.next(text, from);
    if (from == std::string_view::npos) return std::nullopt;
  }
  compile_timed(pattern, false, watch_);
  const std::optional<Place> hit = search_anywhere(pattern.anywhere(), text, from);
  const auto good = done(hit, from, text.size());
  if (!hit || edges_hold(text, *hit, pattern.edges())) return good;
  return done(search_edged(pattern, text, *hit, watch_), hit->begin, text.size());
}

void Matcher::find_places(const Search& search, std::string_view text, std::size_t most) {
  const std::size_t enough = places_.size() + most;
  std::size_t from = 0;
  while (from < text.size() && places_.size() < enough) {
    const std::optional<NormSpan> hit = next_hit(search, text, from);
    if (!hit) return;
    places_.push_back(*hit);
    from = hit->end;
  }
}

bool Matcher::keep_hits(std::uint32_t pattern, std::string_view text, std::size_t budget) {
  const CompiledPattern& compiled = rules_->patterns()[pattern];
  const std::size_t left = budget - found_.size();
  Found& found = searched_[compiled.search];
  if (found.reading != reading_) {
    found = {reading_, places_.size(), 0};
    find_places(rules_->searches()[compiled.search], text, left + 1);
    found.end = places_.size();
  }
  const std::size_t taken = std::min(left, found.end - found.begin);
  for (std::size_t i = found.begin; i < found.begin + taken; ++i) {
    found_.push_back({compiled.rule, pattern, places_[i]});
  }
  return taken == found.end - found.begin;
}

bool Matcher::match(const Reading& reading, std::size_t budget, std::vector<Candidate>& out) {
  const std::size_t first = out.size();
  const CompiledWords* const words = rules_->words();
  const bool for_words = words != nullptr && words->reads(reading.kind);
  if (!for_words && rules_->group(reading.kind).empty()) return true;
  rules_->sieve().sift(reading.text, passed_, for_words);
  const bool all = search_patterns(reading, budget, out);
  if (!for_words) return all;
  const std::size_t middle = out.size();
  const bool all_words = find_words(*rules_, reading, budget - (middle - first), out,
                                    passed_.is_text ? &passed_.beginnings : nullptr);
  if (out.size() == middle) return all && all_words;
  const auto at = [&](std::size_t index) {
    return out.begin() + static_cast<std::ptrdiff_t>(index);
  };
  std::inplace_merge(at(first), at(middle), out.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.span.begin, a.span.end, a.rule) <
           std::tuple(b.span.begin, b.span.end, b.rule);
  });
  return all && all_words;
}

bool Matcher::search_patterns(const Reading& reading, std::size_t budget,
                              std::vector<Candidate>& out) {
  std::string_view text = reading.text;
  choose(reading.kind);
  if (wanted_.empty()) return true;
  if (!passed_.is_text) {
    repaired_ = repair(text);
    text = repaired_;
  }
  ++reading_;
  searched_.resize(rules_->searches().size());
  places_.clear();
  found_.clear();
  bool all = true;
  for (const std::uint32_t pattern : wanted_) all = keep_hits(pattern, text, budget) && all;
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
