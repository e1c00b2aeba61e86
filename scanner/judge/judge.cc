#include "scanner/judge/judge.h"

#include <algorithm>
#include <tuple>

#include "scanner/judge/column.h"
#include "scanner/judge/excerpt.h"
#include "scanner/judge/ident.h"
#include "scanner/judge/joinable.h"
#include "scanner/judge/outline.h"
#include "scanner/judge/overlap.h"
#include "scanner/judge/place.h"
#include "scanner/judge/screen.h"
#include "scanner/judge/scrub.h"
#include "scanner/judge/together.h"
#include "scanner/judge/traces.h"
#include "scanner/judge/view.h"
#include "scanner/judge/weigh.h"

namespace mishen {
namespace {

std::vector<Weighed> weigh_all(Outline& outline, std::span<const MatchedReading> matched,
                               const CompiledRules& rules, const BoundValidators& validators,
                               std::string_view today) {
  Scales scales(outline, rules, validators, today);
  std::vector<Weighed> weighed;
  const Screened screened = screen(outline.document(), matched, rules.book(), validators);
  for (const Possible& one : screened.possible) {
    if (auto survivor = scales.weigh(*one.reading, one.candidate)) {
      weighed.push_back(std::move(*survivor));
    }
  }
  return weighed;
}

// A validator promises to say nothing sensitive; this holds it to that.
void hold_back(std::vector<std::pair<std::string, std::string>>& said, std::string_view value,
               const MaskShape& shape) {
  if (shape.open) return;
  for (auto& [key, text] : said) {
    if (text.find(value) != std::string::npos) text = mask(text, {0, 0, false});
  }
}

std::string original(const Document& document, const std::vector<SourcePiece>& pieces) {
  std::string text;
  for (const SourcePiece& piece : pieces) {
    text.append(document.passages[piece.passage].text, piece.span.begin, piece.span.size());
  }
  return text;
}

// Winners -> findings, one document at a time.
class Writer {
 public:
  Writer(const Document& document, const Rulebook& book, const JudgeOptions& options)
      : document_(&document),
        book_(&book),
        options_(&options),
        excerpts_(document),
        places_(document),
        ids_(options.key) {}

  [[nodiscard]] std::vector<Finding> write(Settled settled, const std::vector<TraceGroup>& groups) {
    hide(settled, groups);
    std::vector<Placed> placed;
    placed.reserve(settled.winners.size() + groups.size());
    for (Winner& winner : settled.winners) {
      const SourcePiece first = winner.weighed.pieces.front();
      placed.push_back({first, finding_of(std::move(winner))});
    }
    for (const TraceGroup& group : groups) {
      placed.push_back({piece_of(*document_, spokesman(*document_, group)),
                        tell(group, *document_, *book_, *options_, {excerpts_, places_, ids_})});
    }
    std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
      return std::tie(a.first.passage, a.first.span.begin) <
             std::tie(b.first.passage, b.first.span.begin);
    });
    std::vector<Finding> findings;
    findings.reserve(placed.size());
    for (Placed& one : placed) findings.push_back(std::move(one.finding));
    return group_columns(add_together(std::move(findings), *book_, ids_), ids_);
  }

  // After write().
  [[nodiscard]] DraftView view(std::span<const Finding> findings) const {
    return make_view(*document_, findings, excerpts_);
  }

 private:
  struct Placed {
    SourcePiece first;
    Finding finding;
  };

  // Tells the excerpts of everything that no excerpt may show.
  void hide(const Settled& settled, const std::vector<TraceGroup>& groups) {
    for (const Winner& winner : settled.winners) {
      const Weighed& weighed = winner.weighed;
      excerpts_.add(weighed.pieces, shown(weighed.value, book_->rules[weighed.rule].mask));
    }
    for (const Settled::Lost& lost : settled.lost) {
      if (!book_->rules[lost.rule].mask.open) excerpts_.add_lost(lost.piece);
    }
    for (const TraceGroup& group : groups) {
      if (book_->rules[group.rule].mask.open) continue;
      for (const TraceHit& hit : group.hits) excerpts_.add_lost(piece_of(*document_, hit));
    }
    excerpts_.seal();
  }

  Finding finding_of(Winner winner) {
    Weighed& weighed = winner.weighed;
    const Rule& rule = book_->rules[weighed.rule];
    const SourcePiece& first = weighed.pieces.front();
    Finding finding;
    finding.rule = rule.full_id();
    finding.id =
        ids_.make(finding.rule, weighed.value, rule.mask, local_context(*document_, first));
    finding.likelihood = weighed.likelihood;
    finding.points = weighed.points;
    finding.cap = weighed.cap;
    for (const SourcePiece& piece : weighed.pieces) finding.places.push_back(places_.make(piece));
    if (options_->reveal) finding.value = Secret(original(*document_, weighed.pieces));
    finding.masked = shown(weighed.value, rule.mask);
    Excerpt excerpt = excerpts_.make(first, finding.masked);
    finding.excerpt = std::move(excerpt.text);
    finding.excerpt_begin = excerpt.begin;
    finding.excerpt_end = excerpt.end;
    for (Reason& reason : weighed.reasons) hold_back(reason.args, weighed.value, rule.mask);
    finding.reasons = std::move(weighed.reasons);
    for (const std::string_view one : names(weighed.disguises)) finding.disguises.emplace_back(one);
    for (const std::uint32_t lost : winner.also) {
      finding.also.push_back(book_->rules[lost].full_id());
    }
    hold_back(weighed.attributes, weighed.value, rule.mask);
    finding.attributes = std::move(weighed.attributes);
    return finding;
  }

  const Document* document_;
  const Rulebook* book_;
  const JudgeOptions* options_;
  ExcerptMaker excerpts_;
  PlaceMaker places_;
  IdMaker ids_;
};

Settled settled_of(const Document& document, std::span<const MatchedReading> matched,
                   const CompiledRules& rules, const BoundValidators& validators,
                   const JudgeOptions& options) {
  Outline outline(document);
  std::vector<Weighed> weighed = weigh_all(outline, matched, rules, validators, options.today);
  return settle(join_masks(std::move(weighed), document, rules.book()), rules.book());
}

}  // namespace

std::vector<Finding> judge(const Document& document, std::span<const MatchedReading> matched,
                           const CompiledRules& rules, const BoundValidators& validators,
                           const JudgeOptions& options) {
  const std::vector<TraceGroup> traces = gather_traces(document, rules.book());
  if (matched.empty() && traces.empty()) return {};
  Settled settled = settled_of(document, matched, rules, validators, options);
  return Writer(document, rules.book(), options).write(std::move(settled), traces);
}

Judged judge_and_view(const Document& document, std::span<const MatchedReading> matched,
                      const CompiledRules& rules, const BoundValidators& validators,
                      const JudgeOptions& options) {
  const std::vector<TraceGroup> traces = gather_traces(document, rules.book());
  Settled settled = settled_of(document, matched, rules, validators, options);
  Writer writer(document, rules.book(), options);
  Judged judged;
  judged.findings = writer.write(std::move(settled), traces);
  judged.view = writer.view(judged.findings);
  return judged;
}

}  // namespace mishen
