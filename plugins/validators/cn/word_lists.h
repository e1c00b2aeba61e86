// Words that validators of numbers look for round their candidate: rules/data/cn-context-words.tsv.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"

namespace mishen::cn {

class WordLists {
 public:
  using List = std::vector<std::u32string>;

  // The lists `kinds` names. Error kind rule: the file is missing or damaged, or has none of a
  // kind.
  static Result<WordLists> load(const std::string& data_folder,
                                std::span<const std::string_view> kinds);
  static Result<WordLists> load(const std::string& data_folder,
                                std::initializer_list<std::string_view> kinds) {
    return load(data_folder, std::span<const std::string_view>(kinds.begin(), kinds.size()));
  }
  // Words of `kind`, one of those loaded.
  [[nodiscard]] const List& of(std::string_view kind) const;
  // `text` holds one of them.
  [[nodiscard]] bool any_in(std::string_view kind, std::u32string_view text) const;

 private:
  std::map<std::string, List, std::less<>> lists_;
};

}  // namespace mishen::cn
