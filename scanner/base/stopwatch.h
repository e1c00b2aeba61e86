// Where time goes: stages that stand inside each other, each charged with its own time alone, so
// that all of them together are the time that passed. Nothing here reads a clock by itself: who
// measures hands one in, and where nobody does (a null Stopwatch) a Lap costs a comparison.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <type_traits>
#include <vector>

namespace mishen {

// An amount of time.
struct Spent {
  std::chrono::nanoseconds wall{0};
  std::chrono::nanoseconds cpu{0};

  Spent& operator+=(const Spent& more) {
    wall += more.wall;
    cpu += more.cpu;
    return *this;
  }
  friend bool operator==(const Spent&, const Spent&) = default;
};

// Time since any fixed moment, never backwards.
struct TimeSource {
  std::function<std::chrono::nanoseconds()> wall;
  std::function<std::chrono::nanoseconds()> cpu;  // what this process has computed
};

// Goes from when it is made. Stages are numbers below `slots`; what stands in no Lap is 0's.
class Stopwatch {
 public:
  // Asking the kernel for the CPU time takes a good deal longer than the wall clock. It is asked
  // once `cpu_every` has passed, and what was computed in between is divided among the stages that
  // were met by their wall time: right where all of them compute, so a process that also waits asks
  // each time (0).
  Stopwatch(TimeSource clocks, std::size_t slots, std::chrono::nanoseconds cpu_every);

  void enter(std::size_t slot);
  void leave();
  // By slot, up to now. It goes on.
  [[nodiscard]] const std::vector<Spent>& read();

 private:
  // Charges what has passed to the innermost stage.
  void pass();
  void divide_cpu();

  TimeSource clocks_;
  std::chrono::nanoseconds cpu_every_;
  std::chrono::nanoseconds wall_at_;
  std::chrono::nanoseconds cpu_at_;
  std::vector<std::size_t> open_ = {0};              // innermost last
  std::vector<std::chrono::nanoseconds> undivided_;  // wall by slot since cpu_at_
  std::chrono::nanoseconds undivided_sum_{0};
  std::vector<Spent> spent_;
};

// One stay in a stage, as long as it lives. Inside another it stops that one's time.
class Lap {
 public:
  Lap(Stopwatch* watch, std::size_t slot) : watch_(watch) {
    if (watch_ != nullptr) watch_->enter(slot);
  }
  template <class Stage>
  requires std::is_enum_v<Stage> Lap(Stopwatch* watch, Stage stage)
      : Lap(watch, static_cast<std::size_t>(stage)) {}
  ~Lap() {
    if (watch_ != nullptr) watch_->leave();
  }
  Lap(const Lap&) = delete;
  Lap& operator=(const Lap&) = delete;

 private:
  Stopwatch* watch_;
};

}  // namespace mishen
