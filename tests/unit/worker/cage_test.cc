// What a worker cannot do even if a draft has taken it over: each attempt is denied, and told.
#include "scanner/worker/cage.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>

#include "scanner/worker/confine.h"
#include "scanner/worker/pool.h"
#include "tests/support/places.h"

namespace mishen {
namespace {

using Attempt = std::function<int()>;  // 0 or more: it worked; -1: errno says why not

// Runs `attempt` in a caged worker. Its answer: "did it", or the error; or how the worker ended.
WorkerOutcome attempted(const Attempt& attempt, std::vector<std::string> readable = {},
                        unsigned threads = 1) {
  std::optional<WorkerOutcome> got;
  PoolOptions options;
  options.threads = threads;
  options.readable = std::move(readable);
  run_pool(
      1, options, [](std::size_t) { return ""; },
      [&](std::size_t, std::string_view) {
        errno = 0;
        return attempt() >= 0 ? std::string("did it") : std::string(std::strerror(errno));
      },
      [&](std::size_t, WorkerOutcome outcome) { got = std::move(outcome); });
  return *got;
}

class Caged : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!can_limit_memory()) GTEST_SKIP() << "no filter of system calls under AddressSanitizer";
    layers_ = probe_cage();
    if (!layers_.system_calls) GTEST_SKIP() << "this kernel has no seccomp";
  }
  CageLayers layers_;
};

class KilledFor : public Caged,
                  public ::testing::WithParamInterface<std::pair<const char*, Attempt>> {};

TEST_P(KilledFor, TryingIt) {
  const WorkerOutcome outcome = attempted(GetParam().second);
  EXPECT_EQ(outcome.end, WorkerEnd::crashed);
  EXPECT_EQ(outcome.signal, SIGSYS) << outcome.answer;
}

int connect_somewhere() {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(80);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return fd < 0 ? -1 : ::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to);
}

int run_a_program() {
  char program[] = "/bin/true";
  char* const arguments[] = {program, nullptr};
  return ::execv(program, arguments);
}

INSTANTIATE_TEST_SUITE_P(
    All, KilledFor,
    ::testing::Values(std::pair("connect", Attempt(connect_somewhere)),
                      std::pair("fork", Attempt([] { return static_cast<int>(::fork()); })),
                      std::pair("exec", Attempt(run_a_program)),
                      std::pair("ptrace", Attempt([] {
                                  return static_cast<int>(::ptrace(PTRACE_TRACEME, 0, 0, 0));
                                })),
                      std::pair("memory file", Attempt([] { return ::memfd_create("x", 0); }))),
    [](const auto& info) {
      std::string name = info.param.first;
      std::erase(name, ' ');
      return name;
    });

TEST_F(Caged, CannotOpenForWriting) {
  const std::string file = test::binary_dir() + "/cage_test.tmp";
  const WorkerOutcome made =
      attempted([&] { return ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600); });
  EXPECT_EQ(made.answer, std::strerror(EPERM));
  EXPECT_FALSE(std::filesystem::exists(file));
  std::ofstream(file) << "x";
  for (const int way : {O_WRONLY, O_RDWR, O_RDONLY | O_TRUNC, O_WRONLY | O_APPEND}) {
    EXPECT_EQ(attempted([&] { return ::open(file.c_str(), way); }).answer, std::strerror(EPERM));
  }
  EXPECT_EQ(attempted([&] { return ::unlink(file.c_str()); }).answer, std::strerror(EPERM));
  EXPECT_EQ(attempted([&] { return ::mkdir((file + ".d").c_str(), 0700); }).answer,
            std::strerror(EPERM));
  EXPECT_EQ(std::filesystem::file_size(file), 1U);
  std::filesystem::remove(file);
}

TEST_F(Caged, CannotSignalOthers) {
  EXPECT_EQ(attempted([] { return ::kill(::getppid(), SIGCONT); }).answer, std::strerror(EPERM));
}

