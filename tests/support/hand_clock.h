// A clock that a test moves: wall and CPU time are the same.
#pragma once

#include <chrono>

#include "scanner/base/stopwatch.h"

namespace mishen {

// `source()` reads this very object, which must outlive it.
struct HandClock {
  std::chrono::nanoseconds now{0};

  TimeSource source() {
    return {[this] { return now; }, [this] { return now; }};
  }
};

}  // namespace mishen
