#include "scanner/judge/weigh.h"

#include <algorithm>
#include <cstdlib>

#include "scanner/base/utf8.h"
#include "scanner/judge/lines.h"
#include "scanner/judge/score.h"

namespace mishen {
namespace {

// Ways of writing a number or a mark that hide it from a search but not from a reader. Those that
// text processing makes by itself (full width, radicals, wraps) are told, not held against anyone.
constexpr std::pair<Disguise, int> kDisguisePoints[] = {
    {Disguise::full_width, 0},   {Disguise::invisible, 10},   {Disguise::bidi, 10},
    {Disguise::radical, 0},      {Disguise::other_digits, 5}, {Disguise::spacing, 0},
    {Disguise::line_wrap, 0},    {Disguise::numerals, 5},     {Disguise::look_alike, 0},
    {Disguise::star_variant, 0}, {Disguise::cells, 0},        {Disguise::compatibility, 0},
};

// What an alternate reading loses when no validator confirms it, at least.
constexpr int kUnconfirmedPoints = -10;

// Bytes of the cell to the left, or the line above, that can be a label.
constexpr std::size_t kLabelReach = 512;

void add_disguises(Weighed& weighed) {
  for (const auto& [disguise, points] : kDisguisePoints) {
    if (!has(weighed.disguises, disguise)) continue;
    weighed.reasons.push_back({"disguised-" + std::string(names(disguise).front()), points, {}});
  }
}

bool needs_confirmation(ReadingKind kind) {
  return kind != ReadingKind::primary && kind != ReadingKind::line_joined;
}

// Brings the total below kLikely.
void add_doubt(Weighed& weighed) {
  const int over = total(weighed.reasons) - (kLikely - 1);
  weighed.reasons.push_back(
      {"unconfirmed-" + std::string(name(weighed.kind)), std::min(kUnconfirmedPoints, -over), {}});
}

void sort_reasons(std::vector<Reason>& reasons) {
  std::stable_sort(reasons.begin(), reasons.end(), [](const Reason& a, const Reason& b) {
    return std::abs(a.points) > std::abs(b.points);
  });
}

// Nothing but white space stands before `offset` in its line.
bool begins_line(std::string_view text, std::uint32_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t said = trim_end(before).size();
  return said == 0 || before.find('\n', said) != std::string_view::npos;
}

bool ends_in_colon(std::string_view folded) {
  folded = trim_end(folded);
  if (folded.empty()) return false;
  const char32_t last = utf8::decode_before(folded, folded.size()).code_point;
  return last == U':' || last == U'：';
}

}  // namespace

bool Scales::ask_validators(const Reading& reading, const Candidate& candidate, Weighed& weighed,
                            bool& confirmed) {
  const auto validators = validators_->of(candidate.rule);
  if (validators.empty()) return true;
  Hit hit;
  hit.value = weighed.value;
  hit.passage = &outline_->document().passages[weighed.pieces.front().passage];
  hit.context = surround_.at(reading, candidate.span, weighed.pieces);
  hit.context.today = today_;
  hit.reading = reading.kind;
  hit.notes = notes_of(reading, candidate.span);
  for (const Validator* validator : validators) {
    Assessment assessment = validator->assess(hit);
    if (assessment.standing == Standing::no) return false;
    confirmed |= assessment.standing == Standing::yes;
    std::move(assessment.reasons.begin(), assessment.reasons.end(),
              std::back_inserter(weighed.reasons));
    if (assessment.mask.present()) weighed.mask = std::move(assessment.mask);
    for (auto& attribute : assessment.attributes) {
      const bool known =
          std::any_of(weighed.attributes.begin(), weighed.attributes.end(),
                      [&](const auto& other) { return other.first == attribute.first; });
      if (!known) weighed.attributes.push_back(std::move(attribute));
    }
  }
  return true;
}

// What validators noted at this very span of this reading; candidates of several rules come one
// after the other.
HitNotes* Scales::notes_of(const Reading& reading, NormSpan span) {
  if (noted_ != &reading || noted_span_ != span) {
    notes_.clear();
    noted_ = &reading;
    noted_span_ = span;
  }
  return &notes_;
}

// The label a form puts beside or above a value: the cell to the left, or a line that ends in a
// colon right above the line the value begins.
std::string Scales::label_of(const SourcePiece& first) {
  const std::string beside = outline_->left_cell(first.passage, kLabelReach);
  if (!beside.empty()) return fold(beside);
  const std::string& text = outline_->document().passages[first.passage].text;
  if (!begins_line(text, first.span.begin)) return {};
  const std::uint32_t line = line_at(text, first.span.begin).begin;
  std::string above = fold(tail(outline_->lines_before(first.passage, line).line[0], kLabelReach));
  if (!ends_in_colon(above)) above.clear();
  return above;
}

void Scales::ask_clues(const Reading& reading, const Candidate& candidate, Weighed& weighed) {
  const Rule& rule = rules_->rule(candidate.rule);
  if (rule.clues.empty()) return;
  const ClueBook& book = books_.try_emplace(candidate.rule, rule).first->second;
  const SourcePiece& first = weighed.pieces.front();
  const std::optional<CellPlace>& cell = outline_->document().passages[first.passage].cell;
  const std::string header =
      cell && book.header() ? fold(head(cell->header, kLabelReach)) : std::string();
  ClueVerdict verdict =
      weigh_clues(book, {std::string_view(reading.text).substr(0, candidate.span.begin),
                         std::string_view(reading.text).substr(candidate.span.end),
                         [&] { return label_of(first); }, header});
  std::move(verdict.reasons.begin(), verdict.reasons.end(), std::back_inserter(weighed.reasons));
  weighed.cap = verdict.cap;
}

std::optional<Weighed> Scales::weigh(const Reading& reading, const Candidate& candidate) {
  const Document& document = outline_->document();
  Weighed weighed;
  weighed.rule = candidate.rule;
  weighed.kind = reading.kind;
  weighed.pieces = pieces_of(document, reading, candidate.span);
  if (weighed.pieces.empty()) return std::nullopt;
  weighed.value = reading.text.substr(candidate.span.begin, candidate.span.size());
  weighed.reasons.push_back({"pattern", rules_->rule(candidate.rule).points, {}});
  bool confirmed = false;
  if (!ask_validators(reading, candidate, weighed, confirmed)) return std::nullopt;
  ask_clues(reading, candidate, weighed);
  weighed.disguises = disguises_of(document, reading, candidate.span);
  add_disguises(weighed);
  if (needs_confirmation(reading.kind) && !confirmed) add_doubt(weighed);
  weighed.points = total(weighed.reasons);
  const std::optional<Likelihood> likelihood = mishen::likelihood(weighed.points);
  if (!likelihood) return std::nullopt;
  weighed.likelihood = *likelihood;
  sort_reasons(weighed.reasons);
  return weighed;
}

}  // namespace mishen
