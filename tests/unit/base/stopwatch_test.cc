#include "scanner/base/stopwatch.h"

#include <gtest/gtest.h>

namespace mishen {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;

// Clocks that a test sets.
struct Hands {
  nanoseconds wall{1000};
  nanoseconds cpu{500};
  int cpu_asked = 0;

  TimeSource source() {
    return {[this] { return wall; },
            [this] {
              ++cpu_asked;
              return cpu;
            }};
  }
  void compute(microseconds time) {
    wall += time;
    cpu += time;
  }
  void wait(microseconds time) { wall += time; }
};

Spent sum_of(const std::vector<Spent>& all) {
  Spent sum;
  for (const Spent& one : all) sum += one;
  return sum;
}

Spent spent(long wall, long cpu) { return {microseconds(wall), microseconds(cpu)}; }

TEST(Stopwatch, ChargesAStageWithItsOwnTimeOnly) {
  Hands hands;
  Stopwatch watch(hands.source(), 4, nanoseconds(0));
  hands.compute(microseconds(1));
  {
    const Lap outer(&watch, 1);
    hands.compute(microseconds(10));
    {
      const Lap inner(&watch, 2);
      hands.compute(microseconds(100));
      {
        const Lap again(&watch, 1);  // an archive in a document in an archive
        hands.compute(microseconds(1000));
      }
      hands.wait(microseconds(200));
    }
    hands.compute(microseconds(20));
  }
  hands.compute(microseconds(2));
  const std::vector<Spent> all = watch.read();
  EXPECT_EQ(all[0], spent(3, 3));
  EXPECT_EQ(all[1], spent(1030, 1030));
  EXPECT_EQ(all[2], spent(300, 100));
  EXPECT_EQ(all[3], Spent{});
  EXPECT_EQ(sum_of(all), spent(1333, 1133));
}

TEST(Stopwatch, GoesOnAfterItWasRead) {
  Hands hands;
  Stopwatch watch(hands.source(), 2, nanoseconds(0));
  const Lap lap(&watch, 1);
  hands.compute(microseconds(5));
  EXPECT_EQ(watch.read()[1], spent(5, 5));
  hands.wait(microseconds(5));
  EXPECT_EQ(watch.read()[1], spent(10, 5));
}

// Between two questions for the CPU time stages share it by their wall time, and none is lost.
TEST(Stopwatch, AsksForTheCpuTimeOnlyNowAndThen) {
  Hands hands;
  Stopwatch watch(hands.source(), 3, microseconds(1001));
  const int before = hands.cpu_asked;
  for (int i = 0; i < 333; ++i) {
    const Lap first(&watch, 1);
    hands.compute(microseconds(2));
    const Lap second(&watch, 2);
    hands.compute(microseconds(1));
  }
  EXPECT_EQ(hands.cpu_asked, before);
  hands.wait(microseconds(1));
  const std::vector<Spent> all = watch.read();
  EXPECT_EQ(hands.cpu_asked, before + 1);
  EXPECT_EQ(sum_of(all), spent(1000, 999));
  EXPECT_EQ(all[1].wall, microseconds(666));
  EXPECT_EQ(all[2].wall, microseconds(333));
  EXPECT_NEAR(static_cast<double>(all[1].cpu.count()), 666'000 * 0.999, 1);
  EXPECT_NEAR(static_cast<double>(all[2].cpu.count()), 333'000 * 0.999, 1);
}

// A clock too coarse to see a stage: what was computed is not lost.
TEST(Stopwatch, KeepsCpuTimeForWhichNoWallTimePassed) {
  Hands hands;
  Stopwatch watch(hands.source(), 2, nanoseconds(0));
  const Lap lap(&watch, 1);
  hands.cpu += microseconds(7);
  EXPECT_EQ(sum_of(watch.read()), spent(0, 7));
}

}  // namespace
}  // namespace mishen
