#include "scanner/policy/policy.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "scanner/judge/score.h"

namespace mishen {
namespace {

constexpr std::array kSeverities = {Severity::block, Severity::review, Severity::notice};

std::string_view holding_clause(Severity severity) {
  switch (severity) {
    case Severity::notice:
      return "clause.holds-notice";
    case Severity::review:
      return "clause.holds-review";
    case Severity::block:
      return "clause.holds-block";
  }
  return "clause.holds-block";
}

Message counted(std::string_view id, std::size_t count) {
  return {std::string(id), {{"count", std::to_string(count)}}};
}

// The severity of each rule in the profile, by full id.
std::map<std::string, Severity> severities(const Rulebook& rules, Profile profile) {
  std::map<std::string, Severity> out;
  for (const Rule& rule : rules.rules) out.emplace(rule.full_id(), rule.severity(profile));
  return out;
}

// What decide() counts on its way; the clauses are made from nothing else.
struct Tally {
  std::map<Severity, std::size_t> holding;
  std::size_t told = 0;
  std::size_t unlikely = 0;
  std::size_t unknown_rule = 0;
  std::size_t accepted_gaps = 0;
  std::size_t open_gaps = 0;
  bool nothing_read = false;

  [[nodiscard]] Verdict verdict() const {
    if (!holding.empty()) return Verdict::held;
    if (open_gaps > 0 || nothing_read) return Verdict::incomplete;
    return Verdict::clear;
  }
};

void decide_findings(std::vector<Finding> findings, const Rulebook& rules, const Policy& policy,
                     Review& review, Tally& tally) {
  const std::map<std::string, Severity> severity_of = severities(rules, policy.profile);
  std::vector<std::uint32_t> number_of = {0};  // in the review, of each finding from 1
  for (Finding& finding : findings) {
    if (finding.likelihood < policy.min_likelihood) {
      ++tally.unlikely;
      number_of.push_back(0);
      continue;
    }
    number_of.push_back(static_cast<std::uint32_t>(review.findings.size() + 1));
    DecidedFinding decided;
    const auto rule = severity_of.find(finding.rule);
    if (rule == severity_of.end()) {
      // Nobody can say what it weighs, so it weighs the most and holds whatever the policy says.
      ++tally.unknown_rule;
      decided.severity = Severity::block;
      decided.holds = true;
    } else {
      decided.severity = severity(rule->second, finding.likelihood, finding.cap);
      decided.holds = policy.hold_on.contains(decided.severity);
    }
    if (decided.holds) {
      ++tally.holding[decided.severity];
    } else {
      ++tally.told;
    }
    decided.finding = std::move(finding);
    review.findings.push_back(std::move(decided));
  }
  if (!review.view) return;
  for (ViewPassage& passage : review.view->passages) {
    for (ViewBit& bit : passage.bits) {
      bit.finding = bit.finding < number_of.size() ? number_of[bit.finding] : 0;
    }
  }
}

void decide_gaps(std::vector<Gap> gaps, const Policy& policy, Review& review, Tally& tally) {
  for (Gap& gap : gaps) {
    const bool accepted = policy.accepted_gaps.contains(gap.cause);
    ++(accepted ? tally.accepted_gaps : tally.open_gaps);
    review.gaps.push_back({std::move(gap), accepted});
  }
}

std::vector<Message> clauses(const Tally& tally) {
  std::vector<Message> out;
  const auto add = [&](std::string_view id, std::size_t count) {
    if (count > 0) out.push_back(counted(id, count));
  };
  for (const Severity severity : kSeverities) {
    const auto held = tally.holding.find(severity);
    if (held != tally.holding.end()) add(holding_clause(severity), held->second);
  }
  add("clause.unknown-rule", tally.unknown_rule);
  add("clause.gaps-open", tally.open_gaps);
  // An open gap says why nothing was read, and better.
  if (tally.nothing_read && tally.open_gaps == 0) out.push_back({"clause.nothing-read", {}});
  add("clause.gaps-accepted", tally.accepted_gaps);
  add("clause.told", tally.told);
  add("clause.below-likelihood", tally.unlikely);
  if (tally.verdict() == Verdict::clear) out.push_back({"clause.clear", {}});
  return out;
}

}  // namespace

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::clear:
      return "clear";
    case Verdict::held:
      return "held";
    case Verdict::incomplete:
      return "incomplete";
  }
  return "incomplete";
}

Policy default_policy(Profile profile) {
  Policy policy;
  policy.profile = profile;
  if (profile == Profile::internal) policy.hold_on = {Severity::block};
  return policy;
}

Review decide(Examination examination, const Rulebook& rules, const Policy& policy) {
  Review review;
  Tally tally;
  review.format = std::move(examination.format);
  review.view = std::move(examination.view);
  decide_findings(std::move(examination.findings), rules, policy, review, tally);
  decide_gaps(std::exchange(examination.coverage.gaps, {}), policy, review, tally);
  review.coverage = std::move(examination.coverage);
  // An empty document and one whose reader saw nothing look the same from here, and accepting every
  // gap does not make an unread draft a read one.
  tally.nothing_read = review.coverage.passages == 0 || review.coverage.characters == 0;
  review.verdict = tally.verdict();
  review.clauses = clauses(tally);
  return review;
}

Verdict overall(std::span<const Review> reviews) {
  const auto any = [&](Verdict verdict) {
    return std::any_of(reviews.begin(), reviews.end(),
                       [&](const Review& review) { return review.verdict == verdict; });
  };
  if (any(Verdict::held)) return Verdict::held;
  if (reviews.empty() || any(Verdict::incomplete)) return Verdict::incomplete;
  return Verdict::clear;
}

}  // namespace mishen
