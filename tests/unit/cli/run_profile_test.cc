#include "scanner/cli/run_profile.h"

#include <gtest/gtest.h>

#include "scanner/worker/wire_times.h"
#include "tests/support/hand_clock.h"

namespace mishen {
namespace {

using std::chrono::milliseconds;

FormatSet two_formats() {
  const auto none = [] {
    return Result<const Format*>(Error{ErrorKind::io, "", {"error.plug-in", {}}});
  };
  return FormatSet({{"docx", {FileKind::docx}, none}, {"xlsx", {FileKind::xlsx}, none}});
}

WorkerOutcome answered(double seconds, const DraftTimes& times) {
  WorkerOutcome outcome;
  outcome.end = WorkerEnd::answered;
  outcome.wall_seconds = 2 * seconds;
  outcome.cpu_seconds = seconds;
  outcome.answer = encode_times(times) + "the answer";
  return outcome;
}

DraftTimes times_of(long milliseconds_read) {
  DraftTimes times;
  times.formats.resize(2);
  times.formats[1] = {
      {milliseconds(milliseconds_read), milliseconds(milliseconds_read)}, 100, 1, 0};
  times.stages[static_cast<std::size_t>(DraftStage::judging)] = {milliseconds(1), milliseconds(1)};
  return times;
}

struct Profiled {
  HandClock hands;
  FormatSet formats = two_formats();
  RunProfile profile{hands.source()};
  Profiled() { profile.expect(formats, Limits{}); }
};

TEST(RunProfile, AddsUpWhatWorkersTell) {
  Profiled run;
  EXPECT_EQ(run.profile.ended(answered(1, times_of(10))), "the answer");
  EXPECT_EQ(run.profile.ended(answered(2, times_of(20))), "the answer");
  const ProfileFigures figures = run.profile.figures();
  EXPECT_EQ(figures.told, 2U);
  EXPECT_EQ(figures.silent, 0U);
  EXPECT_EQ(figures.formats[0].times, FormatTimes{});
  EXPECT_EQ(figures.formats[1].name, "xlsx");
  EXPECT_EQ(figures.formats[1].times.own.cpu, milliseconds(30));
  EXPECT_EQ(figures.formats[1].times.files, 2U);
  EXPECT_EQ(figures.formats[1].times.bytes, 200U);
  Spent sum = figures.formats[1].times.own;
  for (const Spent& stage : figures.drafts) sum += stage;
  EXPECT_EQ(sum.cpu, milliseconds(3000));
  EXPECT_EQ(sum.wall, milliseconds(6000));
}

TEST(RunProfile, KnowsWhatAWorkerTookThatTellsNothing) {
  Profiled run;
  WorkerOutcome crashed;
  crashed.cpu_seconds = 3;
  crashed.wall_seconds = 4;
  EXPECT_EQ(run.profile.ended(crashed), "");
  WorkerOutcome liar = answered(1, times_of(10));
  DraftTimes lie = times_of(10);
  lie.formats[0].files = 1;  // two drafts in one worker
  liar.answer = encode_times(lie) + "the answer";
  EXPECT_EQ(run.profile.ended(liar), "the answer") << "a lie about time says nothing of the draft";
  liar.answer = "short";
  EXPECT_EQ(run.profile.ended(liar), "");
  const ProfileFigures figures = run.profile.figures();
  EXPECT_EQ(figures.told, 0U);
  EXPECT_EQ(figures.silent, 3U);
  EXPECT_EQ(figures.of_silent, (Spent{milliseconds(8000), milliseconds(5000)}));
  EXPECT_EQ(figures.formats[1].times, FormatTimes{});
}

TEST(RunProfile, KeepsTheSlowestDrafts) {
  Profiled run;
  for (const int seconds : {3, 1, 7, 2, 9, 4, 8}) {
    (void)run.profile.ended(answered(seconds, times_of(1)));
    run.profile.name_draft(std::to_string(seconds));
    run.profile.name_draft("kept from an earlier run");
  }
  std::string order;
  for (const ProfileFigures::OfDraft& one : run.profile.figures().slowest) order += one.path;
  EXPECT_EQ(order, "98743");
}

TEST(RunProfile, TimesTheRunItself) {
  Profiled run;
  run.hands.now += milliseconds(5);
  {
    const Lap lap(run.profile.watch(), RunStage::reading);
    run.hands.now += milliseconds(7);
  }
  const ProfileFigures figures = run.profile.figures();
  EXPECT_EQ(figures.run[static_cast<std::size_t>(RunStage::elsewhere)].wall, milliseconds(5));
  EXPECT_EQ(figures.run[static_cast<std::size_t>(RunStage::reading)].wall, milliseconds(7));
}

}  // namespace
}  // namespace mishen
