// What was read and what was not, of one draft and of all: a person must be able to see from it how
// much the verdict is worth.
#include <algorithm>
#include <map>
#include <tuple>

#include "scanner/report/terminal.h"

namespace mishen {
namespace {

constexpr std::size_t kToldPlaces = 5;

// Gaps that say the same of different places.
struct GapGroup {
  const DecidedGap* first = nullptr;
  std::size_t count = 0;
  std::vector<std::string> places;  // the first kToldPlaces that can be told, each once
};

std::vector<GapGroup> group_gaps(const Review& review, const TerminalPen& pen) {
  std::map<std::tuple<bool, GapCause, std::string>, std::size_t> group_of;
  std::vector<GapGroup> groups;
  for (const DecidedGap& decided : review.gaps) {
    const auto [known, fresh] = group_of.emplace(
        std::tuple{decided.accepted, decided.gap.cause, gap_text(pen.language, decided.gap)},
        groups.size());
    if (fresh) groups.push_back({&decided, 0, {}});
    GapGroup& group = groups[known->second];
    ++group.count;
    const std::string at = place_of_gap(decided.gap, pen.language);
    const bool told = std::find(group.places.begin(), group.places.end(), at) != group.places.end();
    if (!at.empty() && !told && group.places.size() < kToldPlaces) group.places.push_back(at);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const GapGroup& a, const GapGroup& b) {
    return !a.first->accepted && b.first->accepted;
  });
  return groups;
}

std::string places_of(const GapGroup& group, const TerminalPen& pen) {
  std::string out;
  for (const std::string& at : group.places) {
    if (!out.empty()) out += pen.word("report.list-separator");
    out += at;
  }
  const bool more = group.count > group.places.size() && !group.places.empty();
  return more ? pen.word("report.and-more", {{"list", out}}) : out;
}

std::string coverage_sentence(const Totals& totals, const TerminalPen& pen) {
  const std::string between = pen.language == Language::zh_cn ? "" : " ";
  std::string out = pen.word(totals.pages > 0 ? "report.coverage-pages" : "report.coverage",
                             {{"pages", std::to_string(totals.pages)},
                              {"passages", std::to_string(totals.passages)},
                              {"characters", std::to_string(totals.characters)}});
  if (totals.unmapped > 0) {
    out += between +
           pen.word("report.coverage-unmapped", {{"unmapped", std::to_string(totals.unmapped)}});
  }
  if (totals.pictures > 0) {
    out += between +
           pen.word("report.coverage-pictures", {{"pictures", std::to_string(totals.pictures)}});
  }
  return out;
}

std::string count(std::size_t number) { return std::to_string(number); }

}  // namespace

void write_gaps(const Review& review, const TerminalPen& pen) {
  for (const GapGroup& group : group_gaps(review, pen)) {
    const bool accepted = group.first->accepted;
    const char* head = accepted ? "report.gap-accepted" : "report.gap-open";
    const std::string places = places_of(group, pen);
    pen.sheet.blank();
    pen.sheet.paragraph(
        0, kDetailIndent,
        {{accepted ? "[-] " : "[~] ", accepted ? Ink::faint : Ink::review},
         {pen.word(head, {{"count", count(group.count)}}), accepted ? Ink::faint : Ink::review},
         {places.empty() ? "" : "  " + places}});
    pen.sheet.paragraph(kDetailIndent, kDetailIndent, {{gap_text(pen.language, group.first->gap)}});
  }
}

void write_coverage(const Review& review, const TerminalPen& pen) {
  pen.sheet.blank();
  pen.sheet.paragraph(kDetailIndent, kDetailIndent,
                      {{coverage_sentence(totals({&review, 1}), pen), Ink::faint}});
}

void write_summary(std::span<const Review> reviews, Verdict verdict, const TerminalPen& pen) {
  const Totals all = totals(reviews);
  pen.sheet.rule();
  pen.sheet.paragraph(0, kDetailIndent, {verdict_piece(verdict, pen.language)});
  pen.sheet.paragraph(
      0, kDetailIndent,
      {{pen.word("report.drafts", {{"count", count(all.drafts)},
                                   {"clear", count(all.of(Verdict::clear))},
                                   {"held", count(all.of(Verdict::held))},
                                   {"incomplete", count(all.of(Verdict::incomplete))}})}});
  pen.sheet.paragraph(0, kDetailIndent,
                      {{pen.word("report.counts", {{"block", count(all.of(Severity::block))},
                                                   {"review", count(all.of(Severity::review))},
                                                   {"notice", count(all.of(Severity::notice))}})}});
  pen.sheet.paragraph(0, kDetailIndent,
                      {{pen.word("report.gaps", {{"open", count(all.gaps_open)},
                                                 {"accepted", count(all.gaps_accepted)}})}});
  pen.sheet.paragraph(0, kDetailIndent, {{coverage_sentence(all, pen)}});
  for (const Verdict met : {Verdict::held, Verdict::incomplete, Verdict::clear}) {
    if (all.of(met) == 0 && met != verdict) continue;
    pen.sheet.paragraph(0, kDetailIndent, {{pen.word("report.meaning-" + std::string(name(met)))}});
  }
}

}  // namespace mishen
