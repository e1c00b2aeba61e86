// A worker may lie about its time: that costs nothing but its own figures.
#include "scanner/worker/wire_times.h"

#include <gtest/gtest.h>

#include <random>

namespace mishen {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr std::size_t kFormats = 3;
constexpr Spent kMeasured{milliseconds(100), milliseconds(80)};

Spent spent(long wall, long cpu) { return {milliseconds(wall), milliseconds(cpu)}; }

Spent& of(DraftTimes& times, DraftStage stage) {
  return times.stages[static_cast<std::size_t>(stage)];
}

DraftTimes honest() {
  DraftTimes times;
  of(times, DraftStage::confining) = spent(5, 2);
  of(times, DraftStage::matching) = spent(30, 25);
  times.formats.resize(kFormats);
  times.formats[0] = {spent(40, 39), 2000, 1, 0};
  times.formats[2] = {spent(10, 9), 500, 3, 3};
  return times;
}

std::optional<DraftTimes> sent(const DraftTimes& times) {
  return decode_times(encode_times(times), kFormats, Limits{}, kMeasured);
}

Spent sum_of(const DraftTimes& times) {
  Spent sum;
  for (const Spent& stage : times.stages) sum += stage;
  for (const FormatTimes& format : times.formats) sum += format.own;
  return sum;
}

TEST(WireTimes, AddUpToWhatTheParentMeasured) {
  const std::optional<DraftTimes> got = sent(honest());
  ASSERT_TRUE(got);
  DraftTimes expected = honest();
  of(expected, DraftStage::elsewhere) = spent(15, 5);
  EXPECT_EQ(*got, expected);
  EXPECT_EQ(sum_of(*got), kMeasured);
}

TEST(WireTimes, AreOfOneSize) {
  const std::string whole = encode_times(honest());
  EXPECT_EQ(whole.size(), times_size(kFormats));
  EXPECT_FALSE(decode_times(whole + "x", kFormats, Limits{}, kMeasured));
  EXPECT_FALSE(decode_times(whole, kFormats + 1, Limits{}, kMeasured));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_FALSE(decode_times(whole.substr(0, i), kFormats, Limits{}, kMeasured)) << i;
  }
}

TEST(WireTimes, OfMoreTimeThanThereWasAreShrunkToFit) {
  DraftTimes lie = honest();
  of(lie, DraftStage::judging) = {std::chrono::hours(24 * 365 * 200), nanoseconds(-1)};
  std::optional<DraftTimes> got = sent(lie);
  ASSERT_TRUE(got);
  EXPECT_EQ(sum_of(*got), kMeasured);
  EXPECT_GT(of(*got, DraftStage::judging).cpu, of(*got, DraftStage::matching).cpu);

  for (Spent& stage : lie.stages) stage = {nanoseconds(-1), nanoseconds::min()};
  for (FormatTimes& format : lie.formats) format.own = {nanoseconds::max(), nanoseconds(-1)};
  got = sent(lie);
  ASSERT_TRUE(got);
  EXPECT_EQ(sum_of(*got), kMeasured);

  // A worker that was given no time has used none.
  got = decode_times(encode_times(lie), kFormats, Limits{}, {});
  ASSERT_TRUE(got);
  EXPECT_EQ(sum_of(*got), Spent{});
}

TEST(WireTimes, WithCountsOfNoDraftAreRefused) {
  const auto refused = [](std::size_t format, FormatTimes counts) {
    DraftTimes lie = honest();
    lie.formats[format] = counts;
    return !sent(lie);
  };
  EXPECT_FALSE(refused(1, {{}, 10, 1, 1}));
  EXPECT_TRUE(refused(1, {{}, 10, 1, 0})) << "two drafts";
  EXPECT_TRUE(refused(1, {{}, 10, 1, 2})) << "more inside than there are";
  EXPECT_TRUE(refused(1, {{}, UINT64_MAX, 1, 1}));
  EXPECT_TRUE(refused(1, {{}, UINT64_MAX - 2500, 1, 1}));
  EXPECT_TRUE(refused(1, {{}, 10, UINT64_MAX, UINT64_MAX}));
  EXPECT_TRUE(refused(1, {{}, 10, UINT64_MAX - 3, UINT64_MAX - 3}));
}

// Whatever is sent: refused, or within what was measured, with no figure below nothing.
TEST(WireTimes, OfAnyBytesStayWithinWhatWasMeasured) {
  std::mt19937 random(7);
  const std::string whole = encode_times(honest());
  int taken = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string changed = whole;
    for (int i = 0; i < 4; ++i) changed[random() % changed.size()] = static_cast<char>(random());
    const std::optional<DraftTimes> got = decode_times(changed, kFormats, Limits{}, kMeasured);
    if (!got) continue;
    ++taken;
    ASSERT_EQ(sum_of(*got), kMeasured);
    for (const Spent& stage : got->stages) {
      ASSERT_GE(stage.wall.count(), 0);
      ASSERT_GE(stage.cpu.count(), 0);
    }
    for (const FormatTimes& format : got->formats) {
      ASSERT_GE(format.own.wall.count(), 0);
      ASSERT_GE(format.own.cpu.count(), 0);
    }
  }
  EXPECT_GT(taken, 100);
}

}  // namespace
}  // namespace mishen
