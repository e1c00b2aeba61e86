// The filters as programs: what the kernel would answer, worked out here call by call.
#include "scanner/worker/system_calls.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <vector>

#include "scanner/worker/confine.h"

namespace mishen {
namespace {

// What `program` returns; the instructions are those of linux/filter.h that libseccomp writes.
std::uint32_t answer(const std::vector<sock_filter>& program, const seccomp_data& call) {
  std::uint32_t value = 0;
  for (std::size_t at = 0; at < program.size(); ++at) {
    const sock_filter& step = program[at];
    const auto jump = [&](bool holds) { at += holds ? step.jt : step.jf; };
    switch (step.code) {
      case BPF_LD | BPF_W | BPF_ABS:
        std::memcpy(&value, reinterpret_cast<const char*>(&call) + step.k, sizeof value);
        break;
      case BPF_ALU | BPF_AND | BPF_K:
        value &= step.k;
        break;
      case BPF_JMP | BPF_JA:
        at += step.k;
        break;
      case BPF_JMP | BPF_JEQ | BPF_K:
        jump(value == step.k);
        break;
      case BPF_JMP | BPF_JGT | BPF_K:
        jump(value > step.k);
        break;
      case BPF_JMP | BPF_JGE | BPF_K:
        jump(value >= step.k);
        break;
      case BPF_JMP | BPF_JSET | BPF_K:
        jump((value & step.k) != 0);
        break;
      case BPF_RET | BPF_K:
        return step.k;
      default:
        ADD_FAILURE() << "an instruction not known here: " << step.code;
        return SECCOMP_RET_KILL_PROCESS;
    }
  }
  ADD_FAILURE() << "a program without an end";
  return SECCOMP_RET_KILL_PROCESS;
}

// Of two filters the kernel takes the stricter answer (seccomp(2)); the lower action as a signed
// number.
std::uint32_t stricter(std::uint32_t a, std::uint32_t b) {
  const auto action = [](std::uint32_t answer) {
    return static_cast<std::int32_t>(answer & SECCOMP_RET_ACTION_FULL);
  };
  return action(a) <= action(b) ? a : b;
}

constexpr std::uint32_t kRefused = SECCOMP_RET_ERRNO | EPERM;

class Filters : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!can_limit_memory()) GTEST_SKIP() << "no filter under AddressSanitizer";
    worker_ = system_call_filter(FilterOf::worker);
    zygote_ = system_call_filter(FilterOf::zygote);
    on_top_ = system_call_filter(FilterOf::worker_of_zygote);
    ASSERT_FALSE(worker_.empty());
    ASSERT_FALSE(zygote_.empty());
    ASSERT_FALSE(on_top_.empty());
  }
  static seccomp_data call(int number, std::uint64_t argument = 0) {
    seccomp_data data{};
    data.nr = number;
    data.arch = AUDIT_ARCH_X86_64;
    std::fill(std::begin(data.args), std::end(data.args), argument);
    return data;
  }
  [[nodiscard]] std::uint32_t together(const seccomp_data& call) const {
    return stricter(answer(zygote_, call), answer(on_top_, call));
  }

  std::vector<sock_filter> worker_, zygote_, on_top_;
};

// Every bit that some rule looks at, alone and with others, and in the upper half, which the kernel
// passes on for arguments of 64 bits.
std::vector<std::uint64_t> arguments() {
  constexpr std::array<std::uint64_t, 6> kBits = {O_WRONLY, O_RDWR,       O_CREAT,
                                                  O_TRUNC,  CLONE_THREAD, CLONE_PARENT};
  std::vector<std::uint64_t> all;
  for (unsigned some = 0; some < 1U << kBits.size(); ++some) {
    std::uint64_t argument = 0;
    for (std::size_t i = 0; i < kBits.size(); ++i) {
      if ((some >> i & 1U) != 0) argument |= kBits[i];
    }
    for (const std::uint64_t more : {std::uint64_t{0}, std::uint64_t{SIGCHLD},
                                     std::uint64_t{1} << 32U, std::uint64_t{1} << 63U}) {
      all.push_back(argument | more);
    }
  }
  return all;
}

