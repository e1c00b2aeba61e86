#include "scanner/rulebook/word_file.h"

#include <algorithm>
#include <unordered_set>

#include "scanner/base/utf8.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == line.npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

// C# is a word; a comment has a space, or stands alone.
std::string_view without_comment(std::string_view line) {
  if (trimmed(line) == "#" || trimmed(line).substr(0, 2) == "# ") return {};
  return line.substr(0, std::min(line.find(" # "), line.find("\t# ")));
}

bool is_one_character(std::string_view word) { return utf8::decode(word, 0).bytes == word.size(); }

}  // namespace

std::shared_ptr<WordList> read_word_file(const std::string& path, std::string_view text,
                                         Problems& problems) {
  auto list = std::make_shared<WordList>();
  if (!utf8::is_valid(text)) {
    problems.add(path, "error.rule-not-utf8");
    return list;
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  // So that words stay where they are while views of them are held.
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  list->words.reserve(std::min(lines, kMostWords + 1));
  std::unordered_set<std::string_view> seen;
  seen.reserve(list->words.capacity());
  std::size_t number = 0;
  while (!text.empty() && list->words.size() <= kMostWords) {
    ++number;
    const std::size_t feed = std::min(text.find('\n'), text.size());
    std::string word = fold(trimmed(without_comment(text.substr(0, feed))));
    text.remove_prefix(std::min(text.size(), feed + 1));
    if (word.empty()) continue;
    if (is_one_character(word)) {
      problems.add(path + ":" + std::to_string(number), "error.rule-word-too-short");
    } else if (!seen.insert(list->words.emplace_back(std::move(word))).second) {
      list->words.pop_back();
    }
  }
  if (list->words.empty()) problems.add(path, "error.rule-word-list-empty");
  if (list->words.size() > kMostWords) {
    problems.add(path, "error.rule-word-list-too-long", {{"most", std::to_string(kMostWords)}});
  }
  return list;
}

}  // namespace mishen
