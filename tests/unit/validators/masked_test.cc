// How much a mask shows, and what it gives to be joined by.
#include <gtest/gtest.h>

#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

using test::ask;

bool too_little(std::string_view name, std::string_view value) {
  const auto validator = test::make(name);
  return ask(*validator, "«" + std::string(value) + "»").standing != Standing::no;
}

TEST(Masked, IdentityNumbers) {
  for (const char* enough : {"340***********1234", "341302********1234", "34****************",
                             "35*************123", "340XXXXXXXXXXX1234", "341302●●●●●●●●1234"}) {
    EXPECT_FALSE(too_little("cn-masked-id", enough)) << enough;
  }
  for (const char* little :
       {"3413021900****0019", "34130219000101****", "341302190001010***", "3413**190001010015"}) {
    EXPECT_TRUE(too_little("cn-masked-id", little)) << little;
  }
  EXPECT_FALSE(too_little("cn-masked-id", "341302190001010015")) << "nothing is hidden";
  EXPECT_FALSE(too_little("cn-masked-id", "34130200000000****")) << "no birthday stands there";
}

TEST(Masked, MobilesAndCards) {
  EXPECT_FALSE(too_little("cn-masked-mobile", "138****1234"));
  EXPECT_TRUE(too_little("cn-masked-mobile", "13800138***"));
  EXPECT_FALSE(too_little("cn-masked-card", "622202*********0000"));
  EXPECT_TRUE(too_little("cn-masked-card", "62220200********000"));
}

}  // namespace
}  // namespace mishen
