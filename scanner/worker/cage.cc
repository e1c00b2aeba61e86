#include "scanner/worker/cage.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "scanner/worker/confine.h"
#include "scanner/worker/system_calls.h"

namespace mishen {
namespace {

// What every worker may read: the loader and libraries (a format may be opened late, for a file
// inside a draft), poppler's CMaps, fonts and what tells where they are.
constexpr std::array kReadable = {"/lib",
                                  "/lib64",
                                  "/usr/lib",
                                  "/usr/local/lib",
                                  "/etc/ld.so.cache",
                                  "/usr/share/poppler",
                                  "/usr/share/fonts",
                                  "/usr/local/share/fonts",
                                  "/etc/fonts",
                                  "/usr/share/fontconfig",
                                  "/var/cache/fontconfig",
                                  "/usr/share/color",
                                  "/usr/share/xml/iso-codes",
                                  "/proc/self",
                                  "/dev/null",
                                  "/dev/urandom"};

constexpr std::uint64_t kAllOfAbi1 = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;
constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// Of later kernels than the headers of Debian 12 know; the numbers are the kernel's interface.
constexpr std::uint64_t kRefer = 1ULL << 13U;     // ABI 2
constexpr std::uint64_t kTruncate = 1ULL << 14U;  // ABI 3
constexpr std::uint64_t kTcp = 3;                 // ABI 4: bind, connect

struct RulesetAttributes {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;
};

long landlock_abi() {
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

void allow_reading(int ruleset, const char* path) {
  const int fd = ::open(path, O_PATH | O_CLOEXEC);
  if (fd < 0) return;
  landlock_path_beneath_attr rule{};
  rule.parent_fd = fd;
  rule.allowed_access = kRead;
  if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;  // it is no folder
    ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }
  ::close(fd);
}

// The descriptor of the ruleset; -1 where the kernel has no Landlock.
int make_ruleset(const std::vector<std::string>& readable) {
  const long abi = landlock_abi();
  if (abi < 1) return -1;
  RulesetAttributes attributes{kAllOfAbi1, 0};
  if (abi >= 2) attributes.handled_access_fs |= kRefer;
  if (abi >= 3) attributes.handled_access_fs |= kTruncate;
  if (abi >= 4) attributes.handled_access_net = kTcp;
  const std::size_t size = abi >= 4 ? sizeof attributes : sizeof attributes.handled_access_fs;
  const int ruleset =
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
  if (ruleset < 0) return -1;
  for (const char* path : kReadable) allow_reading(ruleset, path);
  for (const std::string& path : readable) allow_reading(ruleset, path.c_str());
  return ruleset;
}

bool install(const std::vector<sock_filter>& filter) {
  sock_fprog program{static_cast<unsigned short>(filter.size()),
                     const_cast<sock_filter*>(filter.data())};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace

struct Cage::Parts {
  std::vector<sock_filter> filter;  // still to be installed; empty: no seccomp here
  bool has_threads = false;
  int ruleset = -1;

  Parts() = default;
  Parts(const std::vector<std::string>& readable, bool threads)
      : filter(system_call_filter(threads ? FilterOf::worker_with_threads : FilterOf::worker)),
        has_threads(threads && !filter.empty()),
        ruleset(make_ruleset(readable)) {}
  ~Parts() {
    if (ruleset >= 0) ::close(ruleset);
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
};

Cage::Cage(const std::vector<std::string>& readable, bool threads)
    : parts_(std::make_unique<Parts>(readable, threads)) {}
Cage::Cage() = default;
Cage::~Cage() = default;
Cage::Cage(Cage&&) noexcept = default;
Cage& Cage::operator=(Cage&&) noexcept = default;

bool Cage::has_threads() const { return parts_ && parts_->has_threads; }
int Cage::descriptor() const { return parts_ ? parts_->ruleset : -1; }
void Cage::moved_to(int descriptor) { parts_->ruleset = descriptor; }

// Its workers have no threads, whoever asked for them. Not of files: a worker still opens /dev/null
// to write to, and its own /proc/self.
void Cage::enter_as_zygote() {
  if (!parts_) return;
  std::vector<sock_filter> rest = system_call_filter(FilterOf::worker_of_zygote);
  if (rest.empty() || !install(system_call_filter(FilterOf::zygote))) return;
  parts_->filter = std::move(rest);
  parts_->has_threads = false;
}

CageLayers Cage::enter() const {
  CageLayers layers;
  if (!parts_) return layers;
  if (parts_->ruleset >= 0) {
    layers.files = ::syscall(SYS_landlock_restrict_self, parts_->ruleset, 0) == 0;
    ::close(std::exchange(parts_->ruleset, -1));
  }
  if (parts_->filter.empty()) {
    layers.network = ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
    return layers;
  }
  layers.system_calls = install(parts_->filter);
  layers.network = layers.system_calls;
  return layers;
}

CageLayers probe_cage() {
  const pid_t pid = ::fork();
  if (pid < 0) return {};
  if (pid == 0) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) ::_exit(0);
    const CageLayers layers = Cage(std::vector<std::string>{}).enter();
    ::_exit((layers.system_calls ? 1 : 0) | (layers.files ? 2 : 0) | (layers.network ? 4 : 0));
  }
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  const int bits = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  return {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0};
}

}  // namespace mishen
