#include "scanner/rulebook/compiled_words.h"

#include <algorithm>
#include <string_view>

namespace mishen {

std::shared_ptr<const CompiledWords> CompiledWords::of(const std::vector<Rule>& rules,
                                                       Sieve& sieve) {
  auto out = std::make_shared<CompiledWords>();
  std::vector<std::string_view> texts;
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    std::uint32_t kinds = 0;
    if (rules[i].words != nullptr) {
      const auto add = [&](const std::vector<std::string>& words, bool excluded) {
        texts.insert(texts.end(), words.begin(), words.end());
        out->words_.resize(texts.size(), {i, excluded});
      };
      add(rules[i].words->words, false);
      add(rules[i].words->excluded, true);
      kinds = 1U << static_cast<unsigned>(ReadingKind::primary);
      for (const ReadingKind kind : rules[i].readings) kinds |= 1U << static_cast<unsigned>(kind);
    }
    out->kinds_of_rule_.push_back(kinds);
    for (unsigned k = 0; k < kReadingKindCount; ++k) {
      out->kinds_[k] = out->kinds_[k] || (kinds >> k & 1U) != 0;
    }
  }
  if (texts.empty()) return nullptr;
  for (const std::string_view text : texts) sieve.admit_word(text);
  out->automaton_ = std::make_unique<const WordAutomaton>(texts);
  return out;
}

}  // namespace mishen
