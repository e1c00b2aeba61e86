#include "scanner/gate/keys.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <array>
#include <cstring>
#include <utility>

#include "scanner/base/digest.h"

namespace mishen {

struct KeyHandle {
  EVP_PKEY* key = nullptr;

  explicit KeyHandle(EVP_PKEY* owned) : key(owned) {}
  ~KeyHandle() { EVP_PKEY_free(key); }
  KeyHandle(const KeyHandle&) = delete;
  KeyHandle& operator=(const KeyHandle&) = delete;
};

namespace {

// The user's identity that goes into SM2's digest when none was agreed (GM/T 0009-2012, 10).
constexpr std::string_view kSm2Identity = "1234567812345678";

template <class T, void (*free_it)(T*)>
struct Freed {
  void operator()(T* what) const { free_it(what); }
};
template <class T, void (*free_it)(T*)>
using Owned = std::unique_ptr<T, Freed<T, free_it>>;
void free_bio(BIO* bio) { BIO_free(bio); }
using OwnedBio = Owned<BIO, free_bio>;
using OwnedDigest = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using OwnedContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

Error key_error(std::string id, std::vector<std::pair<std::string, std::string>> args = {}) {
  ERR_clear_error();
  return Error{ErrorKind::policy, "", {std::move(id), std::move(args)}};
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::optional<KeyKind> kind_of(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "ED25519") == 1) return KeyKind::ed25519;
  if (EVP_PKEY_is_a(key, "SM2") == 1) return KeyKind::sm2;
  return std::nullopt;
}

std::string id_of(const EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  if (size <= 0) return {};
  const std::string_view bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  std::string id = "sha256:" + sha256_hex(bytes);
  OPENSSL_free(der);
  return id;
}

// OpenSSL would otherwise ask on the terminal by itself.
int give_passphrase(char* out, int size, int, void* data) {
  const auto& passphrase = *static_cast<const std::string*>(data);
  if (passphrase.empty() || passphrase.size() > static_cast<std::size_t>(size)) return -1;
  std::memcpy(out, passphrase.data(), passphrase.size());
  return static_cast<int>(passphrase.size());
}

bool holds_one_block(std::string_view pem) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  const std::size_t first = pem.find(kBegin);
  return first != pem.npos && pem.find(kBegin, first + 1) == pem.npos;
}
bool is_private(std::string_view pem) { return pem.find("PRIVATE KEY-----") != pem.npos; }
bool is_public(std::string_view pem) { return pem.find("PUBLIC KEY-----") != pem.npos; }

// A context that signs or verifies with `key`; for SM2 with the identity in it. The inner context
// is the caller's to keep as long as the outer one.
struct Signer {
  OwnedContext key_context;
  OwnedDigest digest;
};
std::optional<Signer> signer_for(EVP_PKEY* key, KeyKind kind, bool signs) {
  Signer out{nullptr, OwnedDigest(EVP_MD_CTX_new())};
  if (!out.digest) return std::nullopt;
  if (kind == KeyKind::sm2) {
    out.key_context.reset(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    if (!out.key_context || EVP_PKEY_CTX_set1_id(out.key_context.get(), kSm2Identity.data(),
                                                 static_cast<int>(kSm2Identity.size())) != 1) {
      return std::nullopt;
    }
    EVP_MD_CTX_set_pkey_ctx(out.digest.get(), out.key_context.get());
  }
  const EVP_MD* hash = kind == KeyKind::sm2 ? EVP_sm3() : nullptr;
  const int begun = signs ? EVP_DigestSignInit(out.digest.get(), nullptr, hash, nullptr, key)
                          : EVP_DigestVerifyInit(out.digest.get(), nullptr, hash, nullptr, key);
  if (begun != 1) return std::nullopt;
  return out;
}

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// PKCS#8 under scrypt: the usual PBKDF2 of 2048 rounds is a delay of milliseconds to who guesses.
bool write_encrypted(BIO* out, EVP_PKEY* key, const std::string& passphrase) {
  constexpr std::uint64_t kCost = 16384, kBlock = 8, kParallel = 1;  // RFC 7914's interactive ones
  PKCS8_PRIV_KEY_INFO* plain = EVP_PKEY2PKCS8(key);
  X509_ALGOR* by =
      PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, kCost, kBlock, kParallel);
  X509_SIG* sealed =
      plain == nullptr || by == nullptr
          ? nullptr
          : PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), plain, by);
  if (sealed == nullptr) X509_ALGOR_free(by);
  const bool written = sealed != nullptr && PEM_write_bio_PKCS8(out, sealed) == 1;
  X509_SIG_free(sealed);
  PKCS8_PRIV_KEY_INFO_free(plain);
  return written;
}

}  // namespace

