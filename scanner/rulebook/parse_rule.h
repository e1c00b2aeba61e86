// A [[rule]] or [pack] table -> Rule or Pack. Internal to the stage: it sees toml++.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scanner/rulebook/rule.h"
#include "scanner/rulebook/table_reader.h"

namespace mishen {

// Whatever is wrong goes to the reader's problems; what comes back is then not to be used.
[[nodiscard]] Pack parse_pack_table(TableReader& reader);
[[nodiscard]] Rule parse_rule_table(TableReader& reader, const std::string& pack,
                                    std::span<const std::string_view> known_validators);

}  // namespace mishen
