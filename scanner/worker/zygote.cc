#include "scanner/worker/zygote.h"

#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <limits>
#include <string>
#include <utility>

#include "scanner/base/io.h"
#include "scanner/base/owned_fd.h"
#include "scanner/worker/confine.h"

namespace mishen {
namespace {

// One packet each way. Its descriptors are the answer's pipe and a file: the input, and behind it
// the lesson.
struct Request {
  std::size_t job = 0;
  std::size_t input_size = 0;
  std::size_t lesson_size = 0;
};
struct Reply {
  pid_t worker = -1;
};
using Descriptors = std::array<int, 2>;

// One message with the room its descriptors take.
class Packet {
 public:
  explicit Packet(Request& request) : data_{&request, sizeof request} {
    header_.msg_iov = &data_;
    header_.msg_iovlen = 1;
    header_.msg_control = control_.data();
    header_.msg_controllen = control_.size();
  }

  bool send(int socket, const Descriptors& descriptors) {
    cmsghdr* rights = CMSG_FIRSTHDR(&header_);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof descriptors);
    std::memcpy(CMSG_DATA(rights), descriptors.data(), sizeof descriptors);
    ssize_t sent = -1;
    do sent = ::sendmsg(socket, &header_, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(data_.iov_len);
  }

  bool receive(int socket, Descriptors& descriptors) {
    ssize_t got = -1;
    do got = ::recvmsg(socket, &header_, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got != static_cast<ssize_t>(data_.iov_len)) return false;
    const cmsghdr* rights = CMSG_FIRSTHDR(&header_);
    if (rights == nullptr || rights->cmsg_len != CMSG_LEN(sizeof descriptors)) return false;
    std::memcpy(descriptors.data(), CMSG_DATA(rights), sizeof descriptors);
    return true;
  }

 private:
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(Descriptors))> control_{};
  iovec data_;
  msghdr header_{};
};

// A file in memory that holds `input` and `lesson` and that nobody can change any more; -1 where
// there is none to be had.
int sealed(std::string_view input, std::string_view lesson) {
  const int file = ::memfd_create("draft", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) return -1;
  FdSink out(file);
  const bool whole =
      out.write(input).ok() && out.write(lesson).ok() &&
      ::fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
  if (whole) return file;
  ::close(file);
  return -1;
}

// The input, in a worker. It stays mapped as long as the worker lives.
std::optional<std::string_view> mapped(int file, std::size_t size) {
  if (size == 0) return std::string_view();
  void* const bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (bytes == MAP_FAILED) return std::nullopt;
  return std::string_view(static_cast<const char*>(bytes), size);
}

// In the zygote. A lesson that cannot be had is done by each worker that needs it.
void take_lesson(int file, const Request& request, const Zygote::Learn& learn) {
  if (request.lesson_size == 0) return;
  std::string lesson(request.lesson_size, '\0');
  const ssize_t got =
      ::pread(file, lesson.data(), lesson.size(), static_cast<off_t>(request.input_size));
  if (got == static_cast<ssize_t>(lesson.size())) learn(lesson);
}

// Closes all that the zygote has from the parent and needs not: the pipes of workers that run now
// must have no other end than the parent's.
bool keep_only(int socket, int cage) {
  std::array<int, 3> kept = {STDERR_FILENO, socket, std::max(cage, STDERR_FILENO)};
  std::sort(kept.begin(), kept.end());
  const auto close_between = [](int after, int before) {
    return after + 1 >= before || ::close_range(static_cast<unsigned>(after) + 1,
                                                static_cast<unsigned>(before) - 1, 0) == 0;
  };
  return close_between(kept[0], kept[1]) && close_between(kept[1], kept[2]) &&
         ::close_range(static_cast<unsigned>(kept[2]) + 1, std::numeric_limits<unsigned>::max(),
                       0) == 0;
}

// The largest piece that glibc keeps at hand, apart from the rest.
constexpr std::size_t kSmall = 1032;

// What malloc has free lies all over the heap, and a worker that took it would copy a page for each
// piece. It is taken here and never given back, so that workers take theirs from where the heap
// ends, one beside the other.
class FreePieces {
 public:
  void use_up() {
    for (std::size_t size = kLarge; size > kSmall; size -= size / 8) use_up(size);
    for (std::size_t size = kSmall; size >= 24; size -= 16) use_up(size);
  }