std::string_view name(KeyKind kind) { return kind == KeyKind::sm2 ? "sm2" : "ed25519"; }

std::optional<KeyKind> key_kind_by_name(std::string_view word) {
  for (const KeyKind kind : {KeyKind::ed25519, KeyKind::sm2}) {
    if (word == name(kind)) return kind;
  }
  return std::nullopt;
}

Result<KeyPair> make_keys(KeyKind kind, const std::string& passphrase) {
  const KeyHandle key(
      EVP_PKEY_Q_keygen(nullptr, nullptr, kind == KeyKind::sm2 ? "SM2" : "ED25519"));
  const OwnedBio secret(BIO_new(BIO_s_mem()));
  const OwnedBio open(BIO_new(BIO_s_mem()));
  const bool made =
      key.key != nullptr && secret && open && PEM_write_bio_PUBKEY(open.get(), key.key) == 1 &&
      (passphrase.empty() ? PEM_write_bio_PKCS8PrivateKey(secret.get(), key.key, nullptr, nullptr,
                                                          0, nullptr, nullptr) == 1
                          : write_encrypted(secret.get(), key.key, passphrase));
  if (!made) return key_error("keys.cannot-make", {{"kind", std::string(name(kind))}});
  return KeyPair{text_of(secret.get()), text_of(open.get()), id_of(key.key)};
}

bool needs_passphrase(std::string_view pem) {
  return pem.find("ENCRYPTED") != pem.npos && is_private(pem);
}

Result<PublicKey> PublicKey::from_pem(const std::string& pem) {
  if (is_private(pem)) return key_error("keys.is-private");
  if (!holds_one_block(pem)) return key_error("keys.not-one-key");
  const OwnedBio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  EVP_PKEY* read = bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr;
  if (read == nullptr) return key_error("keys.not-one-key");
  PublicKey out;
  out.handle_ = std::make_shared<const KeyHandle>(read);
  const std::optional<KeyKind> kind = kind_of(read);
  if (!kind) {
    return key_error("keys.wrong-kind", {{"kind", EVP_PKEY_get0_type_name(read)}});
  }
  out.kind_ = *kind;
  out.id_ = id_of(read);
  return out;
}

bool PublicKey::verifies(std::string_view bytes, std::string_view signature) const {
  const std::optional<Signer> verifier = signer_for(handle_->key, kind_, false);
  const bool good = verifier && EVP_DigestVerify(verifier->digest.get(), raw(signature),
                                                 signature.size(), raw(bytes), bytes.size()) == 1;
  ERR_clear_error();
  return good;
}

Result<PrivateKey> PrivateKey::from_pem(const std::string& pem, const std::string& passphrase) {
  if (is_public(pem) && !is_private(pem)) return key_error("keys.is-public");
  if (!holds_one_block(pem)) return key_error("keys.not-one-key");
  if (needs_passphrase(pem) && passphrase.empty()) return key_error("keys.passphrase-missing");
  const OwnedBio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::string given = passphrase;
  EVP_PKEY* read =
      bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, give_passphrase, &given) : nullptr;
  if (read == nullptr) {
    return key_error(needs_passphrase(pem) ? "keys.passphrase-wrong" : "keys.not-one-key");
  }
  PrivateKey out;
  out.public_.handle_ = std::make_shared<const KeyHandle>(read);
  const std::optional<KeyKind> kind = kind_of(read);
  if (!kind) {
    return key_error("keys.wrong-kind", {{"kind", EVP_PKEY_get0_type_name(read)}});
  }
  out.public_.kind_ = *kind;
  out.public_.id_ = id_of(read);
  return out;
}

Result<std::string> PrivateKey::sign(std::string_view bytes) const {
  std::array<unsigned char, 256> signature{};  // SM2 takes up to 72
  std::size_t size = signature.size();
  const std::optional<Signer> signer = signer_for(public_.handle_->key, kind(), true);
  if (!signer || EVP_DigestSign(signer->digest.get(), signature.data(), &size, raw(bytes),
                                bytes.size()) != 1) {
    return key_error("keys.cannot-sign");
  }
  std::string out(reinterpret_cast<const char*>(signature.data()), size);
  if (!public_.verifies(bytes, out)) return key_error("keys.cannot-sign");
  return out;
}

}  // namespace mishen
