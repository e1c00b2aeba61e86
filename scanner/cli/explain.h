// `mishen rules explain`: what a rule asks, on what basis, and how it decides on its own examples.
#pragma once

#include <string>

#include "scanner/pipeline.h"
#include "scanner/report/catalogue.h"

namespace mishen {

// Title, stake, basis, remedy and severity; what counts for and against with its points; then each
// example as the rule decides it today, with the reasons. Numbers in examples are masked. `engine`
// has the rule.
[[nodiscard]] std::string explain_rule(const Rule& rule, const Engine& engine, Language language);

// A new pack's rule file, ready to be tested and linted: one rule with its examples and what each
// line means. `id` is a good pack id.
[[nodiscard]] std::string new_pack(const std::string& id, Language language);

}  // namespace mishen
