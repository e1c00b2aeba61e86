#include "scanner/base/secret.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace mishen {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
static_assert(!Printable<Secret>, "a Secret must not be printable");
static_assert(!std::is_convertible_v<Secret, std::string>);

TEST(Mask, KeepsOnlyTheEnds) {
  EXPECT_EQ(mask("11010519491231002X", {3, 4}), "110***********002X");
  EXPECT_EQ(mask("13800138000", {3, 4}), "138****8000");
}

TEST(Mask, HidesShortValuesWhole) {
  EXPECT_EQ(mask("1234567", {3, 4}), "*******");
  EXPECT_EQ(mask("12345678", {3, 4}), "********");
  EXPECT_EQ(mask("", {3, 4}), "");
}

TEST(Mask, CountsCodePoints) { EXPECT_EQ(mask("张三李四王五赵六钱", {1, 1}), "张*******钱"); }

TEST(Mask, LeavesOpenValues) { EXPECT_EQ(mask("机密★5年", {0, 0, true}), "机密★5年"); }

TEST(MaskDigitRuns, HidesLongRunsAndLeavesShortOnes) {
  EXPECT_EQ(mask_digit_runs("电话 13800138000,共 5314 条"), "电话 138********,共 5314 条");
  EXPECT_EQ(mask_digit_runs("138-0013-8000"), "138-****-****");
  EXPECT_EQ(mask_digit_runs("2024年5月6日"), "2024年5月6日");
  EXPECT_EQ(mask_digit_runs("340***********1234"),
            "340***********"
            "****");
  EXPECT_EQ(mask_digit_runs("1234567890123"), "123**********");
}

TEST(MaskDigitRuns, SeesFullWidthDigits) { EXPECT_EQ(mask_digit_runs("1380013"), "138****"); }

TEST(Fingerprint, WithoutKeyGivesNothingBeyondTheMask) {
  const MaskShape shape{3, 4};
  const FingerprintKey none;
  // Two values with one mask: an attacker who enumerates them cannot tell which it was.
  EXPECT_EQ(Secret("13800138000").fingerprint(none, "r", shape),
            Secret("13811118000").fingerprint(none, "r", shape));
}

TEST(Fingerprint, WithKeyTellsValuesApart) {
  const MaskShape shape{3, 4};
  const FingerprintKey key("k");
  EXPECT_NE(Secret("13800138000").fingerprint(key, "r", shape),
            Secret("13811118000").fingerprint(key, "r", shape));
  EXPECT_NE(Secret("13800138000").fingerprint(key, "a", shape),
            Secret("13800138000").fingerprint(key, "b", shape));
  EXPECT_EQ(Secret("13800138000").fingerprint(key, "r", shape),
            Secret("13800138000").fingerprint(key, "r", shape));
}

}  // namespace
}  // namespace mishen
