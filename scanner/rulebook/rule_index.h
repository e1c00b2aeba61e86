// The rules of a rulebook by their full id.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/rulebook/load.h"

namespace mishen {

// Put in order when it is first asked: a draft without a finding has nothing to ask. Not
// thread-safe. Must not outlive the rulebook.
class RuleIndex {
 public:
  // Null: no rules.
  explicit RuleIndex(const Rulebook* rules) : rules_(rules) {}

  // Null for a rule that is in none of the packs.
  [[nodiscard]] const Rule* find(std::string_view full_id) const;

 private:
  const Rulebook* rules_;
  mutable std::vector<const Rule*> by_id_;  // by pack, then id
};

}  // namespace mishen
