// Each draft in its own process, forked from a parent that has the rules compiled, within limits
// that are enforced from outside. A crash, a hang or a lie costs that draft and nothing else.
// The parent must be single-threaded. POSIX only.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/base/stopwatch.h"
#include "scanner/worker/cage.h"

namespace mishen {

enum class WorkerEnd : unsigned char {
  answered,
  crashed,    // a signal, or an exit of its own
  timed_out,  // wall clock or CPU
  out_of_memory,
  flooded,      // more than max_report_bytes came back
  not_started,  // fork or pipe failed
};

struct WorkerOutcome {
  WorkerEnd end = WorkerEnd::crashed;
  std::string answer;  // when answered: whatever was sent, unchecked
  int signal = 0;      // when crashed by one
  int exit_status = 0;
  CageLayers layers;  // when answered: what the worker was kept in
  double wall_seconds = 0;
  double cpu_seconds = 0;  // as the kernel counted it
};

struct PoolOptions {
  unsigned workers = 1;
  Limits limits;
  // What workers may read beside the system's libraries, fonts and CMaps.
  std::vector<std::string> readable;
  // No worker starts outside any layer of the cage.
  bool require_cage = false;
  // false: workers that may call what they like, for tests of the pool itself. The program never
  // sets it.
  bool caged = true;
  // Times the parent's part by RunStage; null: nobody asked.
  Stopwatch* watch = nullptr;
};

// Runs jobs 0..count-1, at most `workers` at a time.
//   prepare(job): in the parent, before the fork: load the bytes, warm the format. false: no worker
//                 is needed, done() is not called for it.
//   work(job):    in the worker; its return value is the answer.
//   done(job, outcome): in the parent, in order of completion.
// SIGINT and SIGTERM kill all workers before the parent dies. No zombie is left.
void run_pool(std::size_t count, const PoolOptions& options,
              const std::function<bool(std::size_t)>& prepare,
              const std::function<std::string(std::size_t)>& work,
              const std::function<void(std::size_t, WorkerOutcome)>& done);

}  // namespace mishen
