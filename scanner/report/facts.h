// What every reporter says of reviews, worked out once: rules by id, totals, and which findings
// belong together.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/policy/policy.h"
#include "scanner/report/catalogue.h"
#include "scanner/rulebook/rule_index.h"

namespace mishen {

[[nodiscard]] const std::string& in(Language language, const Words& words);

struct Totals {
  std::size_t drafts = 0;
  std::map<Verdict, std::size_t> verdicts;
  std::map<Severity, std::size_t> severities;
  std::uint64_t passages = 0, characters = 0, unmapped = 0, pictures = 0, pages = 0;
  std::size_t gaps_open = 0, gaps_accepted = 0;

  [[nodiscard]] std::size_t of(Verdict verdict) const;
  [[nodiscard]] std::size_t of(Severity severity) const;
};
[[nodiscard]] Totals totals(std::span<const Review> reviews);

// It stands for a column of hits.
[[nodiscard]] inline bool is_column(const Finding& finding) {
  return !finding.group.values.empty();
}

// Findings that say the same of the same kind of place: one rule, severity, likelihood, surface
// and, in a table, one column.
struct FindingGroup {
  std::vector<std::size_t> members;  // indices into Review::findings, in reading order; not empty
};
// Every finding is in exactly one group; groups are in the order of their first member.
[[nodiscard]] std::vector<FindingGroup> group_findings(const Review& review);

// How often the draft says it: every finding counts as many times as it has members.
[[nodiscard]] std::uint64_t hits_of(const Review& review, const FindingGroup& group);

// The sentence of a reason, and of a gap; numbers that a name in them carries are masked.
[[nodiscard]] std::string reason_text(Language language, const Reason& reason);
[[nodiscard]] std::string gap_text(Language language, const Gap& gap);

// What somebody decided about the finding, or why that does not count; "" when nobody did. Numbers
// that people wrote into it are masked.
[[nodiscard]] std::string decision_text(const DecidedFinding& decided, Language language);

// "gap.limit" and the like with an argument that holds digits by its nature stay as they are; the
// path of a place with the digit runs of its names masked.
[[nodiscard]] std::string masked_path(const Provenance& where);

// The way to a gap in words, "" for the draft as a whole. See place() for findings.
[[nodiscard]] std::string place_of_gap(const Gap& gap, Language language);

}  // namespace mishen
