#include "tests/intruder/attempts.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include "scanner/worker/confine.h"

namespace mishen::intruder {
namespace {

// 0 or more: it worked. -1: errno says why not.
using Attempt = long (*)();

struct Named {
  std::string_view name;
  Attempt run;
};

// The test makes this file and looks at it afterwards; it is the only path it leaves to attempts.
const char* victim() { return "/tmp/mishen-intruder/victim"; }
const char* other() { return "/tmp/mishen-intruder/other"; }

long connect_tcp() {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(9);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return fd < 0 ? -1 : ::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to);
}

long connect_unix() {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  std::strncpy(to.sun_path, "/tmp/mishen-intruder/socket", sizeof to.sun_path - 1);
  return fd < 0 ? -1 : ::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to);
}

long run_program() {
  char program[] = "/bin/true";
  char* const arguments[] = {program, nullptr};
  return ::execv(program, arguments);
}

long start_thread() {
  pthread_t thread;
  errno = ::pthread_create(
      &thread, nullptr, [](void*) -> void* { return nullptr; }, nullptr);
  return errno == 0 ? 0 : -1;
}

long read_parent() {
  std::array<char, 16> here{};
  iovec local{here.data(), here.size()};
  iovec remote{reinterpret_cast<void*>(&read_parent), here.size()};
  return ::process_vm_readv(::getppid(), &local, 1, &remote, 1, 0);
}

long raise_limit() {
  const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
  return ::setrlimit(RLIMIT_FSIZE, &none);
}

// Any descriptor that is left over but the answer's pipe and /dev/null.
long write_to_leftovers() {
  for (int fd = kAnswerFd + 1; fd < 1024; ++fd) {
    if (::write(fd, "x", 1) == 1) return fd;
  }
  return -1;
}

long hang() {
  volatile bool for_ever = true;
  while (for_ever) {
  }
  return 0;
}

long sleep_for_ever() {
  for (;;) ::sleep(1000);
}

long take_all_memory() {
  std::vector<std::vector<char>> all;
  for (;;) all.emplace_back(std::size_t{64} << 20U, 'x');
}

// The header of an answer: in every layer, and of `length` bytes.
std::string header(std::uint64_t length) {
  std::string out(1, '\x07');
  for (unsigned i = 0; i < 8; ++i) out += static_cast<char>(length >> (8 * i));
  return out;
}

[[noreturn]] void answer(const std::string& bytes) {
  (void)!::write(kAnswerFd, bytes.data(), bytes.size());
  ::_exit(kExitAnswered);
}

long flood() {
  const std::string chunk(1 << 20, 'x');
  (void)!::write(kAnswerFd, header(UINT64_MAX).data(), 9);
  for (;;) (void)!::write(kAnswerFd, chunk.data(), chunk.size());
}

constexpr std::array kAttempts = {
    Named{"write-file", [] { return long{::open(other(), O_WRONLY | O_CREAT, 0600)}; }},
    Named{"append-file", [] { return long{::open(victim(), O_WRONLY | O_APPEND)}; }},
    Named{"truncate-file", [] { return long{::truncate(victim(), 0)}; }},
    Named{"nameless-file", [] { return long{::open("/tmp", O_TMPFILE | O_RDWR, 0600)}; }},
    Named{"remove-file", [] { return long{::unlink(victim())}; }},
    Named{"rename-file", [] { return long{::rename(victim(), other())}; }},
    Named{"link-file", [] { return long{::symlink(victim(), other())}; }},
    Named{"make-folder", [] { return long{::mkdir(other(), 0700)}; }},
    Named{"change-rights", [] { return long{::chmod(victim(), 0777)}; }},
    Named{"read-passwd", [] { return long{::open("/etc/passwd", O_RDONLY)}; }},
    Named{"read-other-draft", [] { return long{::open(victim(), O_RDONLY)}; }},
    Named{"read-environment", [] { return long{::open("/proc/1/environ", O_RDONLY)}; }},
    Named{"write-own-memory", [] { return long{::open("/proc/self/mem", O_RDWR)}; }},
    Named{"connect", connect_tcp},
    Named{"connect-local", connect_unix},
    Named{"datagram", [] { return long{::socket(AF_INET6, SOCK_DGRAM, 0)}; }},
    Named{"raw-socket", [] { return long{::socket(AF_PACKET, SOCK_RAW, 0)}; }},
    Named{"fork", [] { return long{::fork()}; }},
    Named{"new-process", [] { return ::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }},
    Named{"thread", start_thread},
    Named{"exec", run_program},
    Named{"ptrace", [] { return ::ptrace(PTRACE_ATTACH, ::getppid(), 0, 0); }},
    Named{"read-parent", read_parent},
    Named{"signal-parent", [] { return long{::kill(::getppid(), SIGTERM)}; }},
    Named{"signal-all", [] { return long{::kill(-1, SIGCONT)}; }},
    Named{"raise-limit", raise_limit},
    Named{"memory-file", [] { return long{::memfd_create("x", 0)}; }},
    Named{"shared-memory", [] { return long{::shmget(IPC_PRIVATE, 4096, 0600)}; }},
    Named{"new-namespace", [] { return long{::unshare(CLONE_NEWUSER)}; }},
    Named{"mount", [] { return long{::mount("x", "/tmp", "tmpfs", 0, nullptr)}; }},
    Named{"kernel-program", [] { return ::syscall(SYS_bpf, 0, nullptr, 0); }},
    Named{"io-ring", [] { return ::syscall(SYS_io_uring_setup, 1, nullptr); }},
    Named{"become-root", [] { return ::syscall(SYS_setuid, 0); }},
    Named{"leftover-descriptors", write_to_leftovers},
    Named{"hang", hang},
    Named{"sleep", sleep_for_ever},
    Named{"memory", take_all_memory},
    Named{"flood", flood},
    Named{"die", []() -> long { __builtin_trap(); }},
    Named{"leave", []() -> long { ::_exit(0); }},
    Named{"say-nothing", []() -> long { answer(header(0)); }},
    Named{"say-nonsense", []() -> long { answer(header(64) + std::string(64, 'x')); }},
    Named{"say-less", []() -> long { answer(header(4096) + "x"); }},
    Named{"say-more", []() -> long { answer(header(1) + std::string(4096, 'x')); }},
};

}  // namespace

std::string attempt(std::string_view what) {
  for (const Named& one : kAttempts) {
    if (one.name != what) continue;
    errno = 0;
    return one.run() >= 0 ? std::string("did it") : std::string(std::strerror(errno));
  }
  return "nothing of that name";
}

}  // namespace mishen::intruder
