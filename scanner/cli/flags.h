// The command line as a table: a flag is one row (name, value, words, parse). --help, README's
// table and the parser all come from it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/cli/options.h"

namespace mishen {

struct Flag {
  std::string_view name;   // without dashes
  std::string_view value;  // what stands for the value in --help; empty: a switch
  std::string_view words;  // catalogue id of its one-line explanation
  Status (*parse)(Options& options, const std::string& value);
};

// The flags of `mishen review`, in the order of --help; the limits of base/limits.h follow them.
[[nodiscard]] std::span<const Flag> review_flags();

// Parses the arguments after "review". `--name value`, `--name=value`, `--` and `-` work as
// everywhere (CLI11 reads them). An unknown flag is an error that names the nearest known one.
Result<Options> parse_review(std::span<const std::string> arguments);

// The help page of `mishen review`, at most 80 columns wide.
[[nodiscard]] std::string review_help(Language language);

}  // namespace mishen
