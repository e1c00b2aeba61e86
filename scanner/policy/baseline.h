// The baseline: what was already there when mishen was adopted on an old repository. Counted and
// shown; it may only shrink.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "scanner/policy/policy.h"

namespace mishen {

// Findings that are known, by id and, where ids are made without a key, by draft as well: then an
// id alone cannot tell two values with the same mask apart.
struct Baseline {
  struct Key {
    std::string finding;
    std::string draft;  // "sha256:…"; empty: any
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  std::map<Key, std::uint64_t> known;  // how many findings, over all drafts

  [[nodiscard]] std::uint64_t count() const;
  friend bool operator==(const Baseline&, const Baseline&) = default;
};

// Reads [[known]] entries. Errors with file and line, all of them to `all_errors`; kind policy.
Result<Baseline> parse_baseline(const std::string& file, std::string_view text,
                                RuleErrors* all_errors = nullptr);
// The file parse_baseline() reads, sorted, so that a change of it can be reviewed. `head`: comment
// lines without their '#'.
[[nodiscard]] std::string baseline_toml(const Baseline& baseline, std::string_view head);

// Of `reviews`, everything that weighs and is not let stand by a waiver. `keyed`: ids are made with
// the project's key.
[[nodiscard]] Baseline baseline_of(std::span<const Review> reviews, bool keyed);

// How many findings of `next` are not in `before`: what a baseline must not grow by in silence.
[[nodiscard]] std::uint64_t growth(const Baseline& before, const Baseline& next);

}  // namespace mishen