 private:
  static constexpr std::size_t kLarge = std::size_t{1} << 16U;
  static constexpr std::size_t kMost = std::size_t{4} << 20U;  // bytes; another malloc has no end

  // Those of `size` and more that lie before the end.
  void use_up(std::size_t size) {
    while (taken_ < kMost) {
      void* volatile const piece = std::malloc(size);
      if (piece == nullptr || !std::less<const void*>()(piece, end_)) {
        if (size > kSmall) std::free(piece);  // a smaller one would be kept at hand
        return;
      }
      taken_ += size;
    }
  }

  void* end_ = std::malloc(kLarge);  // as good as the end: hardly anything larger is free
  std::size_t taken_ = 0;
};

// As a sibling. glibc has no call for that; the process is single-threaded, so what its fork() does
// beside the system call (locks of other threads) is not needed.
pid_t fork_sibling() {
  return static_cast<pid_t>(::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0));
}

// How often pieces are used up: at the start and after a lesson, which soon become rare.
constexpr int kMostUsedUp = 16;

// The zygote's whole life: ends with the parent, or when that closes its end of the socket. Nothing
// that is thrown gets out of it: behind it lies what the parent was doing.
[[noreturn]] void serve(int socket, pid_t parent, Cage& cage, const Zygote::Forget& forget,
                        const Zygote::Learn& learn, const Zygote::Life& life) noexcept {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent ||
      ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !keep_only(socket, cage.descriptor())) {
    ::_exit(kExitUnconfined);
  }
  ::signal(SIGPIPE, SIG_IGN);  // a parent that is gone is met by what a reply says
  if (forget) forget();
  cage.enter_as_zygote();
  // What is free on the heap would be copied page by page as workers come to use it; given back, it
  // is new to them.
  ::malloc_trim(0);
  FreePieces().use_up();
  int used_up = 1;
  for (;;) {
    Request request;
    Descriptors received{-1, -1};
    if (!Packet(request).receive(socket, received)) ::_exit(0);
    const OwnedFd pipe(received[0]);
    const OwnedFd file(received[1]);
    take_lesson(file.get(), request, learn);
    if (request.lesson_size != 0 && used_up++ < kMostUsedUp) FreePieces().use_up();
    Reply reply{fork_sibling()};
    if (reply.worker == 0) {
      const std::optional<std::string_view> bytes = mapped(file.get(), request.input_size);
      if (bytes) life(request.job, *bytes, pipe.get());
      ::_exit(kExitUnconfined);
    }
    if (::write(socket, &reply, sizeof reply) != sizeof reply) ::_exit(0);
  }
}

}  // namespace

std::unique_ptr<Zygote> Zygote::start(Cage& cage, const Forget& forget, const Learn& learn,
                                      const Life& life) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return nullptr;
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) serve(ends[1], parent, cage, forget, learn, life);
  ::close(ends[1]);
  if (pid < 0) {
    ::close(ends[0]);
    return nullptr;
  }
  return std::unique_ptr<Zygote>(new Zygote(pid, ends[0]));
}

Zygote::~Zygote() {
  ::close(socket_);
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::optional<pid_t> Zygote::fork_worker(std::size_t job, std::string_view input,
                                         std::string_view lesson, int pipe) {
  const OwnedFd file(sealed(input, lesson));
  if (file.get() < 0) return std::nullopt;
  Request request{job, input.size(), lesson.size()};
  if (!Packet(request).send(socket_, {pipe, file.get()})) return std::nullopt;
  Reply reply;
  ssize_t got = -1;
  do got = ::recv(socket_, &reply, sizeof reply, 0);
  while (got < 0 && errno == EINTR);
  if (got != sizeof reply) return pid_t{-1};
  if (reply.worker < 0) return std::nullopt;
  return reply.worker;
}

}  // namespace mishen
