#include "scanner/worker/pool.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/base/stages.h"
#include "scanner/worker/running.h"
#include "scanner/worker/worker_heap.h"
#include "scanner/worker/zygote.h"

namespace mishen {
namespace {

using Clock = RunningWorker::Clock;

// How long to wait for a worker that has closed its pipe and is about to be gone.
constexpr std::chrono::milliseconds kLastBreath{1};

// Turns SIGINT, SIGTERM, SIGHUP and SIGQUIT into something that can be polled while it lives: no
// handler, no global. A signal that is ignored (nohup) stays ignored.
class SignalWatch {
 public:
  SignalWatch() {
    sigset_t watched;
    sigemptyset(&watched);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&watched, signal);
    ::sigprocmask(SIG_BLOCK, &watched, &before_);
    fd_ = ::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd_ < 0) ::sigprocmask(SIG_SETMASK, &before_, nullptr);  // then they act as they always do
    ::sigprocmask(SIG_SETMASK, nullptr, &during_);
  }
  ~SignalWatch() {
    let_through();
    if (fd_ >= 0) ::close(fd_);
  }
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  [[nodiscard]] int fd() const { return fd_; }
  // A signal that has arrived.
  [[nodiscard]] std::optional<int> arrived() const {
    signalfd_siginfo info{};
    if (fd_ < 0 || ::read(fd_, &info, sizeof info) != sizeof info) return std::nullopt;
    return static_cast<int>(info.ssi_signo);
  }
  void let_through() const { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
  void hold_back() const { ::sigprocmask(SIG_SETMASK, &during_, nullptr); }

 private:
  int fd_ = -1;
  sigset_t before_{};
  sigset_t during_{};
};

// Workers can be waited for while it lives: a parent that was started with SIGCHLD ignored would
// never learn how its own ended.
class ChildrenWaitable {
 public:
  ChildrenWaitable() {
    struct sigaction plain {};
    plain.sa_handler = SIG_DFL;
    ::sigaction(SIGCHLD, &plain, &before_);
  }
  ~ChildrenWaitable() { ::sigaction(SIGCHLD, &before_, nullptr); }
  ChildrenWaitable(const ChildrenWaitable&) = delete;
  ChildrenWaitable& operator=(const ChildrenWaitable&) = delete;

 private:
  struct sigaction before_ {};
};

// Forks workers, from the parent or, where that pays, from a zygote.
class Nursery {
 public:
  Nursery(const PoolOptions& options, const WorkOnJob& work)
      : options_(options),
        work_(work),
        cage_(options.caged ? Cage(options.readable, options.threads > 1) : Cage()),
        parent_(::getpid()) {}

  // Negative: no process was to be had.
  pid_t fork_worker(std::size_t job, std::string_view input, int pipe) {
    if (input.size() <= Zygote::kMostInput && has_zygote()) {
      const std::string_view lesson = news(taught_);
      const std::optional<pid_t> pid = zygote_->fork_worker(job, input, lesson, pipe);
      if (pid && *pid > 0) return *pid;
      zygote_.reset();
      has_failed_ = true;
      if (pid) return -1;
    }
    if (const std::string_view lesson = news(learned_); !lesson.empty()) options_.learn(lesson);
    const pid_t pid = ::fork();
    if (pid == 0) begin(job, input, pipe);
    return pid;
  }

  void end_zygote() { zygote_.reset(); }

 private:
  // From the parent, before there is a zygote: fewer are over before one pays.
  static constexpr unsigned kFirstForks = 8;
  // Drafts of fewer bytes are over before their worker has used as much as a huge page costs.
  static constexpr std::size_t kWideInput = std::size_t{16} << 10U;

  [[noreturn]] void begin(std::size_t job, std::string_view input, int pipe) {
    if (input.size() >= kWideInput) widen_heap(input);
    live(pipe, parent_, options_, cage_, [&] { return work_(job, input); });
  }

  bool has_zygote() {
    if (zygote_) return true;
    // Who times the parent is told of every fork, which only the parent knows. What a zygote forks
    // has one thread: where each may have several, there are few.
    const bool wanted =
        options_.lesson && options_.watch == nullptr && options_.threads < 2 && !has_failed_;
    if (!wanted || ++forks_ <= kFirstForks) return false;
    zygote_ = Zygote::start(
        cage_, options_.forget, options_.learn,
        [this](std::size_t job, std::string_view input, int pipe) { begin(job, input, pipe); });
    taught_ = learned_;
    has_failed_ = zygote_ == nullptr;
    return !has_failed_;
  }

