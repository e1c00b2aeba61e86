#include "scanner/gate/keys.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "tests/unit/gate/receipt_facts.h"

namespace mishen {
namespace {

using testing::pair_of;
using testing::private_key;
using testing::public_key;

std::string error_of(const Result<PublicKey>& key) {
  return key.ok() ? "" : key.error().message.id;
}
std::string error_of(const Result<PrivateKey>& key) {
  return key.ok() ? "" : key.error().message.id;
}

struct Pem {
  std::string secret, open;
};
Pem pem_of(EVP_PKEY* key) {
  Pem out;
  for (const bool secret : {true, false}) {
    BIO* bio = BIO_new(BIO_s_mem());
    if (secret) {
      PEM_write_bio_PKCS8PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    } else {
      PEM_write_bio_PUBKEY(bio, key);
    }
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    (secret ? out.secret : out.open).assign(data, static_cast<std::size_t>(size));
    BIO_free(bio);
  }
  EVP_PKEY_free(key);
  return out;
}

class BothKinds : public ::testing::TestWithParam<KeyKind> {};
INSTANTIATE_TEST_SUITE_P(Keys, BothKinds, ::testing::Values(KeyKind::ed25519, KeyKind::sm2));

TEST_P(BothKinds, SignAndVerify) {
  const PrivateKey secret = private_key(GetParam());
  const PublicKey open = public_key(GetParam());
  EXPECT_EQ(secret.kind(), GetParam());
  EXPECT_EQ(open.kind(), GetParam());
  EXPECT_EQ(secret.id(), open.id());
  EXPECT_EQ(open.id(), pair_of(GetParam()).id);
  EXPECT_EQ(open.id().size(), 71U);
  const std::string signature = secret.sign("bytes").value();
  EXPECT_TRUE(open.verifies("bytes", signature));
  EXPECT_FALSE(open.verifies("byteS", signature));
  EXPECT_FALSE(open.verifies("bytes ", signature));
  EXPECT_FALSE(open.verifies("bytes", signature + '\0'));
  EXPECT_FALSE(open.verifies("bytes", ""));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = signature;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      EXPECT_FALSE(open.verifies("bytes", changed)) << i << " " << bit;
    }
    EXPECT_FALSE(open.verifies("bytes", signature.substr(0, i))) << i;
  }
}

TEST_P(BothKinds, AnotherKeyOfTheKindDoesNotVerify) {
  const std::string signature = private_key(GetParam()).sign("bytes").value();
  const KeyPair other = make_keys(GetParam(), "").value();
  EXPECT_NE(other.id, pair_of(GetParam()).id);
  EXPECT_FALSE(PublicKey::from_pem(other.public_pem).value().verifies("bytes", signature));
}

TEST_P(BothKinds, KeepTheirPassphrase) {
  const KeyPair keys = make_keys(GetParam(), "长口令 with spaces").value();
  EXPECT_TRUE(needs_passphrase(keys.private_pem));
  EXPECT_FALSE(needs_passphrase(pair_of(GetParam()).private_pem));
  EXPECT_EQ(error_of(PrivateKey::from_pem(keys.private_pem, "")), "keys.passphrase-missing");
  EXPECT_EQ(error_of(PrivateKey::from_pem(keys.private_pem, "wrong")), "keys.passphrase-wrong");
  EXPECT_EQ(error_of(PrivateKey::from_pem(keys.private_pem, std::string(5000, 'x'))),
            "keys.passphrase-wrong");
  const auto opened = PrivateKey::from_pem(keys.private_pem, "长口令 with spaces");
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->id(), keys.id);
}

TEST_P(BothKinds, RefuseWhatIsNotOneKeyOfTheirs) {
  const KeyPair& keys = pair_of(GetParam());
  EXPECT_EQ(error_of(PublicKey::from_pem(keys.private_pem)), "keys.is-private");
  EXPECT_EQ(error_of(PrivateKey::from_pem(keys.public_pem, "")), "keys.is-public");
  EXPECT_EQ(error_of(PublicKey::from_pem(keys.public_pem + keys.public_pem)), "keys.not-one-key");
  EXPECT_EQ(error_of(PrivateKey::from_pem(keys.private_pem + keys.private_pem, "")),
            "keys.not-one-key");
  EXPECT_EQ(error_of(PublicKey::from_pem(keys.public_pem.substr(0, 40))), "keys.not-one-key");
  EXPECT_EQ(error_of(PrivateKey::from_pem("", "")), "keys.not-one-key");
  EXPECT_EQ(error_of(PrivateKey::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n", "")),
            "keys.not-one-key");
}

TEST(Keys, OfOtherKindsAreRefused) {
  const Pem others[] = {pem_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048})),
                        pem_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")),
                        pem_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED448")),
                        pem_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519"))};
  for (const Pem& pem : others) {
    EXPECT_EQ(error_of(PrivateKey::from_pem(pem.secret, "")), "keys.wrong-kind");
    EXPECT_EQ(error_of(PublicKey::from_pem(pem.open)), "keys.wrong-kind");
  }
}

TEST(Keys, OneKindDoesNotVerifyTheOther) {
  const std::string signature = private_key(KeyKind::sm2).sign("bytes").value();
  EXPECT_FALSE(public_key(KeyKind::ed25519).verifies("bytes", signature));
  const std::string other = private_key(KeyKind::ed25519).sign("bytes").value();
  EXPECT_FALSE(public_key(KeyKind::sm2).verifies("bytes", other));
}

}  // namespace
}  // namespace mishen
