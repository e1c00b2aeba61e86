#include "scanner/cli/argument_list.h"

#include <algorithm>

#include "scanner/base/nearest.h"

namespace mishen {

std::vector<std::string> ArgumentList::values(std::string_view name) {
  const std::string option = "--" + std::string(name);
  std::vector<std::string> out;
  for (auto it = words_.begin(); it != words_.end() && *it != "--";) {
    if (it->starts_with(option + "=")) {
      out.push_back(it->substr(option.size() + 1));
      it = words_.erase(it);
    } else if (*it == option) {
      it = words_.erase(it);
      if (it != words_.end() && *it != "--") {
        out.push_back(*it);
        it = words_.erase(it);
      } else {
        out.emplace_back();
      }
    } else {
      ++it;
    }
  }
  const bool empty = std::any_of(out.begin(), out.end(), [](const auto& v) { return v.empty(); });
  if (empty && !error_) error_ = Error{ErrorKind::usage, option, {"error.flag-needs-value", {}}};
  return out;
}

std::string ArgumentList::value(std::string_view name) {
  const std::vector<std::string> all = values(name);
  return all.empty() ? std::string() : all.back();
}

bool ArgumentList::flag(std::string_view name) {
  const auto end = std::find(words_.begin(), words_.end(), "--");
  const auto found = std::find(words_.begin(), end, "--" + std::string(name));
  if (found == end) return false;
  words_.erase(found);
  return true;
}

Result<std::vector<std::string>> ArgumentList::names(
    std::span<const std::string_view> known) const {
  std::vector<std::string> out;
  bool only_names = false;
  for (const std::string& word : words_) {
    if (!only_names && word == "--") {
      only_names = true;
    } else if (!only_names && word.size() > 1 && word.front() == '-') {
      const std::string bare = word.substr(0, word.find('=')).substr(word.find_first_not_of('-'));
      const std::string_view near = nearest(bare, known);
      if (near.empty()) return Error{ErrorKind::usage, word, {"error.unknown-flag", {}}};
      return Error{ErrorKind::usage,
                   word,
                   {"error.unknown-flag-near", {{"nearest", "--" + std::string(near)}}}};
    } else {
      out.push_back(word);
    }
  }
  return out;
}

}  // namespace mishen
