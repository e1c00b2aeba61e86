#include "plugins/validators/cn/word_lists.h"

#include <algorithm>

#include "plugins/validators/cn/table.h"
#include "scanner/base/letter_set.h"

namespace mishen::cn {
namespace {

constexpr const char* kFile = "cn-context-words.tsv";

}  // namespace

Result<ContextWords> ContextWords::load(const std::string& data_folder) {
  ContextWords out;
  const Result<std::string> read =
      each_row(data_folder, kFile, "kind\twords", [&](std::span<const std::string_view> cells) {
        add_words(cells[1], out.lists[std::string(cells[0])]);
      });
  if (!read) return read.error();
  return out;
}

Result<WordLists> WordLists::load(RuleData& data, std::span<const std::string_view> kinds) {
  Result<std::shared_ptr<const ContextWords>> all = data.get<ContextWords>();
  if (!all) return all.error();
  WordLists out;
  out.words_ = *std::move(all);
  const bool there = std::all_of(kinds.begin(), kinds.end(), [&](std::string_view kind) {
    return out.words_->lists.find(kind) != out.words_->lists.end();
  });
  if (!there) {
    return Error{ErrorKind::rule, data.folder() + "/" + kFile, {"error.rule-data-damaged", {}}};
  }
  return out;
}

const WordLists::List& WordLists::of(std::string_view kind) const {
  static const List kNone;
  const auto found = words_->lists.find(kind);
  return found == words_->lists.end() ? kNone : found->second;
}

bool WordLists::any_in(std::string_view kind, std::u32string_view text) const {
  const List& words = of(kind);
  const LetterSet there(text);
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& word) {
    return there.may_hold(word) && text.find(word) != std::u32string_view::npos;
  });
}

}  // namespace mishen::cn
