// Digests over bytes, by OpenSSL. Pure and thread-safe; output is lower-case hex.
#pragma once

#include <string>
#include <string_view>

namespace mishen {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);
// GB/T 32905-2016. Aborts where OpenSSL was built without it.
[[nodiscard]] std::string sm3_hex(std::string_view bytes);
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

}  // namespace mishen
