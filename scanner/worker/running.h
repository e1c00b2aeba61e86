// One worker as its parent sees it: started, listened to, and ended in exactly one way.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "scanner/worker/cage.h"
#include "scanner/worker/pool.h"

namespace mishen {

// The worker's whole life: goes into its limits and `cage`, sends what `work` returns into `pipe`
// and exits. Runs nobody's exit handlers: the parent's buffers and temporary files are not its own.
[[noreturn]] void live(int pipe, pid_t parent, const PoolOptions& options, Cage& cage,
                       const std::function<std::string()>& work) noexcept;

// Owns the process and its pipe: destroying it kills and reaps.
class RunningWorker {
 public:
  using Clock = std::chrono::steady_clock;

  // Makes a child of this process that will live(); negative: there was none to be had.
  using Fork = std::function<pid_t(int pipe)>;

  // Null when there was no pipe or no process to be had.
  static std::unique_ptr<RunningWorker> start(std::size_t job, const Limits& limits,
                                              const Fork& fork);

  RunningWorker(const RunningWorker&) = delete;
  RunningWorker& operator=(const RunningWorker&) = delete;
  ~RunningWorker();

  [[nodiscard]] std::size_t job() const { return job_; }
  // To poll for reading; -1 once the worker has closed it.
  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] Clock::time_point deadline() const { return deadline_; }

  // Takes what the pipe holds. Kills the worker when it sends too much.
  void listen();
  // Kills it if it is past its deadline.
  void check_time(Clock::time_point now);
  // The outcome, once the worker has closed its pipe and is gone; reaps it.
  [[nodiscard]] std::optional<WorkerOutcome> finished();

 private:
  RunningWorker(std::size_t job, pid_t pid, int fd, const Limits& limits);

  void close_pipe();
  void kill_now();
  void abandon(WorkerEnd why);
  void take(const char* bytes, std::size_t size);
  [[nodiscard]] WorkerEnd end_of(int status, double cpu_seconds) const;

  std::size_t job_ = 0;
  pid_t pid_ = -1;
  int fd_ = -1;
  Clock::time_point started_;
  Clock::time_point deadline_;
  std::uint64_t max_bytes_ = 0;
  std::uint64_t max_cpu_seconds_ = 0;
  std::string received_;                // layers, announced length, then the answer
  std::optional<WorkerEnd> abandoned_;  // why its parent killed it
};

}  // namespace mishen
