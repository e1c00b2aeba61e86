// Each draft in its own process, forked from a parent that has the rules compiled (or from a copy
// of it, see Zygote), within limits that are enforced from outside. A crash, a hang or a lie costs
// that draft and nothing else. The parent must be single-threaded. POSIX only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
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
  // Each worker may have so many, where its cage tells a thread from a process.
  unsigned threads = 1;
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
  // What every worker should find done when it starts (patterns compiled, plug-ins loaded), as
  // bytes that grow with the run, and how it is done; again for what was done already. With these
  // two, `work` looks at nothing else that changes in the parent, and the workers of a long run are
  // forked from a zygote. Null: each is forked from the parent as it is.
  std::function<std::string_view()> lesson;
  std::function<void(std::string_view lesson)> learn;
  // Frees what `work` and `learn` do not look at: called once, in the zygote, whose page tables
  // each of its workers gets copied. Null: nothing.
  std::function<void()> forget;
};

// Runs jobs 0..count-1, at most `workers` at a time.
//   prepare(job): in the parent, before the fork: load the bytes, warm the format. Returns the
//                 input of the worker, to be kept until done(). Nothing: no worker is needed, and
//                 done() is not called.
//   work(job, input): in the worker; its return value is the answer.
//   done(job, outcome): in the parent, in order of completion.
// SIGINT and SIGTERM kill all workers before the parent dies. No zombie is left.
using PrepareJob = std::function<std::optional<std::string_view>(std::size_t job)>;
using WorkOnJob = std::function<std::string(std::size_t job, std::string_view input)>;
using JobDone = std::function<void(std::size_t job, WorkerOutcome outcome)>;
void run_pool(std::size_t count, const PoolOptions& options, const PrepareJob& prepare,
              const WorkOnJob& work, const JobDone& done);

}  // namespace mishen
