#include "scanner/worker/zygote.h"

#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/worker/cage.h"
#include "scanner/worker/confine.h"
#include "scanner/worker/pool.h"
#include "tests/unit/worker/children.h"

namespace mishen {
namespace {

constexpr std::size_t kJobs = 40;  // more than enough for a zygote

std::vector<pid_t> children() { return test::children_of(::getpid()); }

PoolOptions one_at_a_time() {
  PoolOptions options;
  options.caged = false;
  options.workers = 1;
  options.lesson = [] { return ""; };
  return options;
}

// Runs kJobs jobs; `before` is called in the parent before each, when none is running.
std::map<std::size_t, std::string> answers(
    const PoolOptions& options, const std::function<std::string_view(std::size_t)>& before,
    const WorkOnJob& work) {
  std::map<std::size_t, std::string> got;
  run_pool(
      kJobs, options, [&](std::size_t job) { return before(job); }, work,
      [&](std::size_t job, const WorkerOutcome& outcome) {
        if (outcome.end == WorkerEnd::answered) got[job] = outcome.answer;
      });
  EXPECT_TRUE(children().empty());
  return got;
}

TEST(Zygote, HandsEveryInputToItsWorker) {
  std::string input;
  const auto text_of = [](std::size_t job) {
    // Empty, small, and more than is handed over.
    const std::size_t size = job % 10 == 0 ? 0 : job % 10 == 1 ? Zygote::kMostInput + 1 : 5000;
    return std::string(size, static_cast<char>('a' + job % 26));
  };
  bool had_zygote = false;
  const auto got = answers(
      one_at_a_time(),
      [&](std::size_t job) {
        had_zygote = had_zygote || !children().empty();
        input = text_of(job);
        return std::string_view(input);
      },
      [](std::size_t, std::string_view given) { return std::string(given); });
  EXPECT_TRUE(had_zygote);
  ASSERT_EQ(got.size(), kJobs);
  for (const auto& [job, answer] : got) EXPECT_EQ(answer, text_of(job)) << job;
}

// Whether its parent or its zygote was taught, and whenever.
TEST(Zygote, LearnsWhatTheParentLearns) {
  std::string lesson;
  std::string learned;
  std::size_t lessons = 0;  // taken by the parent itself
  PoolOptions options = one_at_a_time();
  options.lesson = [&] { return std::string_view(lesson); };
  options.learn = [&](std::string_view taught) {
    learned = taught;
    ++lessons;
  };
  std::map<std::size_t, std::string> expected;
  const auto got = answers(
      options,
      [&](std::size_t job) {
        if (job % 5 == 3) lesson += std::to_string(job) + ";";
        expected[job] = lesson;
        return std::string_view("input");
      },
      [&](std::size_t, std::string_view) { return learned; });
  EXPECT_EQ(got, expected);
  EXPECT_EQ(lessons, 1U);  // at 3; there is a zygote from 8 on
}

// Pages that a worker has of what it was forked from, its own process's text among them.
std::size_t resident_bytes() {
  std::size_t all = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST(Zygote, ForgetsWhatWorkersDoNotNeedAndTheParentKeepsIt) {
  // A mapping, since what sanitizers free they keep.
  constexpr std::size_t kBytes = std::size_t{64} << 20U;
  void* const list =
      ::mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(list, MAP_FAILED);
  std::memset(list, 'x', kBytes);
  PoolOptions options = one_at_a_time();
  const auto last_resident = [&] {
    const auto got = answers(
        options, [](std::size_t) { return std::string_view("input"); },
        [](std::size_t, std::string_view) { return std::to_string(resident_bytes()); });
    return std::stoull(got.at(kJobs - 1));
  };
  const auto carried = last_resident();
  options.forget = [&] { ::munmap(list, kBytes); };
  const auto light = last_resident();
  EXPECT_GT(carried, kBytes);
  EXPECT_LT(light, carried - kBytes / 2);
  EXPECT_EQ(static_cast<const char*>(list)[kBytes - 1], 'x');
  ::munmap(list, kBytes);
}

TEST(Zygote, WithoutLessonsEveryWorkerKnowsWhatItsParentKnows) {
  PoolOptions options = one_at_a_time();
  options.lesson = nullptr;
  std::size_t known = 0;
  const auto got = answers(
      options,
      [&](std::size_t job) {
        EXPECT_TRUE(children().empty());
        known = job;
        return std::string_view();
      },
      [&](std::size_t, std::string_view) { return std::to_string(known); });
  for (std::size_t job = 0; job < kJobs; ++job) EXPECT_EQ(got.at(job), std::to_string(job));
}

// Not reaped: that is the pool's.
void kill_and_wait(pid_t pid) {
  ::kill(pid, SIGKILL);
  siginfo_t info{};
  ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT);
}

TEST(Zygote, ThatIsKilledCostsNoJob) {
  std::size_t killed = 0;
  const auto got = answers(
      one_at_a_time(),
      [&](std::size_t) {
        for (const pid_t zygote : children()) {
          kill_and_wait(zygote);
          ++killed;
        }
        return std::string_view("input");
      },
      [](std::size_t, std::string_view input) { return std::string(input); });
  EXPECT_GE(killed, 1U);
  EXPECT_EQ(got.size(), kJobs);
  for (const auto& [job, answer] : got) EXPECT_EQ(answer, "input") << job;
}

// Else a worker whose parent has turned away would write into a pipe nobody reads.
TEST(Zygote, HoldsNothingOpenButItsSocketAndTheStandardStreams) {
  const int pipe_like = ::dup(STDERR_FILENO);
  std::size_t most = 0;
  answers(
      one_at_a_time(),
      [&](std::size_t) {
        for (const pid_t zygote : children()) {
          std::size_t open = 0;
          DIR* folder = ::opendir(("/proc/" + std::to_string(zygote) + "/fd").c_str());
          while (const dirent* entry = ::readdir(folder)) open += entry->d_name[0] != '.' ? 1U : 0U;
          ::closedir(folder);
          most = std::max(most, open);
        }
        return std::string_view();
      },
      [](std::size_t, std::string_view) { return std::string(); });
  ::close(pipe_like);
  EXPECT_EQ(most, 4U);
}

TEST(Zygote, ItsWorkersAreChildrenOfTheParent) {
  const pid_t parent = ::getpid();
  const auto got = answers(
      one_at_a_time(), [](std::size_t) { return std::string_view(); },
      [&](std::size_t, std::string_view) {
        return std::string(::getppid() == parent ? "child" : "grandchild");
      });
  ASSERT_EQ(got.size(), kJobs);
  for (const auto& [job, answer] : got) EXPECT_EQ(answer, "child") << job;
}

TEST(Zygote, ItsWorkersAreCaged) {
  const CageLayers layers = can_limit_memory() ? probe_cage() : CageLayers{};
  if (!layers.system_calls || !layers.files) GTEST_SKIP() << "no seccomp or no Landlock";
  PoolOptions options = one_at_a_time();
  options.caged = true;
  std::map<std::size_t, WorkerOutcome> outcomes;
  run_pool(
      kJobs, options, [](std::size_t) { return ""; },
      [](std::size_t job, std::string_view) {
        // What a zygote itself does no less.
        if (job % 4 == 0) return std::to_string(::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0));
        if (job % 2 == 0) return std::to_string(::socket(AF_INET, SOCK_STREAM, 0));
        return std::string(::open("/etc/passwd", O_RDONLY) < 0 ? "refused" : "open");
      },
      [&](std::size_t job, WorkerOutcome outcome) { outcomes[job] = std::move(outcome); });
  ASSERT_EQ(outcomes.size(), kJobs);
  for (const auto& [job, outcome] : outcomes) {
    if (job % 2 == 0) {
      EXPECT_EQ(outcome.signal, SIGSYS) << job;
    } else {
      EXPECT_EQ(outcome.answer, "refused") << job;
      EXPECT_EQ(outcome.layers, layers) << job;
    }
  }
}

}  // namespace
}  // namespace mishen
