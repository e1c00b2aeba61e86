// The table scanner/report/embed/embed_words.cc makes of words/*.toml at build time. Only
// catalogue.cc reads it.
#pragma once

#include <span>
#include <string_view>

namespace mishen {

struct WordsEntry {
  std::string_view id;
  std::string_view zh_cn;
  std::string_view en;
};

// Every sentence, sorted by id, no id twice.
[[nodiscard]] std::span<const WordsEntry> words_table();

}  // namespace mishen