  // The lesson, where it has changed since it was `known`, which it then is.
  std::string_view news(std::string& known) const {
    if (!options_.lesson) return {};
    const std::string_view lesson = options_.lesson();
    if (lesson == known) return {};
    known = lesson;
    return lesson;
  }

  const PoolOptions& options_;
  const WorkOnJob& work_;
  Cage cage_;
  pid_t parent_;
  std::unique_ptr<Zygote> zygote_;
  bool has_failed_ = false;  // no further zygote is tried
  unsigned forks_ = 0;
  std::string learned_;  // lessons: what the parent has done
  std::string taught_;   // and what the zygote has
};

// One run of run_pool(). Leaving it in any way ends every worker.
class Pool {
 public:
  Pool(std::size_t count, const PoolOptions& options, const PrepareJob& prepare,
       const WorkOnJob& work, const JobDone& done)
      : count_(count), options_(options), prepare_(prepare), done_(done), nursery_(options, work) {}

  void run() {
    while (next_ < count_ || !running_.empty()) {
      fill();
      if (running_.empty()) continue;
      wait();
      if (const std::optional<int> signal = signals_.arrived()) return die_of(*signal);
      collect();
    }
  }

 private:
  void fill() {
    while (next_ < count_ && running_.size() < std::max(1U, options_.workers)) {
      const std::size_t job = next_++;
      // A signal now acts at once: nothing here can be cut in half, and workers die with us. (A
      // person who pipes nothing into "-" must be able to leave.)
      signals_.let_through();
      const std::optional<std::string_view> input = prepare_(job);
      signals_.hold_back();
      if (!input) continue;
      if (auto worker = start(job, *input)) {
        running_.push_back(std::move(worker));
      } else {
        WorkerOutcome outcome;
        outcome.end = WorkerEnd::not_started;
        done_(job, std::move(outcome));
      }
    }
  }

  std::unique_ptr<RunningWorker> start(std::size_t job, std::string_view input) {
    const Lap lap(options_.watch, RunStage::starting);
    return RunningWorker::start(job, options_.limits,
                                [&](int pipe) { return nursery_.fork_worker(job, input, pipe); });
  }

  // Until a worker says something, a deadline passes or a signal arrives.
  void wait() const {
    const Lap lap(options_.watch, RunStage::waiting);
    std::vector<pollfd> fds = {{signals_.fd(), POLLIN, 0}};
    Clock::time_point until = Clock::time_point::max();
    const Clock::time_point now = Clock::now();
    for (const auto& worker : running_) {
      if (worker->fd() >= 0) fds.push_back({worker->fd(), POLLIN, 0});
      until = std::min(until, worker->fd() >= 0 ? worker->deadline() : now + kLastBreath);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - now).count();
    const int timeout = static_cast<int>(std::clamp<long long>(left, 0, 60'000));
    ::poll(fds.data(), fds.size(), timeout);  // an error or EINTR only means looking sooner
  }

  void collect() {
    for (std::size_t i = 0; i < running_.size();) {
      running_[i]->listen();
      std::optional<WorkerOutcome> outcome = running_[i]->finished();
      if (!outcome) {
        running_[i]->check_time(Clock::now());
        ++i;
        continue;
      }
      const std::size_t job = running_[i]->job();
      running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
      done_(job, *std::move(outcome));
    }
  }

  // Ends everything, then lets the signal do what it does. Where that is not the end of the
  // process, no job is lost without a word.
  void die_of(int signal) {
    std::vector<std::size_t> lost;
    for (const auto& worker : running_) lost.push_back(worker->job());
    running_.clear();
    nursery_.end_zygote();
    signals_.let_through();
    ::raise(signal);
    for (; next_ < count_; ++next_) lost.push_back(next_);
    for (const std::size_t job : lost) {
      WorkerOutcome outcome;
      outcome.end = WorkerEnd::not_started;
      done_(job, std::move(outcome));
    }
  }

  const std::size_t count_;
  const PoolOptions& options_;
  const PrepareJob& prepare_;
  const JobDone& done_;
  ChildrenWaitable waitable_;
  SignalWatch signals_;
  Nursery nursery_;
  std::vector<std::unique_ptr<RunningWorker>> running_;
  std::size_t next_ = 0;
};

}  // namespace

void run_pool(std::size_t count, const PoolOptions& options, const PrepareJob& prepare,
              const WorkOnJob& work, const JobDone& done) {
  Pool(count, options, prepare, work, done).run();
}

}  // namespace mishen
