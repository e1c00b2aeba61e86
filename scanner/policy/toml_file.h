// A TOML file of the policy stage, opened for a TableReader. Internal to the stage.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scanner/rulebook/table_reader.h"

namespace mishen {

// Errors of the policy stage are of kind policy; TableReader reports them as rule errors.
inline constexpr std::size_t kMostPolicyBytes = 8U << 20U;

// The parsed text, or nothing and a problem: not UTF-8, not TOML, or larger than anybody writes.
[[nodiscard]] std::optional<toml::table> parse_toml(const std::string& file, std::string_view text,
                                                    Problems& problems);

// The first of `errors` from `begin` on as what a function returns, all of them of kind policy.
[[nodiscard]] Error policy_error(RuleErrors& errors, std::size_t begin);

}  // namespace mishen
