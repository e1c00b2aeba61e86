#include "scanner/cli/key_files.h"

#include <sys/stat.h>

#include "scanner/base/io.h"
#include "scanner/gate/passphrase.h"

namespace mishen {
namespace {

constexpr std::uint64_t kMaxKeyFileBytes = 64U << 10U;

Error policy_error(const std::string& place, Message message) {
  return Error{ErrorKind::policy, place, std::move(message)};
}

template <class T>
Result<T> placed(Result<T> key, const std::string& path) {
  if (key) return key;
  return policy_error(path, key.error().message);
}

}  // namespace

Result<std::string> read_passphrase(const std::string& passphrase_file) {
  Result<std::string> text = read_file(passphrase_file, kMaxKeyFileBytes);
  if (!text) return policy_error(passphrase_file, text.error().message);
  std::string line = text->substr(0, text->find('\n'));
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty()) return policy_error(passphrase_file, {"keys.passphrase-empty", {}});
  return line;
}

Result<PrivateKey> load_private_key(const std::string& path, const std::string& passphrase_file,
                                    const std::string& prompt) {
  struct stat about {};
  if (::stat(path.c_str(), &about) == 0 && (about.st_mode & 077U) != 0) {
    return policy_error(path, {"keys.open-to-others", {}});
  }
  const Result<std::string> pem = read_file(path, kMaxKeyFileBytes);
  if (!pem) return policy_error(path, pem.error().message);
  std::string passphrase;
  if (needs_passphrase(*pem)) {
    Result<std::string> given =
        passphrase_file.empty() ? type_passphrase(prompt, false) : read_passphrase(passphrase_file);
    if (!given) return given.error();
    passphrase = *std::move(given);
  }
  return placed(PrivateKey::from_pem(*pem, passphrase), path);
}

Result<PublicKey> load_public_key(const std::string& path) {
  const Result<std::string> pem = read_file(path, kMaxKeyFileBytes);
  if (!pem) return policy_error(path, pem.error().message);
  return placed(PublicKey::from_pem(*pem), path);
}

}  // namespace mishen
