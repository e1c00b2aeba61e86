#include "scanner/policy/decisions.h"

namespace mishen {

ApplyingDecisions::ApplyingDecisions(const Decisions& decisions)
    : decisions_(decisions), left_(decisions.baseline.known) {
  report_.baseline = decisions.baseline.count();
  for (std::size_t i = 0; i < decisions.waivers.size(); ++i) {
    report_.waivers.push_back({decisions.waivers[i], 0, {}});
    by_finding_.emplace(decisions.waivers[i].finding, i);
  }
}

void ApplyingDecisions::apply(Review& review) {
  for (DecidedFinding& decided : review.findings) {
    if (!decided.rule_known) continue;
    ask_waivers(decided, review);
    // What a person decided needs no baseline; what holds nothing needs neither.
    if (decided.holds) ask_baseline(decided, review);
  }
  settle(review);
}

void ApplyingDecisions::ask_waivers(DecidedFinding& decided, const Review& review) {
  const auto [begin, end] = by_finding_.equal_range(decided.finding.id);
  for (auto it = begin; it != end; ++it) {
    WaiverUse& use = report_.waivers[it->second];
    const WaiverCase facts{decided.finding.masked, decided.severity, review.sha256,
                           decisions_.today, decisions_.keyed};
    const std::optional<WaiverFault> fault = fault_of(use.waiver, decisions_.rules, facts);
    if (!fault) {
      ++use.findings;
      decided.holds = false;
      decided.waiver = AppliedWaiver{use.waiver, {}};
      return;
    }
    use.fault = fault;
    if (!decided.waiver) decided.waiver = AppliedWaiver{use.waiver, fault};
  }
}

void ApplyingDecisions::ask_baseline(DecidedFinding& decided, const Review& review) {
  for (const std::string& draft : {std::string(), "sha256:" + review.sha256}) {
    // Without a key an id is no proof that it is the same value.
    if (draft.empty() && !decisions_.keyed) continue;
    const auto known = left_.find({decided.finding.id, draft});
    if (known == left_.end() || known->second == 0) continue;
    --known->second;
    ++report_.baseline_seen;
    decided.in_baseline = true;
    decided.holds = false;
    return;
  }
}

DecisionReport apply_decisions(std::span<Review> reviews, const Decisions& decisions) {
  ApplyingDecisions applying(decisions);
  for (Review& review : reviews) applying.apply(review);
  return applying.report();
}

void forget_decisions(Review& review) {
  for (DecidedFinding& decided : review.findings) {
    decided.holds = decided.weighs;
    decided.in_baseline = false;
    decided.waiver.reset();
  }
  settle(review);
}

}  // namespace mishen
