// Digests over bytes, by OpenSSL. Pure and thread-safe; output is lower-case hex.
#pragma once

#include <string>
#include <string_view>

namespace mishen {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

}  // namespace mishen
