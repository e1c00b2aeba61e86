#include "scanner/git/environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mishen::git {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SplitAlternates, AreSeparatedByColons) {
  EXPECT_THAT(split_alternates(""), IsEmpty());
  EXPECT_THAT(split_alternates("/a/objects"), ElementsAre("/a/objects"));
  EXPECT_THAT(split_alternates("/a:/b c::/d"), ElementsAre("/a", "/b c", "/d"));
}

TEST(SplitAlternates, OneWithAColonIsQuoted) {
  EXPECT_THAT(split_alternates("\"/a:b\":/c"), ElementsAre("/a:b", "/c"));
  EXPECT_THAT(split_alternates(R"("/a\"\\\n\303\251":/c)"), ElementsAre("/a\"\\\n\303\251", "/c"));
  EXPECT_THAT(split_alternates("\"/never closed:"), ElementsAre("/never closed:"));
}

}  // namespace
}  // namespace mishen::git
