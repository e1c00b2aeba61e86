#include "scanner/cli/run_profile.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "scanner/intake/timed_formats.h"
#include "scanner/worker/wire_times.h"

namespace mishen {
namespace {

using std::chrono::nanoseconds;

// Between two questions for a worker's CPU time: a question takes less than one part in fifty of
// this, and in so short a time nothing but computing happens.
constexpr std::chrono::microseconds kCpuEvery{50};

nanoseconds from_seconds(double seconds) {
  return std::chrono::duration_cast<nanoseconds>(std::chrono::duration<double>(seconds));
}

Spent spent_of(const WorkerOutcome& outcome) {
  return {from_seconds(outcome.wall_seconds), from_seconds(outcome.cpu_seconds)};
}

}  // namespace

RunProfile::RunProfile(TimeSource clocks)
    : clocks_(std::move(clocks)), watch_(clocks_, kRunStageCount, nanoseconds(0)) {}

void RunProfile::expect(const FormatSet& formats, const Limits& limits) {
  formats_ = &formats;
  limits_ = limits;
  sums_.formats.clear();
  for (const FormatEntry& entry : formats.entries()) sums_.formats.push_back({entry.name, {}});
}

std::string RunProfile::answer(const Draft& draft, const Engine& engine,
                               const std::function<std::string(const Examination&)>& encode) const {
  DraftTimes times;
  times.stages[static_cast<std::size_t>(DraftStage::confining)] = {clocks_.wall() - forked_at_,
                                                                   clocks_.cpu()};
  Stopwatch watch(clocks_, TimedFormats::slots(*formats_), kCpuEvery);
  const TimedFormats formats(*formats_, watch);
  Engine timed = engine;
  timed.formats = &formats.set();
  timed.stopwatch = &watch;
  const Examination examination = examine(draft, timed);
  std::string encoded;
  {
    const Lap lap(&watch, DraftStage::encoding);
    encoded = encode(examination);
  }
  const std::vector<Spent>& spent = watch.read();
  times.formats = formats.counts();
  for (std::size_t i = 0; i < kDraftStageCount; ++i) times.stages[i] += spent[i];
  for (std::size_t i = 0; i < times.formats.size(); ++i) {
    times.formats[i].own = spent[kDraftStageCount + i];
  }
  return encoded.insert(0, encode_times(times));
}

std::string_view RunProfile::ended(const WorkerOutcome& outcome) {
  last_ = spent_of(outcome);
  const std::string_view said = outcome.answer;
  const std::string_view account = said.substr(0, times_size(sums_.formats.size()));
  const std::optional<DraftTimes> times =
      decode_times(account, sums_.formats.size(), limits_, last_);
  if (times) {
    ++sums_.told;
    for (std::size_t i = 0; i < kDraftStageCount; ++i) sums_.drafts[i] += times->stages[i];
    for (std::size_t i = 0; i < times->formats.size(); ++i) {
      FormatTimes& sum = sums_.formats[i].times;
      const FormatTimes& more = times->formats[i];
      sum.own += more.own;
      sum.bytes += more.bytes;
      sum.files += more.files;
      sum.inside += more.inside;
    }
  } else {
    ++sums_.silent;
    sums_.of_silent += last_;
  }
  return said.substr(account.size());
}

void RunProfile::name_draft(const std::string& path) {
  const Spent spent = std::exchange(last_, {});
  if (spent == Spent{}) return;
  std::vector<ProfileFigures::OfDraft>& slowest = sums_.slowest;
  const auto place = std::find_if(slowest.begin(), slowest.end(),
                                  [&](const auto& one) { return one.spent.wall < spent.wall; });
  slowest.insert(place, {path, spent});
  if (slowest.size() > kSlowestShown) slowest.pop_back();
}

void RunProfile::other_ended(const WorkerOutcome& outcome) {
  ++sums_.others;
  sums_.of_others += spent_of(outcome);
}

ProfileFigures RunProfile::figures() {
  ProfileFigures figures = sums_;
  const std::vector<Spent>& spent = watch_.read();
  std::copy(spent.begin(), spent.end(), figures.run.begin());
  return figures;
}

}  // namespace mishen