// Root could raise a limit again, even a hard one.
TEST_F(Caged, CannotRaiseItsLimits) {
  const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
  for (const auto what : {RLIMIT_FSIZE, RLIMIT_AS, RLIMIT_CPU, RLIMIT_NPROC}) {
    EXPECT_EQ(attempted([&] { return ::setrlimit(what, &none); }).answer, std::strerror(EPERM));
  }
  EXPECT_EQ(attempted([] {
              rlimit now{};
              return ::getrlimit(RLIMIT_FSIZE, &now);
            }).answer,
            "did it");
}

// Runs `life` in a thread of its own.
int in_a_thread(void* (*life)(void*)) {
  pthread_t thread;
  errno = ::pthread_create(&thread, nullptr, life, nullptr);
  return errno == 0 ? -::pthread_join(thread, nullptr) : -1;
}

TEST_F(Caged, GetsNoThread) {
  const WorkerOutcome outcome =
      attempted([] { return in_a_thread([](void*) -> void* { return nullptr; }); });
  EXPECT_EQ(outcome.answer, std::strerror(EAGAIN));
}

TEST_F(Caged, GetsThreadsWhereTheyAreAskedForAndNothingElse) {
  const auto with_threads = [](const Attempt& attempt) { return attempted(attempt, {}, 2); };
  EXPECT_EQ(with_threads([] { return in_a_thread([](void*) -> void* { return nullptr; }); }).answer,
            "did it");
  for (const Attempt& attempt : {Attempt([] { return static_cast<int>(::fork()); }),
                                 Attempt(run_a_program), Attempt(connect_somewhere), Attempt([] {
                                   return in_a_thread([](void*) -> void* {
                                     static_cast<void>(::socket(AF_INET, SOCK_STREAM, 0));
                                     return nullptr;
                                   });
                                 })}) {
    const WorkerOutcome outcome = with_threads(attempt);
    EXPECT_EQ(outcome.end, WorkerEnd::crashed);
    EXPECT_EQ(outcome.signal, SIGSYS) << outcome.answer;
  }
}

// Root has no such limit.
TEST_F(Caged, GetsThreadsAsAnybody) {
  const auto as_nobody = [](unsigned threads) {
    return attempted([] { return in_a_thread([](void*) -> void* { return nullptr; }); }, {},
                     threads);
  };
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) ::_exit(2);
    ::_exit(as_nobody(2).answer == "did it" && as_nobody(1).answer == std::strerror(EAGAIN) ? 0
                                                                                            : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(Caged, ReadsOnlyWhatItNeeds) {
  if (!layers_.files) GTEST_SKIP() << "this kernel has no Landlock";
  const auto reading = [](const std::string& path) {
    return [path] { return ::open(path.c_str(), O_RDONLY); };
  };
  EXPECT_EQ(attempted(reading("/etc/passwd")).answer, std::strerror(EACCES));
  EXPECT_EQ(attempted(reading("/proc/1/environ")).answer, std::strerror(EACCES));
  EXPECT_EQ(attempted(reading(test::source_dir() + "/README.md")).answer, std::strerror(EACCES));
  EXPECT_EQ(attempted(reading("/usr/lib")).answer, "did it");
  EXPECT_EQ(attempted(reading(test::source_dir() + "/README.md"), {test::source_dir()}).answer,
            "did it");
}

TEST_F(Caged, TellsWhatItIsIn) {
  const WorkerOutcome outcome = attempted([] { return 0; });
  EXPECT_EQ(outcome.answer, "did it");
  EXPECT_EQ(outcome.layers, layers_);
  EXPECT_TRUE(outcome.layers.network);
}

TEST(Uncaged, IsRefusedWhereTheCageIsRequired) {
  PoolOptions options;
  options.caged = false;
  options.require_cage = true;
  std::optional<WorkerOutcome> got;
  run_pool(
      1, options, [](std::size_t) { return ""; }, [](std::size_t, std::string_view) { return "x"; },
      [&](std::size_t, WorkerOutcome outcome) { got = std::move(outcome); });
  EXPECT_EQ(got->end, WorkerEnd::not_started);
}

}  // namespace
}  // namespace mishen
