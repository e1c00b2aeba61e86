// Words that validators of numbers look for round their candidate: rules/data/cn-context-words.tsv.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/judge/validator.h"

namespace mishen::cn {

// All of the file.
struct ContextWords {
  using List = std::vector<std::u32string>;
  // Error kind rule: the file is missing or damaged.
  static Result<ContextWords> load(const std::string& data_folder);

  std::map<std::string, List, std::less<>> lists;  // by kind
};

class WordLists {
 public:
  using List = ContextWords::List;

  // The lists `kinds` names. Error kind rule: the file is missing or damaged, or has none of a
  // kind.
  static Result<WordLists> load(RuleData& data, std::span<const std::string_view> kinds);
  static Result<WordLists> load(RuleData& data, std::initializer_list<std::string_view> kinds) {
    return load(data, std::span<const std::string_view>(kinds.begin(), kinds.size()));
  }
  // Words of `kind`, one of those asked for.
  [[nodiscard]] const List& of(std::string_view kind) const;
  // `text` holds one of them.
  [[nodiscard]] bool any_in(std::string_view kind, std::u32string_view text) const;

 private:
  std::shared_ptr<const ContextWords> words_;
};

// A validator of type T that is made with the lists `kinds` names. The errors of load().
template <class T>
Result<std::unique_ptr<const Validator>> made_with_words(RuleData& data,
                                                         std::span<const std::string_view> kinds) {
  Result<WordLists> words = WordLists::load(data, kinds);
  if (!words) return words.error();
  return std::unique_ptr<const Validator>(std::make_unique<T>(*std::move(words)));
}
template <class T>
Result<std::unique_ptr<const Validator>> made_with_words(
    RuleData& data, std::initializer_list<std::string_view> kinds) {
  return made_with_words<T>(data, std::span<const std::string_view>(kinds.begin(), kinds.size()));
}

}  // namespace mishen::cn
