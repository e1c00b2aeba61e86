#include "scanner/judge/traces.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/judge/lines.h"
#include "scanner/judge/score.h"
#include "scanner/judge/scrub.h"

namespace mishen {
namespace {

// Bytes of a trace's text that are shown or told apart by: a comment may be a book.
constexpr std::size_t kReach = 480;
constexpr std::size_t kMostAuthors = 10;
constexpr MaskShape kOpen{0, 0, true};

const Trace& trace_of(const Document& document, const TraceHit& hit) {
  return document.passages[hit.passage].traces[hit.trace];
}

std::string_view text_of(const Document& document, const SourcePiece& piece) {
  return std::string_view(document.passages[piece.passage].text)
      .substr(piece.span.begin, piece.span.size());
}

// The start of `piece`, kReach bytes at most.
SourcePiece start_of(const Document& document, SourcePiece piece) {
  piece.span.end =
      piece.span.begin + static_cast<std::uint32_t>(head(text_of(document, piece), kReach).size());
  return piece;
}

std::string masked_text(const Document& document, const SourcePiece& piece, const MaskShape& shape,
                        const ExcerptMaker& excerpts) {
  if (!shape.open) return shown(text_of(document, piece), shape);
  const SourcePiece start = start_of(document, piece);
  std::string text(trim(excerpts.render(start)));
  if (start.span.end < piece.span.end) text += "…";
  return without_middle(std::move(text));
}

// What of a member makes it another one.
std::string tell_tale(const Document& document, const TraceHit& hit, const JudgeOptions& options,
                      const ExcerptMaker& excerpts) {
  const SourcePiece piece = piece_of(document, hit);
  const SourcePiece start = start_of(document, piece);
  const Trace& trace = trace_of(document, hit);
  std::string tale(name(trace.kind));
  tale += '\n' + trace.what + '\n' + std::to_string(utf8::length(text_of(document, piece))) + '\n';
  // Without a key whoever has the id could try all numbers that may stand there.
  tale += options.key.present() ? std::string(text_of(document, start)) : excerpts.render(start);
  return tale;
}

std::string id_of(const TraceGroup& group, const Rule& rule, const Document& document,
                  const JudgeOptions& options, const FindingMakers& makers) {
  const std::string full_id = rule.full_id();
  if (rule.each && group.hits.size() == 1) {
    const TraceHit& hit = group.hits.front();
    return makers.ids.make(full_id, tell_tale(document, hit, options, makers.excerpts), kOpen,
                           local_context(document, piece_of(document, hit)));
  }
  std::vector<std::string> members;
  members.reserve(group.hits.size());
  for (const TraceHit& hit : group.hits) {
    members.push_back(
        makers.ids.member(full_id, tell_tale(document, hit, options, makers.excerpts)));
  }
  std::sort(members.begin(), members.end());
  std::string all;
  for (const std::string& member : members) all += member;
  return makers.ids.make(full_id, all, kOpen, "");
}

// "2026-03-01" of "2026-03-01T10:00:00Z" and of "D:20260301100000+08'00'"; nothing of anything
// else, so that no other number gets out as a date.
std::optional<std::string> day_of(std::string_view date) {
  if (date.starts_with("D:")) date.remove_prefix(2);
  std::string digits;
  for (const char c : date.substr(0, 10)) {
    if (c >= '0' && c <= '9') digits += c;
    if (c == '-' && digits.size() != 4 && digits.size() != 6) return std::nullopt;
  }
  if (digits.size() < 8) return std::nullopt;
  const std::string year = digits.substr(0, 4);
  const std::string month = digits.substr(4, 2);
  const std::string day = digits.substr(6, 2);
  if (year < "1970" || year > "2199" || month < "01" || month > "12" || day < "01" || day > "31") {
    return std::nullopt;
  }
  return year + "-" + month + "-" + day;
}

// Part of an attribute's name: a word of the format's own, or "other".
std::string word_of(std::string_view what) {
  const bool word = what.size() <= 40 && std::all_of(what.begin(), what.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                    });
  return word ? std::string(what) : "other";
}

using Attributes = std::vector<std::pair<std::string, std::string>>;

// How many of what, by whom, from when to when.
Attributes attributes_of(const TraceGroup& group, const Document& document) {
  std::map<std::string, std::size_t> counts;
  std::vector<std::string> authors;
  bool more_authors = false;
  std::optional<std::string> first;
  std::optional<std::string> last;
  for (const TraceHit& hit : group.hits) {
    const Trace& trace = trace_of(document, hit);
    if (!trace.what.empty()) ++counts[word_of(trace.what)];
    if (const std::string author = without_middle(scrub(trace.author));
        !author.empty() && std::find(authors.begin(), authors.end(), author) == authors.end()) {
      authors.size() < kMostAuthors ? authors.push_back(author) : void(more_authors = true);
    }
    const std::optional<std::string> day = day_of(trace.date);
    if (day && (!first || *day < *first)) first = day;
    if (day && (!last || *day > *last)) last = day;
  }
  Attributes out;
  for (const auto& [what, count] : counts) out.emplace_back("count-" + what, std::to_string(count));
  std::string names;
  for (const std::string& author : authors) names += (names.empty() ? "" : ", ") + author;
  if (more_authors) names += ", …";
  if (!names.empty()) out.emplace_back("authors", std::move(names));
  if (first) out.emplace_back("first-date", *first);
  if (last && *last != *first) out.emplace_back("last-date", *last);
  return out;
}

// One reason a kind; the first carries what the rule says a trace is worth.
std::vector<Reason> reasons_of(const TraceGroup& group, const Document& document, int points) {
  std::array<bool, kTraceKindCount> told{};
  std::vector<Reason> reasons;
  for (const TraceHit& hit : group.hits) {
    const TraceKind kind = trace_of(document, hit).kind;
    if (std::exchange(told[static_cast<std::size_t>(kind)], true)) continue;
    reasons.push_back({"trace-" + std::string(name(kind)), reasons.empty() ? points : 0, {}});
  }
  return reasons;
}

// Gives `rule` one more trace.
void put(const Rule& rule, std::uint32_t index, const TraceHit& hit,
         std::vector<TraceGroup>& groups) {
  const bool joins = rule.each ? groups.size() >= kMostListedPlaces : !groups.empty();
  if (!joins) groups.push_back({index, {}});
  groups.back().hits.push_back(hit);
}

}  // namespace

