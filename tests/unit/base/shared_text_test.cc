#include "scanner/base/shared_text.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace mishen {
namespace {

TEST(SharedText, IsAValueLikeAString) {
  const std::string long_text(100, 'x');
  SharedText a = long_text;
  const SharedText b = a;
  EXPECT_EQ(a, long_text);
  EXPECT_EQ(a, b);
  EXPECT_EQ(a.view().data(), b.view().data()) << "one text";
  a = "other";
  EXPECT_EQ(a, "other");
  EXPECT_EQ(b, long_text);
  EXPECT_FALSE(a == b);
  EXPECT_EQ(SharedText("other"), a) << "what it says counts, not whose it is";
}

TEST(SharedText, NothingIsEmpty) {
  const SharedText nothing;
  EXPECT_TRUE(nothing.empty());
  EXPECT_EQ(nothing.size(), 0U);
  EXPECT_EQ(nothing, "");
  EXPECT_EQ(nothing, SharedText(std::string()));
  EXPECT_EQ(SharedText(std::string_view("a\0b", 3)).size(), 3U);
}

TEST(SharedText, LivesAsLongAsItsLastOwner) {
  std::vector<SharedText> owners(1, SharedText("word/document.xml"));
  for (int i = 0; i < 100; ++i) owners.push_back(owners.back());
  SharedText moved = std::move(owners.front());
  owners.front() = owners.back();
  const SharedText& self = moved;
  moved = self;
  EXPECT_EQ(moved, "word/document.xml");
  const SharedText last = owners[50];
  owners.clear();
  moved = {};
  EXPECT_EQ(last, "word/document.xml");
}

}  // namespace
}  // namespace mishen