TEST_F(Filters, OfAZygotesWorkerAreTogetherTheFilterOfAWorker) {
  constexpr int kX32 = 0x40000000;
  const std::vector<std::uint64_t> all = arguments();
  for (const std::uint32_t arch :
       std::array<std::uint32_t, 3>{AUDIT_ARCH_X86_64, AUDIT_ARCH_I386, AUDIT_ARCH_AARCH64}) {
    for (int number = -1; number < 1024; ++number) {
      for (const int base : {0, kX32}) {
        for (const std::uint64_t argument : all) {
          seccomp_data data = call(number + base, argument);
          data.arch = arch;
          ASSERT_EQ(together(data), answer(worker_, data))
              << "call " << data.nr << ", arguments " << argument << ", arch " << arch;
        }
      }
    }
  }
}

TEST_F(Filters, LeaveTheZygoteWhatItDoes) {
  EXPECT_EQ(answer(zygote_, call(SYS_clone, CLONE_PARENT | SIGCHLD)), SECCOMP_RET_ALLOW);
  EXPECT_EQ(answer(zygote_, call(SYS_recvmsg)), SECCOMP_RET_ALLOW);
  EXPECT_EQ(answer(zygote_, call(SYS_prctl)), SECCOMP_RET_ALLOW);
  EXPECT_EQ(answer(zygote_, call(SYS_socket)), SECCOMP_RET_KILL_PROCESS);
  EXPECT_EQ(answer(zygote_, call(SYS_execve)), SECCOMP_RET_KILL_PROCESS);
  EXPECT_EQ(answer(zygote_, call(SYS_kill)), kRefused);
}

TEST_F(Filters, TakeThatFromItsWorkers) {
  EXPECT_EQ(together(call(SYS_clone, CLONE_PARENT | SIGCHLD)), SECCOMP_RET_KILL_PROCESS);
  EXPECT_EQ(together(call(SYS_clone, CLONE_THREAD)), SECCOMP_RET_ERRNO | EAGAIN);
  for (const int number : {SYS_recvmsg, SYS_prctl, SYS_setpgid, SYS_dup2, SYS_close_range}) {
    EXPECT_EQ(together(call(number)), kRefused) << number;
  }
  EXPECT_EQ(together(call(SYS_prlimit64, 1)), kRefused);
  EXPECT_EQ(together(call(SYS_prlimit64, 0)), SECCOMP_RET_ALLOW);
  for (const int way : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
    EXPECT_EQ(together(call(SYS_openat, static_cast<std::uint64_t>(way))), kRefused) << way;
  }
  EXPECT_EQ(together(call(SYS_openat, O_RDONLY | O_CLOEXEC)), SECCOMP_RET_ALLOW);
}

// The one thing more: a thread as glibc makes it, and nothing beside that in the same call.
TEST_F(Filters, WithThreadsLetThroughNothingElse) {
  const std::vector<sock_filter> with_threads = system_call_filter(FilterOf::worker_with_threads);
  ASSERT_FALSE(with_threads.empty());
  constexpr std::uint64_t kThread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SYSVSEM |
                                    CLONE_SIGHAND | CLONE_THREAD | CLONE_SETTLS |
                                    CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
  EXPECT_EQ(answer(with_threads, call(SYS_clone, kThread)), SECCOMP_RET_ALLOW);
  for (unsigned bit = 0; bit < 64; ++bit) {
    const std::uint64_t other = kThread ^ (std::uint64_t{1} << bit);
    EXPECT_EQ(answer(with_threads, call(SYS_clone, other)),
              other & CLONE_THREAD ? kRefused : SECCOMP_RET_KILL_PROCESS)
        << "bit " << bit;
  }
  for (const std::uint64_t argument : arguments()) {
    for (int number = -1; number < 1024; ++number) {
      const seccomp_data data = call(number, argument);
      if (number == SYS_clone && (argument & CLONE_THREAD) != 0) {
        EXPECT_EQ(answer(with_threads, data), kRefused) << argument;
      } else {
        ASSERT_EQ(answer(with_threads, data), answer(worker_, data)) << number << ' ' << argument;
      }
    }
  }
}

}  // namespace
}  // namespace mishen