std::vector<TraceGroup> gather_traces(const Document& document, const Rulebook& book) {
  std::array<std::vector<std::uint32_t>, kTraceKindCount> wanted;
  for (std::uint32_t i = 0; i < book.rules.size(); ++i) {
    for (const TraceKind kind : book.rules[i].traces) {
      wanted[static_cast<std::size_t>(kind)].push_back(i);
    }
  }
  std::map<std::uint32_t, std::vector<TraceGroup>> by_rule;
  for (std::uint32_t p = 0; p < document.passages.size(); ++p) {
    const std::vector<Trace>& traces = document.passages[p].traces;
    for (std::uint32_t t = 0; t < traces.size(); ++t) {
      for (const std::uint32_t rule : wanted[static_cast<std::size_t>(traces[t].kind)]) {
        put(book.rules[rule], rule, {p, t}, by_rule[rule]);
      }
    }
  }
  std::vector<TraceGroup> out;
  for (auto& [rule, groups] : by_rule) std::move(groups.begin(), groups.end(), back_inserter(out));
  return out;
}

SourcePiece piece_of(const Document& document, const TraceHit& hit) {
  const std::string_view text = document.passages[hit.passage].text;
  const auto size = static_cast<std::uint32_t>(text.size());
  const SourceSpan span = trace_of(document, hit).span;
  if (span.empty()) return {hit.passage, {0, size}};
  const std::uint32_t begin = floor_to_code_point(text, std::min(span.begin, size));
  const std::uint32_t end = ceil_to_code_point(text, std::min(span.end, size));
  return {hit.passage, {begin, std::max(begin, end)}};
}

const TraceHit& spokesman(const Document& document, const TraceGroup& group) {
  const auto speaks = [&](const TraceHit& hit) {
    return !trim(head(text_of(document, piece_of(document, hit)), kReach)).empty();
  };
  const auto first = std::find_if(group.hits.begin(), group.hits.end(), speaks);
  return first == group.hits.end() ? group.hits.front() : *first;
}

Finding tell(const TraceGroup& group, const Document& document, const Rulebook& book,
             const JudgeOptions& options, const FindingMakers& makers) {
  const Rule& rule = book.rules[group.rule];
  const SourcePiece piece = piece_of(document, spokesman(document, group));
  Finding finding;
  finding.rule = rule.full_id();
  finding.id = id_of(group, rule, document, options, makers);
  finding.reasons = reasons_of(group, document, rule.points);
  finding.points = total(finding.reasons);
  // A rule whose points are not enough for a finding is told all the same: the thing is there.
  finding.likelihood = likelihood(finding.points).value_or(Likelihood::possible);
  finding.places.push_back(makers.places.make(piece));
  finding.group.count = group.hits.size();
  for (std::size_t i = 0; group.hits.size() > 1 && i < group.hits.size(); ++i) {
    if (i == kMostListedPlaces) break;
    finding.group.places.push_back(makers.places.make(piece_of(document, group.hits[i])));
  }
  if (options.reveal) finding.value = Secret(std::string(text_of(document, piece)));
  finding.masked = masked_text(document, piece, rule.mask, makers.excerpts);
  Excerpt excerpt = makers.excerpts.make(piece, finding.masked);
  finding.excerpt = std::move(excerpt.text);
  finding.excerpt_begin = excerpt.begin;
  finding.excerpt_end = excerpt.end;
  finding.attributes = attributes_of(group, document);
  return finding;
}

}  // namespace mishen
