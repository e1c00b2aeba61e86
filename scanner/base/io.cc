#include "scanner/base/io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "scanner/base/held_signals.h"
#include "scanner/base/owned_fd.h"
#include "scanner/base/sync_folder.h"

namespace mishen {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20U;

// `expected`: bytes that are likely to come; room for more is made when they do.
Result<std::string> read_to_end(int fd, const std::string& place, std::uint64_t max_bytes,
                                std::uint64_t expected) {
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(expected));
  // Not filled beforehand: for a small file that would be most of the work.
  const auto chunk = std::make_unique_for_overwrite<char[]>(kChunk);
  for (;;) {
    const ssize_t got = ::read(fd, chunk.get(), kChunk);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error(place, "error.cannot-read");
    if (got == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(got) > max_bytes) {
      return Error{ErrorKind::input,
                   place,
                   {"error.draft-too-large", {{"limit", std::to_string(max_bytes)}}}};
    }
    bytes.append(chunk.get(), static_cast<std::size_t>(got));
  }
}

}  // namespace

Status FdSink::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return io_error("fd " + std::to_string(fd_), "error.cannot-write");
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return Done{};
}

Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes) {
  if (path == "-") return read_to_end(STDIN_FILENO, path, max_bytes, 0);
  // O_NONBLOCK: opening a FIFO nobody writes to must not hang before we can refuse it.
  const OwnedFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) return io_error(path, "error.cannot-open");
  struct stat before {};
  if (::fstat(fd.get(), &before) != 0) return io_error(path, "error.cannot-read");
  if (!S_ISREG(before.st_mode)) {
    return Error{ErrorKind::input, path, {"error.not-a-regular-file", {}}};
  }
  if (static_cast<std::uint64_t>(before.st_size) > max_bytes) {
    return Error{
        ErrorKind::input, path, {"error.draft-too-large", {{"limit", std::to_string(max_bytes)}}}};
  }
  Result<std::string> bytes =
      read_to_end(fd.get(), path, max_bytes, static_cast<std::uint64_t>(before.st_size));
  if (!bytes) return bytes;
  struct stat after {};
  const bool same = ::fstat(fd.get(), &after) == 0 && after.st_size == before.st_size &&
                    bytes->size() == static_cast<std::size_t>(before.st_size);
  if (!same) return Error{ErrorKind::io, path, {"error.changed-while-read", {}}};
  return bytes;
}

Status write_file_atomically(const std::string& path, std::string_view bytes) {
  const HeldSignals held;
  std::string beside = path + ".XXXXXX";
  OwnedFd fd(::mkostemp(beside.data(), O_CLOEXEC));
  if (fd.get() < 0) return io_error(path, "error.cannot-write");
  const auto give_up = [&]() -> Status {
    Error error = io_error(path, "error.cannot-write");
    ::unlink(beside.c_str());
    return error;
  };
  if (!FdSink(fd.get()).write(bytes).ok()) return give_up();
  // mkostemp makes the file private; a report is as public as its folder says (umask applies).
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (::fchmod(fd.get(), 0666 & ~mask) != 0 || ::fsync(fd.get()) != 0) return give_up();
  if (!fd.close_now() || ::rename(beside.c_str(), path.c_str()) != 0) return give_up();
  if (!sync_folder_of(path)) return io_error(path, "error.cannot-write");
  return Done{};
}

Status write_new_file(const std::string& path, std::string_view bytes, bool private_file) {
  const HeldSignals held;
  OwnedFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                    private_file ? 0600 : 0666));
  if (fd.get() < 0) {
    return io_error(path, errno == EEXIST ? "error.already-there" : "error.cannot-write");
  }
  const bool written =
      FdSink(fd.get()).write(bytes).ok() && ::fsync(fd.get()) == 0 && fd.close_now();
  if (written && sync_folder_of(path)) return Done{};
  Error error = io_error(path, "error.cannot-write");
  ::unlink(path.c_str());
  return error;
}

}  // namespace mishen
