#include "scanner/base/stopwatch.h"

#include <utility>

namespace mishen {

using std::chrono::nanoseconds;

Stopwatch::Stopwatch(TimeSource clocks, std::size_t slots, nanoseconds cpu_every)
    : clocks_(std::move(clocks)),
      cpu_every_(cpu_every),
      wall_at_(clocks_.wall()),
      cpu_at_(clocks_.cpu()),
      undivided_(slots),
      spent_(slots) {}

void Stopwatch::enter(std::size_t slot) {
  pass();
  open_.push_back(slot);
}

void Stopwatch::leave() {
  pass();
  if (open_.size() > 1) open_.pop_back();
}

const std::vector<Spent>& Stopwatch::read() {
  pass();
  divide_cpu();
  return spent_;
}

void Stopwatch::pass() {
  const nanoseconds now = clocks_.wall();
  const nanoseconds passed = now - wall_at_;
  wall_at_ = now;
  undivided_[open_.back()] += passed;
  undivided_sum_ += passed;
  if (undivided_sum_ >= cpu_every_) divide_cpu();
}

void Stopwatch::divide_cpu() {
  const nanoseconds now = clocks_.cpu();
  nanoseconds computed = now - cpu_at_;
  cpu_at_ = now;
  // Shares of what is left, so that the last one takes all of it and nothing is lost by rounding.
  for (std::size_t slot = 0; slot < undivided_.size() && undivided_sum_.count() > 0; ++slot) {
    const nanoseconds wall = undivided_[slot];
    if (wall.count() == 0) continue;
    const double share =
        static_cast<double>(wall.count()) / static_cast<double>(undivided_sum_.count());
    const nanoseconds cpu(
        static_cast<nanoseconds::rep>(static_cast<double>(computed.count()) * share));
    spent_[slot] += {wall, cpu};
    computed -= cpu;
    undivided_sum_ -= wall;
    undivided_[slot] = nanoseconds(0);
  }
  spent_[open_.back()].cpu += computed;  // no wall time passed that the clock could tell
}

}  // namespace mishen
