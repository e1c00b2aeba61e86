#include "scanner/policy/policy.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "scanner/judge/score.h"
#include "scanner/rulebook/rule_index.h"

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

// What settle() counts on its way; the clauses are made from nothing else.
struct Tally {
  std::map<Severity, std::size_t> holding;
  std::size_t told = 0;
  std::size_t waived = 0;
  std::size_t in_baseline = 0;
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

Tally tally_of(const Review& review) {
  Tally tally;
  for (const DecidedFinding& decided : review.findings) {
    if (!decided.rule_known) ++tally.unknown_rule;
    if (decided.holds) {
      ++tally.holding[decided.severity];
    } else if (!decided.weighs) {
      ++tally.told;
    } else {
      ++(decided.in_baseline ? tally.in_baseline : tally.waived);
    }
  }
  for (const DecidedGap& gap : review.gaps)
    ++(gap.accepted ? tally.accepted_gaps : tally.open_gaps);
  // An empty document and one whose reader saw nothing look the same from here, and accepting every
  // gap does not make an unread draft a read one.
  tally.nothing_read = review.coverage.passages == 0 || review.coverage.characters == 0;
  return tally;
}

void decide_findings(std::vector<Finding> findings, const Rulebook& rules, const Policy& policy,
                     Review& review) {
  const RuleIndex index(&rules);
  std::vector<std::uint32_t> number_of = {0};  // in the review, of each finding from 1
  for (Finding& finding : findings) {
    if (finding.likelihood < policy.min_likelihood) {
      ++review.unlisted;
      number_of.push_back(0);
      continue;
    }
    number_of.push_back(static_cast<std::uint32_t>(review.findings.size() + 1));
    DecidedFinding decided;
    const Rule* const rule = index.find(finding.rule);
    if (rule == nullptr) {
      // Nobody can say what it weighs, so it weighs the most and holds whatever the policy says.
      decided.rule_known = false;
      decided.severity = Severity::block;
      decided.weighs = true;
    } else {
      decided.severity = severity(rule->severity(policy.profile), finding.likelihood, finding.cap);
      decided.weighs = policy.hold_on.contains(decided.severity);
    }
    decided.holds = decided.weighs;
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

void decide_gaps(std::vector<Gap> gaps, const Policy& policy, Review& review) {
  for (Gap& gap : gaps) {
    const bool accepted = policy.accepted_gaps.contains(gap.cause);
    review.gaps.push_back({std::move(gap), accepted});
  }
}

// The rules of the pack cn-disclosure say with each finding what the draft states of itself.
constexpr std::string_view kAttribute = "openness";

bool states_attribute(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return std::any_of(finding.attributes.begin(), finding.attributes.end(),
                       [](const auto& attribute) { return attribute.first == kAttribute; });
  });
}

std::vector<Message> clauses(const Tally& tally, std::uint64_t unlisted) {
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
  add("clause.waived", tally.waived);
  add("clause.in-baseline", tally.in_baseline);
  add("clause.gaps-accepted", tally.accepted_gaps);
  add("clause.told", tally.told);
  add("clause.below-likelihood", unlisted);
  if (tally.verdict() == Verdict::clear) {
    const bool stands = tally.waived + tally.in_baseline > 0;
    out.push_back({stands ? "clause.clear-decided" : "clause.clear", {}});
  }
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
  review.format = std::move(examination.format);
  review.profile = policy.profile;
  review.view = std::move(examination.view);
  if (policy.attribute_required && !states_attribute(examination.findings)) {
    examination.coverage.gaps.push_back(
        {GapCause::attribute_missing, {}, {"gap.attribute-missing", {}}});
  }
  decide_findings(std::move(examination.findings), rules, policy, review);
  decide_gaps(std::exchange(examination.coverage.gaps, {}), policy, review);
  review.coverage = std::move(examination.coverage);
  settle(review);
  return review;
}

void settle(Review& review) {
  const Tally tally = tally_of(review);
  review.verdict = tally.verdict();
  review.clauses = clauses(tally, review.unlisted);
}

Verdict overall(std::span<const Review> reviews) {
  std::set<Verdict> met;
  for (const Review& review : reviews) met.insert(review.verdict);
  return overall(met);
}

Verdict overall(const std::set<Verdict>& met) {
  if (met.contains(Verdict::held)) return Verdict::held;
  if (met.empty() || met.contains(Verdict::incomplete)) return Verdict::incomplete;
  return Verdict::clear;
}

}  // namespace mishen
