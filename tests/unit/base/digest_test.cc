#include "scanner/base/digest.h"

#include <gtest/gtest.h>

#include "scanner/base/base64.h"

namespace mishen {
namespace {

// The examples of FIPS 180-4 and of GB/T 32905-2016, annex A.
TEST(Digest, AreThoseOfTheStandards) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sm3_hex("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string blocks;
  for (int i = 0; i < 16; ++i) blocks += "abcd";
  EXPECT_EQ(sm3_hex(blocks), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Base64, IsReadBackInItsOneForm) {
  for (const std::string bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
    EXPECT_EQ(base64_decoded(base64(bytes)).value_or("none"), bytes);
  }
  for (const std::string_view other : {"Zg", "Zg=", "Zg==\n", " Zg==", "Zh==", "Zm9=", "====",
                                       "Z===", "Zg==Zg==", "Zm9v\n", "Zm9-"}) {
    EXPECT_FALSE(base64_decoded(other)) << other;
  }
}

}  // namespace
}  // namespace mishen
