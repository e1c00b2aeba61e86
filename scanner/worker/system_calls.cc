#include "scanner/worker/system_calls.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

#include "scanner/worker/confine.h"

namespace mishen {
namespace {

// Found by running all fixtures and public test suites of PDF and DOCX readers, with rendering.
constexpr std::array kAllowed = {
    SCMP_SYS(read),          SCMP_SYS(pread64),         SCMP_SYS(readv),
    SCMP_SYS(write),         SCMP_SYS(writev),          SCMP_SYS(lseek),
    SCMP_SYS(close),         SCMP_SYS(fstat),           SCMP_SYS(newfstatat),
    SCMP_SYS(stat),          SCMP_SYS(lstat),           SCMP_SYS(statx),
    SCMP_SYS(statfs),        SCMP_SYS(fstatfs),         SCMP_SYS(access),
    SCMP_SYS(faccessat),     SCMP_SYS(faccessat2),      SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),    SCMP_SYS(getdents64),      SCMP_SYS(getcwd),
    SCMP_SYS(fadvise64),     SCMP_SYS(fcntl),           SCMP_SYS(dup),
    SCMP_SYS(mmap),          SCMP_SYS(munmap),          SCMP_SYS(mprotect),
    SCMP_SYS(mremap),        SCMP_SYS(madvise),         SCMP_SYS(brk),
    SCMP_SYS(futex),         SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(sched_yield),   SCMP_SYS(getpid),          SCMP_SYS(gettid),
    SCMP_SYS(getppid),       SCMP_SYS(getuid),          SCMP_SYS(geteuid),
    SCMP_SYS(getgid),        SCMP_SYS(getegid),         SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),     SCMP_SYS(gettimeofday),    SCMP_SYS(time),
    SCMP_SYS(times),         SCMP_SYS(getrusage),       SCMP_SYS(sysinfo),
    SCMP_SYS(uname),         SCMP_SYS(getrlimit),       SCMP_SYS(sched_getaffinity),
    SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),  SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),   SCMP_SYS(restart_syscall), SCMP_SYS(poll),
    SCMP_SYS(exit),          SCMP_SYS(exit_group)};

constexpr std::array kKilled = {SCMP_SYS(socket),
                                SCMP_SYS(socketpair),
                                SCMP_SYS(connect),
                                SCMP_SYS(bind),
                                SCMP_SYS(listen),
                                SCMP_SYS(accept),
                                SCMP_SYS(accept4),
                                SCMP_SYS(sendto),
                                SCMP_SYS(sendmsg),
                                SCMP_SYS(execve),
                                SCMP_SYS(execveat),
                                SCMP_SYS(fork),
                                SCMP_SYS(vfork),
                                SCMP_SYS(ptrace),
                                SCMP_SYS(process_vm_readv),
                                SCMP_SYS(process_vm_writev),
                                SCMP_SYS(pidfd_getfd),
                                SCMP_SYS(keyctl),
                                SCMP_SYS(add_key),
                                SCMP_SYS(request_key),
                                SCMP_SYS(init_module),
                                SCMP_SYS(finit_module),
                                SCMP_SYS(kexec_load),
                                SCMP_SYS(bpf),
                                SCMP_SYS(perf_event_open),
                                SCMP_SYS(mount),
                                SCMP_SYS(umount2),
                                SCMP_SYS(pivot_root),
                                SCMP_SYS(chroot),
                                SCMP_SYS(setns),
                                SCMP_SYS(unshare),
                                SCMP_SYS(io_uring_setup),
                                SCMP_SYS(userfaultfd),
                                SCMP_SYS(memfd_create),
                                SCMP_SYS(reboot)};

struct ReleaseFilter {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

// Argument `index` of a call, under `mask`, is `value`. (The library's own macro is a C literal.)
scmp_arg_cmp masked(unsigned index, scmp_datum_t mask, scmp_datum_t value) {
  return {index, SCMP_CMP_MASKED_EQ, mask, value};
}

bool add_rules(scmp_filter_ctx filter) {
  bool good = true;
  const auto add = [&](std::uint32_t action, int call, auto... conditions) {
    good =
        seccomp_rule_add(filter, action, call, sizeof...(conditions), conditions...) == 0 && good;
  };
  for (const int call : kAllowed) add(SCMP_ACT_ALLOW, call);
  for (const int call : kKilled) add(SCMP_ACT_KILL_PROCESS, call);
  // Reading only. O_TMPFILE and O_CREAT come with a way to write, and are refused with it.
  constexpr scmp_datum_t kWays = O_ACCMODE | O_CREAT | O_TRUNC;
  add(SCMP_ACT_ALLOW, SCMP_SYS(open), masked(1, kWays, O_RDONLY));
  add(SCMP_ACT_ALLOW, SCMP_SYS(openat), masked(2, kWays, O_RDONLY));
  // Limits may be asked for, not set: root could raise them again.
  add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), masked(2, ~scmp_datum_t{0}, 0));
  // A thread is refused as at a limit (libraries then do without); a process is an intruder's.
  add(SCMP_ACT_ERRNO(EAGAIN), SCMP_SYS(clone), masked(0, CLONE_THREAD, CLONE_THREAD));
  add(SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), masked(0, CLONE_THREAD, 0));
  add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));  // glibc then takes clone, whose flags show
  add(SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl));   // stdio asks whether a file is a terminal
  return good;
}

// What the library wrote into `file`, as instructions.
std::vector<sock_filter> read_program(int file) {
  const off_t size = ::lseek(file, 0, SEEK_END);
  if (size <= 0 || size % static_cast<off_t>(sizeof(sock_filter)) != 0) return {};
  std::vector<sock_filter> program(static_cast<std::size_t>(size) / sizeof(sock_filter));
  const ssize_t got = ::pread(file, program.data(), static_cast<std::size_t>(size), 0);
  if (got != static_cast<ssize_t>(size) || program.size() > BPF_MAXINSNS) return {};
  return program;
}

}  // namespace

std::vector<sock_filter> system_call_filter() {
  if (!can_limit_memory()) return {};  // AddressSanitizer
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (!filter) return {};
  // Calls are looked up by halving, not one after the other: this runs at every system call.
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
  if (!add_rules(filter.get())) return {};
  const int file = ::memfd_create("filter", MFD_CLOEXEC);
  if (file < 0) return {};
  std::vector<sock_filter> program;
  if (seccomp_export_bpf(filter.get(), file) == 0) program = read_program(file);
  ::close(file);
  return program;
}

}  // namespace mishen
