#include "scanner/judge/ident.h"

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

constexpr MaskShape kShape{3, 4, false};

std::string context_of(const Passage& where, std::string_view what) {
  const auto begin = static_cast<std::uint32_t>(where.text.find(what));
  return local_context(document({where}),
                       {0, {begin, begin + static_cast<std::uint32_t>(what.size())}});
}

TEST(LocalContext, IsTheWordsThatLeadToTheValue) {
  EXPECT_EQ(context_of(passage("联系人张三，电话：138"), "138"), "联系人张三电话");
  EXPECT_EQ(context_of(passage("今天上午在区政府联系人张三，电话：138"), "138"),
            "府联系人张三电话");
  EXPECT_EQ(context_of(passage("上一句话。电话：138"), "138"), "电话");
  EXPECT_EQ(context_of(passage("甲137，乙138"), "138"), "乙");
  EXPECT_EQ(context_of(passage("上一句话。\n138"), "138"), "");
}

TEST(LocalContext, DoesNotSeeLineEnds) {
  EXPECT_EQ(context_of(passage("联系人张\n三，电话：\n138"), "138"), "联系人张三电话");
}

TEST(LocalContext, TakesTheHeaderWhenTheCellHasNoWords) {
  EXPECT_EQ(context_of(cell("138", 2, 4, "联系电话"), "138"), "联系电话");
  EXPECT_EQ(context_of(cell("张三138", 2, 4, "联系电话"), "138"), "张三");
}

TEST(Ids, HaveTheirShape) {
  const FingerprintKey key("k");
  IdMaker ids(key);
  const std::string id = ids.make("p/r", "13800138000", kShape, "电话");
  ASSERT_EQ(id.size(), 4U + 16U);
  EXPECT_EQ(id.substr(0, 4), "p/r:");
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef", 4), std::string::npos);
}

TEST(Ids, TellValuesContextsAndRepeatsApart) {
  const FingerprintKey key("k");
  IdMaker ids(key);
  std::vector<std::string> made = {ids.make("p/r", "13800138000", kShape, "电话"),
                                   ids.make("p/r", "13800138000", kShape, "电话"),
                                   ids.make("p/r", "13800138001", kShape, "电话"),
                                   ids.make("p/r", "13800138000", kShape, "手机"),
                                   ids.make("p/q", "13800138000", kShape, "电话")};
  std::sort(made.begin(), made.end());
  EXPECT_EQ(std::adjacent_find(made.begin(), made.end()), made.end());
}

TEST(Ids, DoNotDependOnSpacesButOnTheKey) {
  const FingerprintKey key("k");
  const FingerprintKey other("l");
  const auto id = [](const FingerprintKey& with, std::string_view value) {
    return IdMaker(with).make("p/r", value, kShape, "电话");
  };
  EXPECT_EQ(id(key, "138 0013 8000"), id(key, "138\n00138000"));
  EXPECT_NE(id(key, "13800138000"), id(other, "13800138000"));
}

TEST(Ids, WithoutAKeyGiveNothingAwayButTheMask) {
  const FingerprintKey none;
  const auto id = [&](std::string_view value) {
    return IdMaker(none).make("p/r", value, kShape, "电话");
  };
  EXPECT_EQ(id("13800138000"), id("13811118000"));
  EXPECT_NE(id("13800138000"), id("13800138001"));
}

}  // namespace
}  // namespace mishen
