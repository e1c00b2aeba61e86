// Validators by name, and each rule's own.
#include <algorithm>
#include <map>

#include "scanner/judge/judge.h"

namespace mishen {

std::vector<std::string_view> ValidatorSet::names() const {
  std::vector<std::string_view> names;
  names.reserve(entries_.size());
  for (const ValidatorEntry& entry : entries_) names.push_back(entry.name);
  return names;
}

const ValidatorEntry* ValidatorSet::find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const ValidatorEntry& e) { return e.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

Result<BoundValidators> BoundValidators::bind(const Rulebook& book, const ValidatorSet& set,
                                              const std::string& data_folder) {
  BoundValidators bound;
  RuleData data(data_folder);
  std::map<std::string, const Validator*> made;
  bound.by_rule_.resize(book.rules.size());
  for (std::size_t i = 0; i < book.rules.size(); ++i) {
    for (const std::string& wanted : book.rules[i].validators) {
      const Validator*& validator = made[wanted];
      if (validator == nullptr) {
        const ValidatorEntry* entry = set.find(wanted);
        if (entry == nullptr) {
          return Error{ErrorKind::rule,
                       book.rules[i].place,
                       {"error.judge.no-validator",
                        {{"validator", wanted}, {"rule", book.rules[i].full_id()}}}};
        }
        Result<std::unique_ptr<const Validator>> one = entry->make(data);
        if (!one.ok()) return one.error();
        validator = one->get();
        bound.owned_.push_back(std::move(one).value());
      }
      bound.by_rule_[i].push_back(validator);
    }
  }
  return bound;
}

}  // namespace mishen
