// The cmap table of a font, and when what is drawn contradicts what is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "plugins/formats/pdf/cmap_table.h"
#include "plugins/formats/pdf/ink.h"

namespace mishen::pdf {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string big(std::uint64_t value, int size) {
  std::string out;
  for (int i = size - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i));
  return out;
}

// One subtable for platform 3, encoding 1.
std::string table(const std::string& subtable) {
  return big(0, 2) + big(1, 2) + big(3, 2) + big(1, 2) + big(12, 4) + subtable;
}

// Segments 'A' to 'C' by a difference, 0x4E00 by the list of glyphs, and the last one.
std::string segments() {
  return big(4, 2) + big(0, 2) + big(0, 2) + big(6, 2) + big(0, 6) +  // ends
         big('C', 2) + big(0x4E00, 2) + big(0xFFFF, 2) + big(0, 2) +  // starts
         big('A', 2) + big(0x4E00, 2) + big(0xFFFF, 2) +              // differences
         big(0x10000 - 'A' + 5, 2) + big(0, 2) + big(1, 2) +          // places
         big(0, 2) + big(4, 2) + big(0, 2) + big(77, 2);
}

TEST(Cmap, SegmentsGroupsAndLists) {
  const auto maps = read_cmap(table(segments()));
  ASSERT_EQ(maps.size(), 1U);
  EXPECT_TRUE(maps[0].is_unicode());
  EXPECT_THAT(maps[0].glyphs,
              ElementsAre(Pair('A', 5U), Pair('B', 6U), Pair('C', 7U), Pair(0x4E00, 77U)));
  EXPECT_EQ(maps[0].glyph_of(0x4E00), 77U);
  EXPECT_EQ(maps[0].glyph_of('D'), 0U);
  const std::string groups = big(12, 2) + big(0, 2) + big(28, 4) + big(0, 4) + big(1, 4) +
                             big(0x20000, 4) + big(0x20001, 4) + big(9, 4);
  EXPECT_THAT(read_cmap(table(groups)).at(0).glyphs,
              ElementsAre(Pair(0x20000U, 9U), Pair(0x20001U, 10U)));
  const std::string list = big(6, 2) + big(0, 4) + big(0x30, 2) + big(2, 2) + big(3, 2) + big(4, 2);
  EXPECT_THAT(read_cmap(table(list)).at(0).glyphs, ElementsAre(Pair(0x30U, 3U), Pair(0x31U, 4U)));
}

TEST(Cmap, AnyBytesAreSurvived) {
  EXPECT_THAT(read_cmap(""), IsEmpty());
  EXPECT_THAT(read_cmap(std::string(300, '\xFF')), IsEmpty());
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = table(segments());
    for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    std::size_t entries = 0;
    for (const CharacterMap& map : read_cmap(bytes)) entries += map.glyphs.size();
    EXPECT_LE(entries, 65'536U);
  }
}

TEST(Ink, IsTheMeanOfWhatWasCounted) {
  Ink ink;
  const Box page{0, 0, 100, 200};
  EXPECT_TRUE(ink.empty());
  ink.add(page, {10.5, 20.5}, 100);
  ink.add(page, {11, 21}, 200);
  ink.add(page, {500, 20}, 255);
  EXPECT_DOUBLE_EQ(ink.at({10.9, 20.1}), 150);
  EXPECT_LT(ink.at({50, 50}), 0);
  EXPECT_LT(ink.at({-3, 50}), 0);
}

}  // namespace
}  // namespace mishen::pdf
