#include "scanner/report/facts.h"

#include <array>
#include <tuple>
#include <utility>

#include "scanner/report/report.h"

namespace mishen {
namespace {

// Arguments that are numbers of mishen's own making.
constexpr std::array kOwnNumbers = {"limit", "count", "bytes", "object", "offset", "status"};

Message with_names_masked(Message message) {
  for (auto& [key, value] : message.args) {
    bool own = false;
    for (const std::string_view name : kOwnNumbers) own = own || key == name;
    if (!own) value = mask_digit_runs(value);
  }
  return message;
}

template <class Key>
std::size_t count_of(const std::map<Key, std::size_t>& counts, Key key) {
  const auto at = counts.find(key);
  return at == counts.end() ? 0 : at->second;
}

}  // namespace

const std::string& in(Language language, const Words& words) {
  return language == Language::zh_cn ? words.zh_cn : words.en;
}

std::size_t Totals::of(Verdict verdict) const { return count_of(verdicts, verdict); }
std::size_t Totals::of(Severity severity) const { return count_of(severities, severity); }

Verdict verdict_of(std::span<const Review> reviews, const ReportContext& context) {
  return reviews.empty() && context.nothing_new ? Verdict::clear : overall(reviews);
}

Totals totals(std::span<const Review> reviews) {
  Totals out;
  out.drafts = reviews.size();
  for (const Review& review : reviews) {
    ++out.verdicts[review.verdict];
    for (const DecidedFinding& decided : review.findings) ++out.severities[decided.severity];
    for (const DecidedGap& decided : review.gaps) {
      ++(decided.accepted ? out.gaps_accepted : out.gaps_open);
    }
    out.passages += review.coverage.passages;
    out.characters += review.coverage.characters;
    out.unmapped += review.coverage.unmapped;
    out.pictures += review.coverage.pictures;
    out.pages += review.coverage.pages.value_or(0);
  }
  return out;
}

std::vector<FindingGroup> group_findings(const Review& review) {
  // What was decided stands apart from what still holds.
  using Key = std::tuple<std::string_view, Severity, Likelihood, Surface, std::uint32_t,
                         std::uint32_t, bool>;
  std::map<Key, std::size_t> group_of;
  std::vector<FindingGroup> groups;
  for (std::size_t i = 0; i < review.findings.size(); ++i) {
    const DecidedFinding& decided = review.findings[i];
    const FindingPlace& at = decided.finding.places.front();
    const Key key{decided.finding.rule, decided.severity, decided.finding.likelihood,
                  at.surface,           at.table,         at.row == 0 ? 0 : at.column,
                  decided.holds};
    const auto [known, fresh] = group_of.emplace(key, groups.size());
    if (fresh) groups.emplace_back();
    groups[known->second].members.push_back(i);
  }
  return groups;
}

std::uint64_t hits_of(const Review& review, const FindingGroup& group) {
  std::uint64_t hits = 0;
  for (const std::size_t member : group.members)
    hits += review.findings[member].finding.group.count;
  return hits;
}

std::string reason_text(Language language, const Reason& reason) {
  return text(language, with_names_masked({"reason." + reason.id, reason.args}));
}

std::string gap_text(Language language, const Gap& gap) {
  return text(language, with_names_masked(gap.detail));
}

std::string decision_text(const DecidedFinding& decided, Language language) {
  if (decided.in_baseline) return text(language, "decision.in-baseline");
  if (!decided.waiver) return "";
  const Waiver& waiver = decided.waiver->waiver;
  const std::string who = mask_digit_runs(
      waiver.second.empty()
          ? waiver.who
          : text(language,
                 Message{"decision.two", {{"first", waiver.who}, {"second", waiver.second}}}));
  if (decided.waiver->fault) {
    const std::string fault =
        text(language, "waiver-fault." + std::string(name(*decided.waiver->fault)));
    return text(language, Message{"decision.refused",
                                  {{"who", who}, {"fault", fault}, {"place", waiver.place}}});
  }
  return text(language, Message{waiver.until.empty() ? "decision.waived" : "decision.waived-until",
                                {{"who", who},
                                 {"answer", text(language, "answer." + waiver.answer)},
                                 {"until", waiver.until},
                                 {"reason", mask_digit_runs(waiver.reason)}}});
}

std::string masked_path(const Provenance& where) { return mask_digit_runs(path(where)); }

}  // namespace mishen
