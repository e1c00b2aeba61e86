// What a text holds of which the ways of undoing (alternates.h) want some: seen in one pass at
// memory speed, so that a text which gives no cause is not gone over by each of them.
#pragma once

#include <cstddef>
#include <string_view>

namespace mishen {

struct TextSigns {
  std::size_t digits = 0;  // of ASCII
  bool space = false;
  bool line_end = false;
  bool beyond_ascii = false;
};

[[nodiscard]] TextSigns signs_of(std::string_view text);

// False only where no character of `text`, of which `signs` are, looks like a digit or like the
// check letter.
[[nodiscard]] bool may_have_look_alikes(std::string_view text, const TextSigns& signs);

}  // namespace mishen
