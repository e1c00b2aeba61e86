#include "scanner/worker/wire_pictures.h"

#include <gtest/gtest.h>

#include <limits>

namespace mishen {
namespace {

PagePicture picture(std::uint32_t page) {
  PagePicture out;
  out.page = page;
  out.width = 3;
  out.height = 2;
  out.grey = std::string("\0\x10\x80\xFF\x01\x02", 6);
  out.to_share = {0.1, 0, 0, -0.1, 0, 1};
  return out;
}

const std::vector<std::uint32_t> kAsked = {2, 5, 9};

bool taken(const std::vector<PagePicture>& pictures) {
  return decode_pictures(encode_pictures(pictures), kAsked, {}, {}).ok();
}

TEST(WirePictures, BringsBackWhatWasSent) {
  const auto got = decode_pictures(encode_pictures({picture(2), picture(9)}), kAsked, {}, {});
  ASSERT_TRUE(got.ok());
  ASSERT_EQ(got->size(), 2U);
  EXPECT_EQ((*got)[1].page, 9U);
  EXPECT_EQ((*got)[1].grey, picture(9).grey);
  EXPECT_EQ((*got)[1].to_share, picture(9).to_share);
  EXPECT_TRUE(taken({}));
}

TEST(WirePictures, RefusesWhatDoesNotHold) {
  const std::string whole = encode_pictures({picture(5)});
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x20);
    EXPECT_FALSE(decode_pictures(changed, kAsked, {}, {}).ok()) << i;
    EXPECT_FALSE(decode_pictures(whole.substr(0, i), kAsked, {}, {}).ok()) << i;
  }
}

TEST(WirePictures, RefusesWhatWasNotAskedForOrIsNoPicture) {
  EXPECT_FALSE(taken({picture(3)}));
  EXPECT_FALSE(taken({picture(2), picture(2)}));
  EXPECT_FALSE(taken({picture(9), picture(2)}));
  PagePicture wrong = picture(2);
  wrong.grey += 'x';
  EXPECT_FALSE(taken({wrong}));
  wrong = picture(2);
  wrong.width = 0;
  EXPECT_FALSE(taken({wrong}));
  wrong = picture(2);
  wrong.to_share[4] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(taken({wrong}));
  DrawStyle small;
  small.most_pixels = 0;
  PagePicture large = picture(2);
  large.width = 400;
  large.height = 400;
  large.grey.assign(160'000, 'x');
  EXPECT_TRUE(taken({large}));
  EXPECT_FALSE(decode_pictures(encode_pictures({large}), kAsked, small, {}).ok());
}

}  // namespace
}  // namespace mishen
