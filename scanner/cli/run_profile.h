// Where the time of a run goes (--profile-time). Made only where it is asked for; everything else
// has a null pointer to it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/base/stages.h"
#include "scanner/intake/format.h"
#include "scanner/pipeline.h"
#include "scanner/worker/pool.h"

namespace mishen {

// What is told of a run. All of it together is what the run took.
struct ProfileFigures {
  struct OfFormat {
    std::string name;
    FormatTimes times;
  };
  struct OfDraft {
    std::string path;  // as reports show it
    Spent spent;
  };

  std::array<Spent, kRunStageCount> run{};
  // Of all workers that reviewed: what they told, by stage and by plug-in.
  std::array<Spent, kDraftStageCount> drafts{};
  std::vector<OfFormat> formats;
  std::uint64_t told = 0;    // workers whose account is in the two above
  std::uint64_t silent = 0;  // and those that gave none: they crashed, were stopped, or lied
  Spent of_silent;
  std::uint64_t others = 0;  // workers that drew pages or annotated
  Spent of_others;
  std::vector<OfDraft> slowest;  // by seconds, the longest first
};
inline constexpr std::size_t kSlowestShown = 5;

class RunProfile {
 public:
  // The run begins now.
  explicit RunProfile(TimeSource clocks);

  // Goes by RunStage.
  [[nodiscard]] Stopwatch* watch() { return &watch_; }

  // Before the first draft. `formats` must outlive the profile.
  void expect(const FormatSet& formats, const Limits& limits);
  // Just before a worker is forked.
  void forking() { forked_at_ = clocks_.wall(); }
  // In a worker: what `draft` is answered with (`encode` makes it of the examination), and the
  // account of the time in front of it.
  [[nodiscard]] std::string answer(
      const Draft& draft, const Engine& engine,
      const std::function<std::string(const Examination&)>& encode) const;

  // Counts a worker that reviewed and takes the account off its answer; returns what is left.
  [[nodiscard]] std::string_view ended(const WorkerOutcome& outcome);
  // The draft of the worker that ended last, or one that needed none, is called `path`.
  void name_draft(const std::string& path);
  // Counts a worker that did something else.
  void other_ended(const WorkerOutcome& outcome);

  // Up to now.
  [[nodiscard]] ProfileFigures figures();

 private:
  TimeSource clocks_;
  Stopwatch watch_;
  const FormatSet* formats_ = nullptr;
  Limits limits_;
  std::chrono::nanoseconds forked_at_{0};
  Spent last_;  // of the worker that ended last, until its draft is named
  ProfileFigures sums_;
};

}  // namespace mishen
