// What the reports for other programs (SARIF, JUnit, GitLab, GitHub) have in common.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scanner/report/facts.h"
#include "scanner/report/report.h"

namespace mishen {

// A path as a URI reference (RFC 3986): everything but unreserved characters and '/'
// percent-encoded, raw bytes kept; an absolute path as "file:///...", as SARIF asks (3.4.3).
[[nodiscard]] std::string uri_of(std::string_view path);

// "gap/damaged": the id a gap has where only rules have ids.
[[nodiscard]] std::string gap_rule_id(const Gap& gap);

// Tells a draft's gaps apart across runs: cause, place, kind of trouble; 32 hex digits.
[[nodiscard]] std::string gap_fingerprint(const Gap& gap, const Review& review);

// PDF points to a thousandth.
[[nodiscard]] double thousandths(double points);

// One line a person can act on: "title: masked (place)", and the gap's place and sentence.
[[nodiscard]] std::string line_of(const DecidedFinding& decided, const RuleIndex& rules,
                                  Language language);
[[nodiscard]] std::string line_of(const Gap& gap, Language language);

}  // namespace mishen
