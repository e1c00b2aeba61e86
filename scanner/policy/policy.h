// Findings + Coverage -> Verdict, with the clauses that made it. The only place that knows what may
// go out.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/document/coverage.h"
#include "scanner/document/view.h"
#include "scanner/judge/finding.h"
#include "scanner/policy/waiver.h"
#include "scanner/rulebook/load.h"

namespace mishen {

enum class Verdict : std::uint8_t { clear, held, incomplete };
[[nodiscard]] std::string_view name(Verdict verdict);

struct Policy {
  Profile profile = Profile::external;
  // Severities that hold a draft: external {block, review}, internal {block}.
  std::set<Severity> hold_on = {Severity::block, Severity::review};
  // Gap causes that do not make a draft incomplete; they are counted and shown all the same.
  std::set<GapCause> accepted_gaps = {GapCause::picture_not_read, GapCause::name_mismatch};
  // Findings below are not reported.
  Likelihood min_likelihood = Likelihood::possible;
  // A draft that states no disclosure attribute (公开属性) has the gap `attribute_missing`: nobody
  // has decided yet whether it may be published (政府信息公开条例第十七条).
  bool attribute_required = false;
};
[[nodiscard]] Policy default_policy(Profile profile);

// What the worker found out about one draft.
struct Examination {
  std::string format;  // "docx", "pdf", or the name of the FileKind when nothing could read it
  Coverage coverage;
  std::vector<Finding> findings;  // reading order
  std::optional<DraftView> view;  // when it was asked for; numbers the findings above
};

struct DecidedFinding {
  Finding finding;
  Severity severity = Severity::block;
  // By the policy, before anybody's decision.
  bool weighs = false;
  // It holds the draft: it weighs, and neither a waiver nor the baseline lets it stand.
  bool holds = false;
  bool rule_known = true;  // its rule is in the packs of this review
  bool in_baseline = false;
  std::optional<AppliedWaiver> waiver;  // somebody's, whether it counts or not
};
struct DecidedGap {
  Gap gap;
  bool accepted = false;
};

// One draft's review: what reports print.
struct Review {
  std::string path;    // as the user gave it, raw bytes
  std::string sha256;  // of the draft's bytes, hex; empty if it could not be read
  std::uint64_t bytes = 0;
  std::string format;
  Verdict verdict = Verdict::incomplete;
  Profile profile = Profile::external;  // the policy's for this draft
  Coverage coverage;                    // its gaps are in `gaps`
  std::vector<DecidedGap> gaps;
  std::vector<DecidedFinding> findings;
  std::uint64_t unlisted = 0;  // findings below the policy's likelihood
  // Why the verdict is what it is: catalogue ids "clause.*" with counts.
  std::vector<Message> clauses;
  std::optional<DraftView> view;  // numbers `findings`
};

// Pure. `held` when a finding holds the draft (what is known to be wrong outranks what is not
// known), else `incomplete` when a gap is not accepted or nothing at all was read, else `clear`.
// The clauses name every reason, whichever verdict they led to.
[[nodiscard]] Review decide(Examination examination, const Rulebook& rules, const Policy& policy);

// Sets `verdict` and `clauses` of a review from everything else in it: once more after people's
// decisions changed what holds.
void settle(Review& review);

// The verdict of a run over several drafts: held if any is, else incomplete if any is, else clear.
// An empty run is incomplete: nothing was reviewed.
[[nodiscard]] Verdict overall(std::span<const Review> reviews);
// The same, told which verdicts there were.
[[nodiscard]] Verdict overall(const std::set<Verdict>& met);

}  // namespace mishen
