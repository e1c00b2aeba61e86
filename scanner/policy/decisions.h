// What people decided about the findings of a run: waivers and the baseline, applied to reviews.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/policy/baseline.h"
#include "scanner/policy/policy.h"
#include "scanner/policy/waiver.h"

namespace mishen {

struct Decisions {
  std::vector<Waiver> waivers;
  WaiverRules rules;
  Baseline baseline;
  std::string today;   // "2026-11-26"
  bool keyed = false;  // ids are made with the project's key
};

// What became of one waiver in a run.
struct WaiverUse {
  Waiver waiver;
  std::uint64_t findings = 0;        // it let stand
  std::optional<WaiverFault> fault;  // why it did not, for some finding it names
  // In no draft of this run was there a finding it names. Over a whole repository it can go.
  [[nodiscard]] bool unused() const { return findings == 0 && !fault; }
};

struct DecisionReport {
  std::vector<WaiverUse> waivers;   // in the order of `Decisions::waivers`
  std::uint64_t baseline = 0;       // findings the baseline has
  std::uint64_t baseline_seen = 0;  // of them in this run
};

// Marks what waivers and baseline let stand and settles each review anew. A finding of a rule that
// is not in the packs of the review is never let stand.
class ApplyingDecisions {
 public:
  // `decisions` must outlive it.
  explicit ApplyingDecisions(const Decisions& decisions);

  // The next review, in the order of the drafts, whatever the order of workers: what the baseline
  // has left depends on it. `review` has none applied yet.
  void apply(Review& review);

  // What became of them in all reviews so far.
  [[nodiscard]] const DecisionReport& report() const { return report_; }

 private:
  void ask_waivers(DecidedFinding& decided, const Review& review);
  void ask_baseline(DecidedFinding& decided, const Review& review);

  const Decisions& decisions_;
  std::map<Baseline::Key, std::uint64_t> left_;
  std::multimap<std::string_view, std::size_t> by_finding_;  // places in `decisions_.waivers`
  DecisionReport report_;
};

// The same for all reviews at once.
DecisionReport apply_decisions(std::span<Review> reviews, const Decisions& decisions);

// Takes back what apply_decisions() did.
void forget_decisions(Review& review);

}  // namespace mishen
