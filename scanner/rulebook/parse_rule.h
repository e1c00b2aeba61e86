// A [[rule]] or [pack] table -> Rule or Pack. Internal to the stage: it sees toml++.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "scanner/rulebook/rule.h"
#include "scanner/rulebook/table_reader.h"

namespace mishen {

// Whatever is wrong goes to the reader's problems; what comes back is then not to be used.
[[nodiscard]] Pack parse_pack_table(TableReader& reader);
// `texts`: the pack's text files by name, from which a rule takes its words.
using TextFiles = std::map<std::string, const RuleFile*, std::less<>>;
[[nodiscard]] Rule parse_rule_table(TableReader& reader, const std::string& pack,
                                    std::span<const std::string_view> known_validators,
                                    const TextFiles& texts);

}  // namespace mishen
