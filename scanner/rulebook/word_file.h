// A pack's word list: a text file, one word a line. Internal to the stage.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "scanner/rulebook/rule.h"
#include "scanner/rulebook/table_reader.h"

namespace mishen {

// The words of `text`, folded; what follows # and a space, and blank lines, are for people. A word
// stands once. Reported: not UTF-8, a word of one character (it would hit everywhere), an empty
// list, more than kMostWords.
[[nodiscard]] std::shared_ptr<WordList> read_word_file(const std::string& path,
                                                       std::string_view text, Problems& problems);

inline constexpr std::size_t kMostWords = 200'000;

}  // namespace mishen
