// ASCII in code points.
#pragma once

namespace mishen {

// Capital letters as small ones, all else as it is.
[[nodiscard]] constexpr char32_t without_case(char32_t c) {
  return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
}

}  // namespace mishen
