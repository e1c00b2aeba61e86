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

// Takes rules; one that the library refuses spoils all.
class Rules {
 public:
  explicit Rules(scmp_filter_ctx filter) : filter_(filter) {}

  void add(std::uint32_t action, int call, auto... conditions) {
    good_ =
        seccomp_rule_add(filter_, action, call, sizeof...(conditions), conditions...) == 0 && good_;
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  scmp_filter_ctx filter_;
  bool good_ = true;
};

// Reading only. O_TMPFILE and O_CREAT come with a way to write, and are refused with it.
constexpr scmp_datum_t kWays = O_ACCMODE | O_CREAT | O_TRUNC;

// Beside what workers may: of a zygote (one packet in, a child), and of its workers until they are
// in their cage.
constexpr std::array kBefore = {SCMP_SYS(recvmsg),     SCMP_SYS(setpgid),
                                SCMP_SYS(prctl),       SCMP_SYS(dup2),
                                SCMP_SYS(close_range), SCMP_SYS(landlock_restrict_self)};

// A thread is refused as at a limit (libraries then do without); a process is an intruder's.
void refuse_clone(Rules& rules) {
  rules.add(SCMP_ACT_ERRNO(EAGAIN), SCMP_SYS(clone), masked(0, CLONE_THREAD, CLONE_THREAD));
  rules.add(SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), masked(0, CLONE_THREAD, 0));
}

void add_common(Rules& rules) {
  for (const int call : kAllowed) rules.add(SCMP_ACT_ALLOW, call);
  for (const int call : kKilled) rules.add(SCMP_ACT_KILL_PROCESS, call);
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(open), masked(1, kWays, O_RDONLY));
  rules.add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));  // glibc then takes clone, whose flags show
  rules.add(SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl));   // stdio asks whether a file is a terminal
}

// The flags of glibc's pthread_create(), all of them and no other: what shares everything with its
// process, its filters too.
constexpr scmp_datum_t kThread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SYSVSEM | CLONE_SIGHAND |
                                 CLONE_THREAD | CLONE_SETTLS | CLONE_PARENT_SETTID |
                                 CLONE_CHILD_CLEARTID;

void allow_threads(Rules& rules) {
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(clone), masked(0, ~scmp_datum_t{0}, kThread));
  rules.add(SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), masked(0, CLONE_THREAD, 0));
}

void add_worker(Rules& rules, bool with_threads) {
  add_common(rules);
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(openat), masked(2, kWays, O_RDONLY));
  // Limits may be asked for, not set: root could raise them again.
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), masked(2, ~scmp_datum_t{0}, 0));
  with_threads ? allow_threads(rules) : refuse_clone(rules);
}

void add_zygote(Rules& rules) {
  add_common(rules);
  for (const int call : kBefore) rules.add(SCMP_ACT_ALLOW, call);
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(openat));  // /dev/null, to write to
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64));
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(clone), masked(0, CLONE_THREAD, 0));
  rules.add(SCMP_ACT_ERRNO(EAGAIN), SCMP_SYS(clone), masked(0, CLONE_THREAD, CLONE_THREAD));
}

// Where nothing is said, the filter below it decides.
void add_worker_of_zygote(Rules& rules) {
  constexpr std::uint32_t kRefused = SCMP_ACT_ERRNO(EPERM);
  for (const int call : kBefore) rules.add(kRefused, call);
  for (const scmp_datum_t way : {1U, 2U, 3U}) {  // anything but O_RDONLY
    rules.add(kRefused, SCMP_SYS(openat), masked(2, O_ACCMODE, way));
  }
  for (const scmp_datum_t way : {O_CREAT, O_TRUNC}) {
    rules.add(kRefused, SCMP_SYS(openat), masked(2, way, way));
  }
  rules.add(kRefused, SCMP_SYS(prlimit64), scmp_arg_cmp{2, SCMP_CMP_NE, 0, 0});
  refuse_clone(rules);
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

std::vector<sock_filter> system_call_filter(FilterOf whom) {
  if (!can_limit_memory()) return {};  // AddressSanitizer
  const bool on_top = whom == FilterOf::worker_of_zygote;
  const Filter filter(seccomp_init(on_top ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EPERM)));
  if (!filter) return {};
  // Calls are looked up by halving, not one after the other: this runs at every system call.
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
  Rules rules(filter.get());
  if (on_top) {
    add_worker_of_zygote(rules);
  } else if (whom == FilterOf::zygote) {
    add_zygote(rules);
  } else {
    add_worker(rules, whom == FilterOf::worker_with_threads);
  }
  if (!rules.good()) return {};
  const int file = ::memfd_create("filter", MFD_CLOEXEC);
  if (file < 0) return {};
  std::vector<sock_filter> program;
  if (seccomp_export_bpf(filter.get(), file) == 0) program = read_program(file);
  ::close(file);
  return program;
}

}  // namespace mishen
