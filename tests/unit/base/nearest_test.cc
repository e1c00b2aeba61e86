#include "scanner/base/nearest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace mishen {
namespace {

constexpr std::array<std::string_view, 4> kKnown = {"regex", "remedy", "readings", "edges"};

TEST(Nearest, FindsWhatWasMeant) {
  EXPECT_EQ(nearest("regx", kKnown), "regex");
  EXPECT_EQ(nearest("reading", kKnown), "readings");
  EXPECT_EQ(nearest("egdes", kKnown), "edges");
  EXPECT_EQ(nearest("remedy", kKnown), "remedy");
}

TEST(Nearest, SaysNothingWhenNothingIsNear) {
  EXPECT_EQ(nearest("severity", kKnown), "");
  EXPECT_EQ(nearest("", kKnown), "");
  EXPECT_EQ(nearest(std::string(100'000, 'r'), kKnown), "");
  EXPECT_EQ(nearest("regex", {}), "");
}

}  // namespace
}  // namespace mishen
