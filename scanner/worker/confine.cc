#include "scanner/worker/confine.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <limits>
#include <system_error>

namespace mishen {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kAddressSanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kAddressSanitizer = true;
#else
constexpr bool kAddressSanitizer = false;
#endif
#else
constexpr bool kAddressSanitizer = false;
#endif

constexpr rlim_t kMostFiles = 64;  // CMap files of poppler-data, one or two at a time

bool limit(decltype(RLIMIT_AS) what, rlim_t soft, rlim_t hard) {
  rlimit now{};
  if (::getrlimit(what, &now) != 0) return false;
  // What the parent was itself given less of stays so.
  const rlimit wanted{std::min(soft, now.rlim_max), std::min(hard, now.rlim_max)};
  return ::setrlimit(what, &wanted) == 0;
}

// Bytes of address space in use; 0 when /proc does not say. Read without a stream: its buffer and
// its code would be some 15 pages more for each worker to touch.
rlim_t mapped_bytes() {
  const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::array<char, 128> said{};
  const ssize_t size = ::read(file, said.data(), said.size());
  ::close(file);
  unsigned long pages = 0;
  if (size <= 0 || std::from_chars(said.data(), said.data() + size, pages).ec != std::errc{}) {
    return 0;
  }
  return rlim_t{pages} * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

// The limit speaks of the draft's review, so what the parent has mapped already does not count.
bool limit_memory(std::uint64_t max_bytes) {
  if (!can_limit_memory()) return true;
  const rlim_t mapped = mapped_bytes();
  if (mapped == 0) return false;
  const rlim_t most = std::numeric_limits<rlim_t>::max() - mapped;
  const rlim_t bytes = mapped + std::min<rlim_t>(max_bytes, most - 1);
  return limit(RLIMIT_AS, bytes, bytes);
}

bool limit_resources(const Limits& limits, bool threads) {
  const rlim_t seconds = std::max<std::uint64_t>(1, limits.max_cpu_seconds);
  // The soft limit ends the worker by SIGXCPU, which tells it from an outside SIGKILL; the hard one
  // is there for code that ignores that.
  return limit_memory(limits.max_memory_bytes) && limit(RLIMIT_CPU, seconds, seconds + 1) &&
         limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, 0, 0) &&
         limit(RLIMIT_NOFILE, kMostFiles, kMostFiles) &&
         // It counts threads as processes; where they may be, the filter tells one from the other.
         (threads || limit(RLIMIT_NPROC, 0, 0));
}

// Libraries print what they think of a draft, in its own words: nobody may read that unescaped.
bool silence_streams() {
  const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) return false;
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::dup2(null, fd) < 0) return false;
  }
  if (null > STDERR_FILENO) ::close(null);
  return true;
}

// Keeps the answer's pipe and what the cage needs.
bool keep_only(int answer_pipe, Cage& cage) {
  constexpr int kCageFd = kAnswerFd + 1;
  int cage_fd = cage.descriptor();
  // The pipe may stand where the cage's descriptor goes and the other way round.
  if (cage_fd == kAnswerFd) cage_fd = ::dup(cage_fd);
  if (answer_pipe != kAnswerFd && ::dup2(answer_pipe, kAnswerFd) < 0) return false;
  if (cage_fd >= 0) {
    if (cage_fd != kCageFd && ::dup2(cage_fd, kCageFd) < 0) return false;
    cage.moved_to(kCageFd);
  }
  const int first_closed = cage_fd >= 0 ? kCageFd + 1 : kCageFd;
  return ::close_range(static_cast<unsigned>(first_closed), std::numeric_limits<unsigned>::max(),
                       0) == 0;
}

bool default_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGXFSZ, SIGCHLD}) {
    if (::signal(signal, SIG_DFL) == SIG_ERR) return false;
  }
  sigset_t none;
  sigemptyset(&none);
  return ::sigprocmask(SIG_SETMASK, &none, nullptr) == 0;
}

// A process group of its own: the terminal's Ctrl-C goes to the parent, who decides.
bool tie_to(pid_t parent) {
  if (::setpgid(0, 0) != 0) return false;
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  return ::getppid() == parent;  // it may have died before the death signal was set
}

}  // namespace

bool can_limit_memory() { return !kAddressSanitizer; }

std::optional<CageLayers> confine(int answer_pipe, pid_t parent, const Limits& limits, Cage& cage) {
  // The pipe is put out of the way first: it may itself stand where a standard stream belongs.
  if (!default_signals() || !tie_to(parent) || !keep_only(answer_pipe, cage) ||
      !silence_streams() || !limit_resources(limits, cage.has_threads())) {
    return std::nullopt;
  }
  return cage.enter();
}

}  // namespace mishen
