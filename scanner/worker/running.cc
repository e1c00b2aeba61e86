#include "scanner/worker/running.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string_view>
#include <utility>

#include "scanner/base/io.h"
#include "scanner/worker/confine.h"

namespace mishen {
namespace {

// In front of an answer: which layers of the cage the worker is in, and the answer's length.
constexpr std::size_t kLayersSize = 1;
constexpr std::size_t kLengthSize = 8;  // little-endian
constexpr std::size_t kHeaderSize = kLayersSize + kLengthSize;
constexpr std::size_t kChunk = std::size_t{1} << 16U;

std::string header(CageLayers layers, std::uint64_t length) {
  std::string out(1, static_cast<char>((layers.system_calls ? 1 : 0) | (layers.files ? 2 : 0) |
                                       (layers.network ? 4 : 0)));
  for (std::size_t i = 0; i < kLengthSize; ++i) {
    out += static_cast<char>(static_cast<unsigned char>(length >> (8 * i)));
  }
  return out;
}

CageLayers layers_of(std::string_view received) {
  const auto bits = static_cast<unsigned char>(received[0]);
  return {(bits & 1U) != 0, (bits & 2U) != 0, (bits & 4U) != 0};
}

std::uint64_t announced_length(std::string_view received) {
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < kLengthSize; ++i) {
    length |= static_cast<std::uint64_t>(static_cast<unsigned char>(received[kLayersSize + i]))
              << (8 * i);
  }
  return length;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

RunningWorker::Clock::time_point after(RunningWorker::Clock::time_point now,
                                       std::uint64_t seconds) {
  // A limit of centuries must not wrap round to the past.
  constexpr std::uint64_t kMost = 100ULL * 365 * 24 * 3600;
  return now + std::chrono::seconds(std::min(seconds, kMost));
}

}  // namespace

void live(int pipe, pid_t parent, const PoolOptions& options, Cage& cage,
          const std::function<std::string()>& work) noexcept {
  const std::optional<CageLayers> layers = confine(pipe, parent, options.limits, cage);
  if (!layers || (options.require_cage && !layers->all())) ::_exit(kExitUnconfined);
  try {
    const std::string answer = work();
    FdSink out(kAnswerFd);
    const bool sent = out.write(header(*layers, answer.size())).ok() && out.write(answer).ok();
    ::_exit(sent ? kExitAnswered : kExitThrew);
  } catch (const std::bad_alloc&) {
    ::_exit(kExitOutOfMemory);
  } catch (...) {
    ::_exit(kExitThrew);
  }
}

std::unique_ptr<RunningWorker> RunningWorker::start(std::size_t job, const Limits& limits,
                                                    const Fork& fork) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return nullptr;
  const pid_t pid = fork(pipe[1]);
  ::close(pipe[1]);
  if (pid < 0) {
    ::close(pipe[0]);
    return nullptr;
  }
  // Both sides say so, whoever is first; the child may also be gone already.
  ::setpgid(pid, pid);
  ::fcntl(pipe[0], F_SETFL, O_NONBLOCK);
  return std::unique_ptr<RunningWorker>(new RunningWorker(job, pid, pipe[0], limits));
}

RunningWorker::RunningWorker(std::size_t job, pid_t pid, int fd, const Limits& limits)
    : job_(job),
      pid_(pid),
      fd_(fd),
      started_(Clock::now()),
      deadline_(after(started_, limits.max_wall_seconds)),
      max_bytes_(limits.max_report_bytes),
      max_cpu_seconds_(limits.max_cpu_seconds) {}

RunningWorker::~RunningWorker() {
  close_pipe();
  if (pid_ < 0) return;
  kill_now();
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void RunningWorker::close_pipe() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

// The group too: a worker has no children, but a lie costs nothing to guard against.
void RunningWorker::kill_now() {
  ::kill(pid_, SIGKILL);
  ::kill(-pid_, SIGKILL);
}

void RunningWorker::abandon(WorkerEnd why) {
  if (abandoned_) return;
  abandoned_ = why;
  received_.clear();
  close_pipe();
  kill_now();
}

void RunningWorker::take(const char* bytes, std::size_t size) {
  received_.append(bytes, size);
  if (received_.size() < kHeaderSize) return;
  const std::uint64_t announced = announced_length(received_);
  if (announced > max_bytes_) return abandon(WorkerEnd::flooded);
  if (received_.size() - kHeaderSize > announced) return abandon(WorkerEnd::crashed);
}

void RunningWorker::listen() {
  std::array<char, kChunk> chunk;
  while (fd_ >= 0) {
    const ssize_t got = ::read(fd_, chunk.data(), chunk.size());
    if (got > 0) {
      take(chunk.data(), static_cast<std::size_t>(got));
    } else if (got == 0) {
      close_pipe();
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return;
    } else if (errno != EINTR) {
      return abandon(WorkerEnd::crashed);
    }
  }
}

void RunningWorker::check_time(Clock::time_point now) {
  if (now >= deadline_) abandon(WorkerEnd::timed_out);
}

std::optional<WorkerOutcome> RunningWorker::finished() {
  if (fd_ >= 0) return std::nullopt;
  int status = 0;
  rusage used{};
  const pid_t reaped = ::wait4(pid_, &status, WNOHANG, &used);
  if (reaped == 0 || (reaped < 0 && errno == EINTR)) return std::nullopt;
  pid_ = -1;
  WorkerOutcome outcome;
  outcome.wall_seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  if (reaped < 0) return outcome;  // somebody else reaped it: nothing is known, so it crashed
  outcome.cpu_seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
  outcome.end = end_of(status, outcome.cpu_seconds);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  if (WIFEXITED(status)) outcome.exit_status = WEXITSTATUS(status);
  if (outcome.end == WorkerEnd::answered) {
    outcome.layers = layers_of(received_);
    outcome.answer = received_.substr(kHeaderSize);
  }
  return outcome;
}

WorkerEnd RunningWorker::end_of(int status, double cpu_seconds) const {
  if (abandoned_) return *abandoned_;
  if (WIFSIGNALED(status)) {
    const bool by_limit =
        WTERMSIG(status) == SIGXCPU ||
        (WTERMSIG(status) == SIGKILL && cpu_seconds >= static_cast<double>(max_cpu_seconds_));
    return by_limit ? WorkerEnd::timed_out : WorkerEnd::crashed;
  }
  if (!WIFEXITED(status)) return WorkerEnd::crashed;
  if (WEXITSTATUS(status) == kExitOutOfMemory) return WorkerEnd::out_of_memory;
  if (WEXITSTATUS(status) == kExitUnconfined) return WorkerEnd::not_started;
  // An exit of somebody else's making, or an answer that is not all there, is no answer.
  const bool whole = received_.size() >= kHeaderSize &&
                     received_.size() - kHeaderSize == announced_length(received_);
  return WEXITSTATUS(status) == kExitAnswered && whole ? WorkerEnd::answered : WorkerEnd::crashed;
}

}  // namespace mishen
