#include "scanner/worker/pool.h"

#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <new>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "scanner/worker/confine.h"
#include "tests/unit/worker/children.h"

namespace mishen {
namespace {

using Work = std::function<std::string(std::size_t)>;

// For jobs whose input nobody looks at.
std::optional<std::string_view> no_input(std::size_t) { return ""; }

// Nothing is left behind, dead or alive.
void expect_no_child() {
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

std::size_t open_files() {
  std::size_t count = 0;
  DIR* folder = ::opendir("/proc/self/fd");
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}

[[noreturn]] void busy() {
  for (std::atomic<unsigned> spins = 0;;) ++spins;
}

// More jobs than are forked from the parent before there is a zygote.
constexpr std::size_t kBeforeZygote = 9;

// Whether the workers are a zygote's: no job may see a difference.
class Pool : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override { files_ = open_files(); }
  void TearDown() override {
    expect_no_child();
    EXPECT_EQ(open_files(), files_);
  }

  // Runs `count` jobs and returns each one's outcome; every job must be done exactly once.
  static std::map<std::size_t, WorkerOutcome> run(std::size_t count, const Work& work,
                                                  const Limits& limits = {}, unsigned workers = 2) {
    std::map<std::size_t, WorkerOutcome> outcomes;
    PoolOptions options;
    options.caged = false;
    options.workers = workers;
    options.limits = limits;
    const std::size_t before = GetParam() ? kBeforeZygote : 0;
    if (GetParam()) options.lesson = [] { return ""; };
    run_pool(
        before + count, options, no_input,
        [&](std::size_t job, std::string_view) {
          return job < before ? std::string() : work(job - before);
        },
        [&](std::size_t job, WorkerOutcome outcome) {
          EXPECT_TRUE(outcomes.emplace(job, std::move(outcome)).second) << job;
        });
    EXPECT_EQ(outcomes.size(), before + count);
    std::map<std::size_t, WorkerOutcome> asked;
    for (std::size_t job = 0; job < count; ++job) {
      asked.emplace(job, std::move(outcomes[before + job]));
    }
    return asked;
  }

  static WorkerOutcome run_one(const std::function<std::string()>& work,
                               const Limits& limits = {}) {
    return run(
        1, [&](std::size_t) { return work(); }, limits)[0];
  }

 private:
  std::size_t files_ = 0;
};

TEST_P(Pool, BringsEveryAnswerHome) {
  const auto outcomes = run(
      200, [](std::size_t job) { return std::string(job * 1000, 'x') + std::to_string(job); }, {},
      4);
  for (const auto& [job, outcome] : outcomes) {
    EXPECT_EQ(outcome.end, WorkerEnd::answered);
    EXPECT_EQ(outcome.answer, std::string(job * 1000, 'x') + std::to_string(job));
    EXPECT_GE(outcome.wall_seconds, 0);
  }
}

TEST_P(Pool, AnswersMayBeEmptyOrBinary) {
  EXPECT_EQ(run_one([] { return std::string(); }).end, WorkerEnd::answered);
  std::string bytes;
  for (int i = 0; i < 1024; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(run_one([&] { return bytes; }).answer, bytes);
}

TEST_P(Pool, NoJobsNoWorkers) {
  EXPECT_TRUE(run(0, [](std::size_t) { return ""; }).empty());
}

TEST_P(Pool, PreparesInOrderBeforeTheForkAndSkipsWhatNeedsNone) {
  std::vector<std::size_t> prepared;
  std::map<std::size_t, std::string> answers;
  std::string loaded;
  PoolOptions options;
  options.caged = false;
  options.workers = 3;
  run_pool(
      6, options,
      [&](std::size_t job) {
        prepared.push_back(job);
        loaded = "draft " + std::to_string(job);
        return job != 2 ? std::optional<std::string_view>(loaded) : std::nullopt;
      },
      [&](std::size_t, std::string_view input) { return loaded + "|" + std::string(input); },
      [&](std::size_t job, WorkerOutcome outcome) { answers[job] = outcome.answer; });
  EXPECT_EQ(prepared, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(answers.size(), 5U);
  EXPECT_EQ(answers.count(2), 0U);
  for (const auto& [job, answer] : answers) {
    const std::string draft = "draft " + std::to_string(job);
    EXPECT_EQ(answer, draft + "|" + draft);
  }
}

// Two workers wait for each other through a pipe: with one at a time neither would end.
TEST_P(Pool, RunsSideBySide) {
  int to_first[2];
  int to_second[2];
  ASSERT_EQ(::pipe(to_first), 0);
  ASSERT_EQ(::pipe(to_second), 0);
  // Workers lose every descriptor, so the pipes are put back through /proc of the parent.
  const std::string base = "/proc/" + std::to_string(::getpid()) + "/fd/";
  const auto fifo = [&](int fd, const char* mode) {
    return std::fopen((base + std::to_string(fd)).c_str(), mode);
  };
  Limits limits;
  limits.max_wall_seconds = 30;
  const auto outcomes = run(
      2,
      [&](std::size_t job) {
        std::FILE* mine = fifo(job == 0 ? to_first[0] : to_second[0], "r");
        std::FILE* other = fifo(job == 0 ? to_second[1] : to_first[1], "w");
        if (mine == nullptr || other == nullptr) return std::string("no pipe");
        std::fputc('a' + static_cast<int>(job), other);
        std::fflush(other);
        return std::string(1, static_cast<char>(std::fgetc(mine)));
      },
      limits, 2);
  EXPECT_EQ(outcomes.at(0).answer, "b");
  EXPECT_EQ(outcomes.at(1).answer, "a");
  for (const int fd : {to_first[0], to_first[1], to_second[0], to_second[1]}) ::close(fd);
}

TEST_P(Pool, ACrashCostsOneJob) {
  const auto outcomes = run(5, [](std::size_t job) {
    if (job == 1) ::raise(SIGSEGV);
    if (job == 2) std::abort();
    if (job == 3) throw std::runtime_error("no");
    return std::to_string(job);
  });
  EXPECT_EQ(outcomes.at(0).end, WorkerEnd::answered);
  EXPECT_EQ(outcomes.at(1).end, WorkerEnd::crashed);
  EXPECT_EQ(outcomes.at(2).end, WorkerEnd::crashed);
  EXPECT_EQ(outcomes.at(2).signal, SIGABRT);
  EXPECT_EQ(outcomes.at(3).end, WorkerEnd::crashed);
  EXPECT_EQ(outcomes.at(3).exit_status, kExitThrew);
  EXPECT_EQ(outcomes.at(4).end, WorkerEnd::answered);
  for (const std::size_t job : {1, 2, 3}) EXPECT_EQ(outcomes.at(job).answer, "");
}

TEST_P(Pool, AnExitOfItsOwnIsNoAnswer) {
  const WorkerOutcome quiet = run_one([]() -> std::string { ::_exit(0); });
  EXPECT_EQ(quiet.end, WorkerEnd::crashed);
  const WorkerOutcome other = run_one([]() -> std::string { ::_exit(7); });
  EXPECT_EQ(other.end, WorkerEnd::crashed);
  EXPECT_EQ(other.exit_status, 7);
  // A library that writes something like an answer itself and leaves in its middle.
  const WorkerOutcome partial = run_one([]() -> std::string {
    const char head[] = "\0\x05\0\0\0\0\0\0\0abc";
    if (::write(kAnswerFd, head, 12) != 12) ::_exit(9);
    ::_exit(0);
  });
  EXPECT_EQ(partial.end, WorkerEnd::crashed);
  const WorkerOutcome killed = run_one([]() -> std::string {
    const char whole[] = "\0\x03\0\0\0\0\0\0\0abc";
    if (::write(kAnswerFd, whole, 12) != 12) ::_exit(9);
    ::raise(SIGKILL);
    return "";
  });
  EXPECT_EQ(killed.end, WorkerEnd::crashed);
  EXPECT_EQ(killed.answer, "");
  EXPECT_EQ(killed.signal, SIGKILL);
  // Something was sent before the answer proper.
  const WorkerOutcome babbled = run_one([]() -> std::string {
    if (::write(kAnswerFd, "x", 1) != 1) ::_exit(9);
    return "answer";
  });
  EXPECT_NE(babbled.end, WorkerEnd::answered);
}

TEST_P(Pool, AHangIsEndedFromOutside) {
  Limits limits;
  limits.max_wall_seconds = 1;
  const WorkerOutcome asleep = run_one(
      []() -> std::string {
        for (;;) ::pause();
      },
      limits);
  EXPECT_EQ(asleep.end, WorkerEnd::timed_out);
  // Neither ignoring signals nor closing the pipe early helps.
  const WorkerOutcome stubborn = run_one(
      []() -> std::string {
        for (int signal = 1; signal < 32; ++signal) ::signal(signal, SIG_IGN);
        ::close(kAnswerFd);
        for (;;) ::pause();
      },
      limits);
  EXPECT_EQ(stubborn.end, WorkerEnd::timed_out);
}

TEST_P(Pool, CpuTimeIsLimitedToo) {
  Limits limits;
  limits.max_cpu_seconds = 1;
  EXPECT_EQ(run_one([]() -> std::string { busy(); }, limits).end, WorkerEnd::timed_out);
  const WorkerOutcome ignoring = run_one(
      []() -> std::string {
        ::signal(SIGXCPU, SIG_IGN);
        busy();
      },
      limits);
  EXPECT_EQ(ignoring.end, WorkerEnd::timed_out);
}

TEST_P(Pool, MemoryIsLimitedAboveWhatTheParentHas) {
  if (!can_limit_memory()) GTEST_SKIP() << "AddressSanitizer needs the address space";
  // What the parent holds does not count against the worker.
  const std::vector<char> ballast(std::size_t{256} << 20U, 'x');
  Limits limits;
  limits.max_memory_bytes = std::size_t{128} << 20U;
  // Blocks that malloc always maps anew: smaller ones may lie in what earlier tests have freed.
  const auto eat = [](std::size_t blocks) {
    std::vector<std::vector<char>> held;
    for (std::size_t i = 0; i < blocks; ++i) held.emplace_back(std::size_t{40} << 20U, 'y');
    return std::to_string(held.size());
  };
  EXPECT_EQ(run_one([&] { return eat(2); }, limits).answer, "2");
  EXPECT_EQ(run_one([&] { return eat(5); }, limits).end, WorkerEnd::out_of_memory);
  EXPECT_EQ(ballast.back(), 'x');
}

TEST_P(Pool, AFloodIsCutOff) {
  Limits limits;
  limits.max_report_bytes = 1U << 20U;
  EXPECT_EQ(run_one([&] { return std::string(limits.max_report_bytes, 'x'); }, limits).end,
            WorkerEnd::answered);
  const WorkerOutcome flood =
      run_one([&] { return std::string(limits.max_report_bytes + 1, 'x'); }, limits);
  EXPECT_EQ(flood.end, WorkerEnd::flooded);
  EXPECT_EQ(flood.answer, "");
  // A worker that announces little and goes on for ever.
  const WorkerOutcome endless = run_one(
      []() -> std::string {
        const std::string zeros(1U << 16U, '\0');
        for (;;) {
          if (::write(kAnswerFd, zeros.data(), zeros.size()) < 0) ::_exit(1);
        }
      },
      limits);
  EXPECT_EQ(endless.end, WorkerEnd::crashed);
}

// What a worker finds itself with, told by itself.
TEST_P(Pool, WorkersAreConfined) {
  const int leaked = ::fcntl(STDERR_FILENO, F_DUPFD, 20);
  ASSERT_GE(leaked, 20);
  const auto outcomes = run(
      3,
      [&](std::size_t) {
        std::string said;
        const auto note = [&](const char* what, bool holds) {
          if (!holds) said += std::string(what) + "; ";
        };
        note("inherited descriptor", ::fcntl(leaked, F_GETFD) == -1);
        for (int fd = kAnswerFd + 1; fd < 64; ++fd) note("descriptor", ::fcntl(fd, F_GETFD) == -1);
        note("stdin", std::fgetc(stdin) == EOF);
        rlimit now{};
        ::getrlimit(RLIMIT_CORE, &now);
        note("core", now.rlim_max == 0);
        ::getrlimit(RLIMIT_FSIZE, &now);
        note("file size", now.rlim_max == 0);
        ::getrlimit(RLIMIT_NPROC, &now);
        note("processes", now.rlim_max == 0);
        ::getrlimit(RLIMIT_NOFILE, &now);
        note("files", now.rlim_max <= 64);
        note("new privileges", ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
        int death = 0;
        ::prctl(PR_GET_PDEATHSIG, &death);
        note("death with parent", death == SIGKILL);
        note("group", ::getpgrp() == ::getpid());
        return said.empty() ? std::string("confined") : said;
      },
      {}, 3);
  for (const auto& [job, outcome] : outcomes) EXPECT_EQ(outcome.answer, "confined") << job;
  ::close(leaked);
}

TEST_P(Pool, WhatWorkersPrintGoesNowhere) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  std::printf("kept in the parent's buffer;");
  const WorkerOutcome outcome = run_one([] {
    std::printf("341302190001010015\n");
    std::fprintf(stderr, "341302190001010015\n");
    std::fflush(stdout);
    return std::string("done");
  });
  const std::string out = ::testing::internal::GetCapturedStdout();
  const std::string err = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(outcome.answer, "done");
  EXPECT_EQ(out, "kept in the parent's buffer;");
  EXPECT_EQ(err, "");
}

TEST_P(Pool, LearnsHowWorkersEndEvenWhereChildrenAreIgnored) {
  const auto before = ::signal(SIGCHLD, SIG_IGN);
  EXPECT_EQ(run_one([] { return std::string("heard"); }).answer, "heard");
  EXPECT_EQ(::signal(SIGCHLD, before), SIG_IGN);
}

TEST_P(Pool, AThrowingCallerLeavesNoWorker) {
  PoolOptions options;
  options.caged = false;
  options.workers = 3;
  const auto hang_or_answer = [](std::size_t job, std::string_view) -> std::string {
    while (job != 0) ::pause();
    return "x";
  };
  EXPECT_THROW(
      run_pool(3, options, no_input, hang_or_answer,
               [](std::size_t, const WorkerOutcome&) { throw std::runtime_error("stop"); }),
      std::runtime_error);
}

// A whole run in a child of the test, ended by `signal` while its workers hang. Returns the child's
// wait status; `pids` are its workers and, if it has one, its zygote.
int interrupted_run(int signal, bool handled, bool zygote, std::vector<pid_t>& pids) {
  int told[2];
  if (::pipe(told) != 0) return -1;
  const pid_t child = ::fork();
  if (child == 0) {
    if (handled) ::signal(signal, [](int) {});
    const std::string path =
        "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(told[1]);
    PoolOptions options;
    options.caged = false;
    options.workers = 2;
    std::size_t lost = 0;
    const std::size_t before = zygote ? kBeforeZygote : 0;
    if (zygote) options.lesson = [] { return ""; };
    run_pool(
        before + 3, options, no_input,
        [&](std::size_t job, std::string_view) -> std::string {
          if (job < before) return "";
          std::FILE* out = std::fopen(path.c_str(), "w");
          std::fprintf(out, "%d\n", ::getpid());
          std::fclose(out);
          for (;;) ::pause();
        },
        [&](std::size_t, const WorkerOutcome& outcome) {
          lost += outcome.end == WorkerEnd::not_started ? 1U : 0U;
        });
    ::_exit(static_cast<int>(lost));
  }
  ::close(told[1]);
  std::FILE* in = ::fdopen(told[0], "r");
  std::size_t hanging = 0;
  for (int pid = 0; hanging < 2 && std::fscanf(in, "%d", &pid) == 1;) ++hanging;
  std::fclose(in);
  pids = test::children_of(child);
  ::kill(child, signal);
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

bool is_gone(pid_t pid) { return ::kill(pid, 0) != 0 && errno == ESRCH; }

TEST_P(Pool, ASignalEndsWorkersThenTheParent) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    std::vector<pid_t> pids;
    const int status = interrupted_run(signal, false, GetParam(), pids);
    EXPECT_TRUE(WIFSIGNALED(status)) << signal;
    EXPECT_EQ(WTERMSIG(status), signal);
    ASSERT_EQ(pids.size(), GetParam() ? 3U : 2U);
    for (const pid_t pid : pids) EXPECT_TRUE(is_gone(pid)) << signal;
  }
}

TEST_P(Pool, ASignalSomebodyHandlesLosesNoJobSilently) {
  std::vector<pid_t> pids;
  const int status = interrupted_run(SIGTERM, true, GetParam(), pids);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 3);  // all three told as not started
  for (const pid_t pid : pids) EXPECT_TRUE(is_gone(pid));
}

// The parent is killed without a chance to clean up.
TEST_P(Pool, WorkersDieWithTheirParent) {
  std::vector<pid_t> pids;
  const int status = interrupted_run(SIGKILL, false, GetParam(), pids);
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
  for (const pid_t pid : pids) {
    // The kernel kills them at once; who reaps them is not ours to say, so dead counts as gone.
    for (int i = 0; i < 1000 && !is_gone(pid); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_TRUE(is_gone(pid));
  }
}

INSTANTIATE_TEST_SUITE_P(Workers, Pool, ::testing::Bool(),
                         [](const auto& from) { return from.param ? "OfAZygote" : "OfTheParent"; });

}  // namespace
}  // namespace mishen
