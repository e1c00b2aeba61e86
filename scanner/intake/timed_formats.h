// The same formats, with what each reads counted and timed. A file inside another counts for its
// own plug-in alone, whatever the depth. The formats themselves know nothing of it. For reading:
// nothing else of them is handed on.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "scanner/base/stages.h"
#include "scanner/intake/format.h"

namespace mishen {

// Not movable: its formats point to it. `formats` and `watch` must outlive it.
class TimedFormats {
 public:
  TimedFormats(const FormatSet& formats, Stopwatch& watch);
  ~TimedFormats();
  TimedFormats(const TimedFormats&) = delete;
  TimedFormats& operator=(const TimedFormats&) = delete;

  [[nodiscard]] const FormatSet& set() const { return set_; }
  // The slots a stopwatch over workers' stages and these formats has.
  [[nodiscard]] static std::size_t slots(const FormatSet& formats) {
    return kDraftStageCount + formats.entries().size();
  }
  // What was read so far, by index into entries(); the times are the stopwatch's.
  [[nodiscard]] const std::vector<FormatTimes>& counts() const { return counts_; }

 private:
  class Timed;
  FormatSet timed(const FormatSet& formats);

  Stopwatch& watch_;
  std::size_t depth_ = 0;
  std::vector<FormatTimes> counts_;
  std::vector<std::unique_ptr<Timed>> formats_;
  FormatSet set_;
};

}  // namespace mishen
