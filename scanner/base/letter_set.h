// Which code points a text has, as far as their last byte tells. Asked before a short text is
// searched for each of many words, nearly none of which it holds.
#pragma once

#include <bitset>
#include <string_view>

namespace mishen {

class LetterSet {
 public:
  explicit LetterSet(std::u32string_view text) {
    for (const char32_t c : text) bytes_.set(c & 0xFFU);
  }
  // False only where `word`, which is not empty, is no part of the text.
  [[nodiscard]] bool may_hold(std::u32string_view word) const {
    return bytes_.test(word.front() & 0xFFU) && bytes_.test(word.back() & 0xFFU);
  }

 private:
  std::bitset<256> bytes_;
};

}  // namespace mishen
