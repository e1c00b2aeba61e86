// What numbers are masked with, but for letters: 330106********1234.
#pragma once

#include <string_view>

namespace mishen {

inline constexpr std::u32string_view kMaskSigns = U"*#_×●○■□█▇•…";

[[nodiscard]] constexpr bool is_mask_sign(char32_t c) {
  return kMaskSigns.find(c) != std::u32string_view::npos;
}

}  // namespace mishen
