#include "scanner/base/short_list.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "scanner/base/shared_text.h"

namespace mishen {
namespace {

using Texts = ShortList<SharedText, 2>;

std::vector<std::string> spelled(const Texts& list) {
  std::vector<std::string> out;
  for (const SharedText& text : list) out.emplace_back(text.view());
  return out;
}

TEST(ShortList, IsWhatAVectorIs) {
  std::minstd_rand random(20261128);
  for (int round = 0; round < 200; ++round) {
    Texts list;
    std::vector<std::string> same;
    for (int step = 0; step < 40; ++step) {
      const std::string text(random() % 30, static_cast<char>('a' + random() % 26));
      const std::size_t at = same.empty() ? 0 : random() % same.size();
      const auto place = same.begin() + static_cast<std::ptrdiff_t>(at);
      switch (random() % 6) {
        case 0:
          list.insert(list.begin() + at, text);
          same.insert(place, text);
          break;
        case 1:
          if (same.empty()) break;
          list.erase(list.begin() + at);
          same.erase(place);
          break;
        case 2:
          if (same.empty()) break;
          list.pop_back();
          same.pop_back();
          break;
        case 3:
          if (same.empty()) break;
          list.push_back(list[at]);  // which may move while it is copied
          same.push_back(std::string(same[at]));
          break;
        default:
          list.push_back(text);
          same.push_back(text);
          break;
      }
      ASSERT_EQ(spelled(list), same);
      ASSERT_EQ(list.empty(), same.empty());
      if (same.empty()) continue;
      ASSERT_EQ(list.front(), same.front());
      ASSERT_EQ(list.back(), same.back());
    }
  }
}

TEST(ShortList, CopiesAndMovesWhateverItsLength) {
  for (const std::size_t from : {0U, 1U, 2U, 3U, 7U}) {
    for (const std::size_t to : {0U, 2U, 5U}) {
      Texts source;
      for (std::size_t i = 0; i < from; ++i) source.push_back(std::to_string(i));
      Texts copied;
      for (std::size_t i = 0; i < to; ++i) copied.push_back("old");
      Texts moved = copied;
      copied = source;
      EXPECT_EQ(copied, source);
      moved = std::move(source);
      EXPECT_EQ(moved, copied);
      EXPECT_TRUE(source.empty());  // NOLINT: it says so
      source = std::move(moved);
      const Texts& self = source;
      source = self;
      EXPECT_EQ(source, copied);
      EXPECT_EQ(Texts(std::move(source)), copied);
    }
  }
}

TEST(ShortList, TakesRangesAndLists) {
  const Texts inner = {"b", "c", "d"};
  Texts list = {"a", "e"};
  list.insert(list.begin() + 1, inner.begin(), inner.end());
  EXPECT_EQ(spelled(list), (std::vector<std::string>{"a", "b", "c", "d", "e"}));
  EXPECT_EQ(Texts(list.begin(), list.begin() + 2), (Texts{"a", "b"}));
  EXPECT_FALSE(list == inner);
  list.reserve(100);
  EXPECT_EQ(list.size(), 5U);
  list.clear();
  EXPECT_EQ(list, Texts());
}

TEST(ShortList, HoldsWhatCannotBeCopied) {
  ShortList<std::unique_ptr<int>, 1> list;
  for (int i = 0; i < 5; ++i) list.push_back(std::make_unique<int>(i));
  const ShortList<std::unique_ptr<int>, 1> moved = std::move(list);
  EXPECT_EQ(*moved[4], 4);
}

}  // namespace
}  // namespace mishen
