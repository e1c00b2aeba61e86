#include "scanner/gate/passphrase.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <array>

namespace mishen {

Result<std::string> type_passphrase(const std::string& prompt, bool twice) {
  constexpr int kMost = 512;
  std::array<char, kMost> typed{};
  const int failed =
      EVP_read_pw_string_min(typed.data(), 1, kMost - 1, prompt.c_str(), twice ? 1 : 0);
  std::string passphrase = failed == 0 ? typed.data() : "";
  OPENSSL_cleanse(typed.data(), typed.size());
  ERR_clear_error();
  if (passphrase.empty()) return Error{ErrorKind::policy, "", {"keys.passphrase-missing", {}}};
  return passphrase;
}

}  // namespace mishen
