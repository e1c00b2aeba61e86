// Keys that sign receipts: Ed25519 (RFC 8032) and SM2 with SM3 (GB/T 32918.2), by OpenSSL, as PEM.
// Values; a key is freed when its last copy goes. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "scanner/base/result.h"

namespace mishen {

enum class KeyKind : std::uint8_t { ed25519, sm2 };
inline constexpr int kKeyKindCount = static_cast<int>(KeyKind::sm2) + 1;
// "ed25519", "sm2": in receipts and on the command line.
[[nodiscard]] std::string_view name(KeyKind kind);
[[nodiscard]] std::optional<KeyKind> key_kind_by_name(std::string_view name);

struct KeyPair {
  std::string private_pem;  // PKCS#8; encrypted (scrypt, AES-256-CBC) under a passphrase
  std::string public_pem;   // SubjectPublicKeyInfo
  std::string id;           // as PublicKey::id
};
// A new pair by OpenSSL's generator. An empty passphrase leaves the private key as it is.
// Error kind policy: OpenSSL cannot make keys of this kind here.
Result<KeyPair> make_keys(KeyKind kind, const std::string& passphrase);

// The private key in `pem` needs a passphrase.
[[nodiscard]] bool needs_passphrase(std::string_view pem);

// Opaque: OpenSSL's EVP_PKEY.
struct KeyHandle;

class PublicKey {
 public:
  // Exactly one public key of a kind above. Errors, kind policy: something else (a private key, a
  // key of another kind, two keys), each with what it is.
  static Result<PublicKey> from_pem(const std::string& pem);

  [[nodiscard]] KeyKind kind() const { return kind_; }
  // "sha256:" and the hex digest of the key's SubjectPublicKeyInfo (DER).
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] bool verifies(std::string_view bytes, std::string_view signature) const;

 private:
  friend class PrivateKey;
  PublicKey() = default;
  std::shared_ptr<const KeyHandle> handle_;
  KeyKind kind_ = KeyKind::ed25519;
  std::string id_;
};

class PrivateKey {
 public:
  // Exactly one private key of a kind above; `passphrase` is asked for only if it is encrypted.
  // Errors, kind policy, as for PublicKey; also a passphrase that is missing or wrong.
  static Result<PrivateKey> from_pem(const std::string& pem, const std::string& passphrase);

  [[nodiscard]] KeyKind kind() const { return public_.kind(); }
  [[nodiscard]] const std::string& id() const { return public_.id(); }
  [[nodiscard]] const PublicKey& public_key() const { return public_; }
  // Raw bytes: 64 for Ed25519, a DER SEQUENCE of two INTEGERs for SM2. Error kind policy: OpenSSL
  // refuses. What it signed verifies: that is tried before it is given out.
  [[nodiscard]] Result<std::string> sign(std::string_view bytes) const;

 private:
  PrivateKey() = default;
  PublicKey public_;
};

}  // namespace mishen
