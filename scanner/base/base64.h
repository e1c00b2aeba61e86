// Base64 with padding (RFC 4648, section 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mishen {

[[nodiscard]] std::string base64(std::string_view bytes);

// The bytes of `text`, if it is exactly what base64() makes of them: no white space, nothing left
// out, no bits that padding hides.
[[nodiscard]] std::optional<std::string> base64_decoded(std::string_view text);

}  // namespace mishen
