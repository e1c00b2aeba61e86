#include "scanner/rulebook/rule_index.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mishen {
namespace {

using Key = std::pair<std::string_view, std::string_view>;

Key key_of(const Rule& rule) { return {rule.pack, rule.id}; }

bool comes_before(const Rule* a, const Rule* b) { return key_of(*a) < key_of(*b); }

}  // namespace

const Rule* RuleIndex::find(std::string_view full_id) const {
  const std::size_t slash = full_id.find('/');  // neither part has one
  if (rules_ == nullptr || slash == std::string_view::npos) return nullptr;
  if (by_id_.empty()) {
    by_id_.reserve(rules_->rules.size());
    for (const Rule& rule : rules_->rules) by_id_.push_back(&rule);
    if (!std::is_sorted(by_id_.begin(), by_id_.end(), comes_before)) {
      std::sort(by_id_.begin(), by_id_.end(), comes_before);
    }
  }
  const Key wanted(full_id.substr(0, slash), full_id.substr(slash + 1));
  const auto at =
      std::lower_bound(by_id_.begin(), by_id_.end(), wanted,
                       [](const Rule* rule, const Key& key) { return key_of(*rule) < key; });
  return at != by_id_.end() && key_of(**at) == wanted ? *at : nullptr;
}

}  // namespace mishen
