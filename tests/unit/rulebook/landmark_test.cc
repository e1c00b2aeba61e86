// What every match contains near its begin, and where that lets one begin.
#include "scanner/rulebook/landmark.h"

#include <gtest/gtest.h>

#include <string>

#include "scanner/rulebook/pattern.h"

namespace mishen {
namespace {

Landmark of(std::string_view pattern) { return landmark_of(*read_pattern(pattern)); }

TEST(Landmark, IsWhatAllAlternativesShare) {
  EXPECT_EQ(of("[绝机] {0,3}密"), (Landmark{U'密', 4, {}}));
  EXPECT_EQ(of("密[级]?"), (Landmark{U'密', 0, {}}));
  EXPECT_EQ(of("(?:甲乙)?(?:丁密|戊己密)"), (Landmark{U'密', 4, {}}));
  EXPECT_EQ(of("(?:密){2,3}"), (Landmark{U'密', 0, {}}));
}

TEST(Landmark, IsNotWhatAMatchMayLack) {
  for (const std::string_view pattern : {"密?\\d", "密|机", "[密机]", "(?:密)*", "\\d{4}", "[^密]",
                                         "é", "a", "\\x{1F31F}", ".*密", "\\d{17}密", "", "^$"}) {
    EXPECT_FALSE(of(pattern).is_known()) << pattern;
  }
}

TEST(Landmark, TellsWhereAMatchMayBegin) {
  const Landmark landmark{U'密', 2, {}};
  const std::string text = "中文中文机 密，密。";  // 密 at bytes 16 and 22
  EXPECT_EQ(landmark.next(text, 0), 12U);
  EXPECT_EQ(landmark.next(text, 13), 13U);
  EXPECT_EQ(landmark.next(text, 16), 16U);
  EXPECT_EQ(landmark.next(text, 19), 19U);
  EXPECT_EQ(landmark.next(text, 25), std::string_view::npos);
  EXPECT_EQ(landmark.next("", 0), std::string_view::npos);
  EXPECT_EQ(landmark.next("密", 0), 0U);
  const Landmark first{U'密', 2, U"机绝"};
  EXPECT_EQ(first.next(text, 0), 12U);
  EXPECT_EQ(first.next(text, 13), std::string_view::npos);
  EXPECT_EQ(first.next("密密绝密", 0), 6U);
  // Other characters have its last two bytes.
  EXPECT_EQ(landmark.next("\xE6\xAF\x86 \xE4\xAF\x86", 0), std::string_view::npos);
}

// At every distance from the text's ends and from where sixteen bytes begin.
TEST(Landmark, IsMetWhereverItStands) {
  const Landmark landmark{U'密', 0, {}};
  for (std::size_t before = 0; before < 40; ++before) {
    for (std::size_t after = 0; after < 40; ++after) {
      const std::string text = std::string(before, 'a') + "密" + std::string(after, 'a');
      ASSERT_EQ(landmark.next(text, 0), before) << before << " " << after;
      ASSERT_EQ(landmark.next(text, before + 3), std::string_view::npos) << before << " " << after;
    }
  }
}

}  // namespace
}  // namespace mishen
