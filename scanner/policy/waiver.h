// A waiver: a person's recorded decision that a finding may stand. Kept as text in the repository,
// one entry a finding, bound to what the finding says and not to where it stands.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/rulebook/load.h"
#include "scanner/rulebook/rule.h"

namespace mishen {

// One [[waiver]] of a waiver file. All texts UTF-8, one line.
struct Waiver {
  std::string finding;  // the finding's id
  std::string rule;     // full id, the part of `finding` before the colon
  std::string answer;   // "approved" or "false-positive"
  std::string excerpt;  // the value as masked in the finding; empty: not given
  std::string reason;
  std::string who;
  std::string date;    // "2026-11-26", when it was decided
  std::string until;   // the last day on which it counts; empty: no end
  std::string second;  // the second person; empty: none
  std::string draft;   // "sha256:…" of the bytes it was decided on; empty: any
  std::string place;   // "file:line"

  friend bool operator==(const Waiver&, const Waiver&) = default;
};

// Who may waive, and for how long. From [waivers] of the policy.
struct WaiverRules {
  std::vector<std::string> who;  // names that may decide; empty: whoever is named
  int most_days = 0;             // from `date` to `until`; 0: no limit, and no end is needed
  // Severities that ask for a second person, another than the first.
  std::set<Severity> second_for = {Severity::block};

  friend bool operator==(const WaiverRules&, const WaiverRules&) = default;
};

// Why a waiver does not count.
enum class WaiverFault : std::uint8_t {
  expired,          // its last day has passed
  from_the_future,  // decided after the day of this run
  too_long,         // longer than the policy allows, or without end where it asks for one
  not_permitted,    // who decided may not
  no_second,        // the policy asks for a second person
  same_person,      // the second person is the first
  other_excerpt,    // its excerpt is not what the finding shows
  other_draft,  // decided on other bytes, and without a project key ids cannot tell values apart
};
inline constexpr int kWaiverFaultCount = static_cast<int>(WaiverFault::other_draft) + 1;
[[nodiscard]] std::string_view name(WaiverFault fault);

// A waiver as it bears on one finding. It counts when there is no fault.
struct AppliedWaiver {
  Waiver waiver;
  std::optional<WaiverFault> fault;
};

// Reads the waivers of one file. Unknown keys, missing ids, reasons, names or dates that are none
// are errors with file and line; all of them go to `all_errors`. Kind policy.
Result<std::vector<Waiver>> parse_waivers(const std::string& file, std::string_view text,
                                          RuleErrors* all_errors = nullptr);

// One entry of a waiver file, as parse_waivers() reads it. Ends with an empty line.
[[nodiscard]] std::string waiver_toml(const Waiver& waiver);

// What a waiver is held against.
struct WaiverCase {
  std::string_view masked;  // of the finding
  Severity severity = Severity::block;
  std::string_view sha256;  // of the draft, hex
  std::string_view today;   // "2026-11-26"
  bool keyed = false;       // ids are made with the project's key
};
// Pure: why `waiver` does not count for this finding, or nothing.
[[nodiscard]] std::optional<WaiverFault> fault_of(const Waiver& waiver, const WaiverRules& rules,
                                                  const WaiverCase& facts);

// Days from 1970-01-01 to a "YYYY-MM-DD", which must be a real day of 1970 to 9999.
[[nodiscard]] std::optional<std::int64_t> day_number(std::string_view date);

}  // namespace mishen
