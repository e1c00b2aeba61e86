// Extents: what is kept of where characters stand is where they stand.
#include "scanner/document/extents.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <utility>
#include <vector>

namespace mishen {
namespace {

constexpr double kHalfUnit = 1.0 / 512;

using Line = std::vector<std::pair<double, double>>;

// Lines as they are set: of one width, of many, spaced, backwards, over each other, far away.
Line line_of(std::mt19937& random) {
  const auto below = [&](std::uint32_t n) { return static_cast<double>(random() % n); };
  Line line;
  const auto count = random() % 5 == 0 ? random() % 700 : random() % 60;
  const double widths[] = {10.5, 5.25, 10.5 / 3, 0};
  const auto kind = random() % 4;
  double at = kind == 3 ? -below(100'000) : 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    double width = widths[random() % (kind == 0 ? 1 : 4)];
    if (kind == 2) width = below(20'000) / 777 - 5;
    line.emplace_back(at, at + width);
    at += width + (random() % 7 == 0 ? below(3'000) / 100 - 10 : 0);
  }
  return line;
}

TEST(Extents, AreWhatWasWritten) {
  std::mt19937 random(20261128);
  for (int round = 0; round < 300; ++round) {
    ExtentsWriter writer;
    std::vector<Line> lines;
    std::vector<std::uint32_t> places;
    for (auto n = random() % 6; n > 0; --n) {
      lines.push_back(line_of(random));
      places.push_back(writer.begin_line());
      for (const auto& [begin, end] : lines.back()) writer.add(begin, end);
    }
    const Extents extents = writer.take();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Line& line = lines[i];
      const auto read = extents.characters(places[i], line.size());
      ASSERT_EQ(read.size(), line.size());
      for (std::size_t c = 0; c < line.size(); ++c) {
        ASSERT_NEAR(read[c].begin, std::min(line[c].first, line[c].second), kHalfUnit);
        ASSERT_NEAR(read[c].end, std::max(line[c].first, line[c].second), kHalfUnit);
      }
      if (line.empty()) continue;
      const auto first = random() % line.size();
      const auto last = first + 1 + random() % (line.size() - first);
      Extent naive = read[first];
      for (auto c = first; c < last; ++c) {
        naive.begin = std::min(naive.begin, read[c].begin);
        naive.end = std::max(naive.end, read[c].end);
      }
      const auto reach = extents.reach(places[i], first, last);
      ASSERT_TRUE(reach);
      ASSERT_EQ(reach->begin, naive.begin);
      ASSERT_EQ(reach->end, naive.end);
    }
  }
}

TEST(Extents, OfNoCharactersReachNowhere) {
  ExtentsWriter writer;
  const std::uint32_t line = writer.begin_line();
  writer.add(1, 2);
  const Extents extents = writer.take();
  EXPECT_FALSE(extents.reach(line, 0, 0));
  EXPECT_FALSE(extents.reach(line, 1, 1));
  EXPECT_FALSE(Extents().reach(0, 0, 5));
  EXPECT_TRUE(Extents().characters(0, 5).empty());
}

TEST(Extents, ALineEndTakesNoRoom) {
  ExtentsWriter writer;
  const std::uint32_t line = writer.begin_line();
  writer.add(0, 12);
  writer.add_end();
  const auto read = writer.take().characters(line, 2);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[1].begin, 12);
  EXPECT_EQ(read[1].end, 12);
}

TEST(Extents, ALineCanBeTakenOver) {
  ExtentsWriter writer;
  writer.begin_line();
  for (int i = 0; i < 300; ++i) writer.add(i * 7, i * 7 + 6);
  const std::uint32_t second = writer.begin_line();
  writer.add(3, 4);
  const Extents extents = writer.take();
  const std::uint32_t first_again = writer.add_line(extents.bytes_of(0, second));
  const std::uint32_t second_again = writer.add_line(extents.bytes_of(second, extents.size()));
  const Extents copy = writer.take();
  EXPECT_EQ(copy.characters(first_again, 300).back().begin, 299 * 7);
  EXPECT_EQ(copy.characters(second_again, 1).front().begin, 3);
}

TEST(Extents, AreNumbersWhateverAFileSays) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double odd[] = {kInfinity, -kInfinity, std::nan(""), 1e300, -1e300, 0};
  ExtentsWriter writer;
  const std::uint32_t line = writer.begin_line();
  std::size_t count = 0;
  for (const double begin : odd) {
    for (const double end : odd) {
      writer.add(begin, end);
      ++count;
    }
  }
  const auto read = writer.take().characters(line, count);
  ASSERT_EQ(read.size(), count);
  for (const Extent& extent : read) {
    EXPECT_TRUE(std::isfinite(extent.begin) && std::isfinite(extent.end));
    EXPECT_LE(extent.begin, extent.end);
  }
}

// What they are for: a page of Chinese text has two thousand characters.
TEST(Extents, TakeFewBytes) {
  ExtentsWriter even;
  even.begin_line();
  for (int i = 0; i < 40; ++i) even.add(i * 10.5, (i + 1) * 10.5);
  even.add_end();
  EXPECT_LE(even.take().size(), 8U);

  ExtentsWriter uneven;
  uneven.begin_line();
  double at = 0;
  for (int i = 0; i < 90; ++i) {
    const double width = 3 + i * 7 % 11;
    uneven.add(at, at + width);
    at += width;
  }
  EXPECT_LE(uneven.take().size(), 90U * 2 + 4);
}

}  // namespace
}  // namespace mishen
