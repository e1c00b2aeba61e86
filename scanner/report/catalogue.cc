#include "scanner/report/catalogue.h"

#include <algorithm>
#include <span>

#include "scanner/report/words_table.h"

namespace mishen {
namespace {

const WordsEntry* find(std::string_view id) {
  const std::span<const WordsEntry> table = words_table();
  const auto at = std::lower_bound(
      table.begin(), table.end(), id,
      [](const WordsEntry& entry, std::string_view key) { return entry.id < key; });
  return at != table.end() && at->id == id ? &*at : nullptr;
}

// The value of a placeholder, or null when the message brings none.
const std::string* value_of(const Message& message, std::string_view name) {
  for (const auto& [key, value] : message.args) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string fill(std::string_view sentence, const Message& message) {
  std::string out;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    out += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = sentence.find('}', open);  // the build holds that it is there
    const std::string* value = value_of(message, sentence.substr(open + 1, close - open - 1));
    // A value that is missing stays visible as its placeholder.
    out += value != nullptr ? std::string_view(*value) : sentence.substr(open, close - open + 1);
    sentence.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

Language language_from_locale(std::string_view locale) {
  const bool chinese =
      locale.substr(0, 2) == "zh" && (locale.size() == 2 || locale[2] == '_' || locale[2] == '-' ||
                                      locale[2] == '.' || locale[2] == '@');
  return chinese ? Language::zh_cn : Language::en;
}

std::string text(Language language, const Message& message) {
  const WordsEntry* entry = find(message.id);
  if (entry == nullptr) return message.id;
  return fill(language == Language::zh_cn ? entry->zh_cn : entry->en, message);
}

std::string text(Language language, std::string_view id) {
  return text(language, Message{std::string(id), {}});
}

bool has_text(Language, std::string_view id) { return find(id) != nullptr; }

}  // namespace mishen
