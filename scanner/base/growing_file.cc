#include "scanner/base/growing_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "scanner/base/held_signals.h"
#include "scanner/base/sync_folder.h"

namespace mishen {
namespace {

constexpr const char* kCannotWrite = "error.cannot-write";

std::string link_to(int fd) { return "/proc/self/fd/" + std::to_string(fd); }

// Gives the nameless file a name that nobody has, beside the one it shall get: linkat() does not
// replace. Empty: it could not.
std::string link_beside(int fd, const std::string& path) {
  const std::string source = link_to(fd);
  const std::string stem = path + "." + std::to_string(::getpid()) + ".";
  constexpr int kTries = 100;
  for (int i = 0; i < kTries; ++i) {
    std::string beside = stem + std::to_string(i);
    if (::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, beside.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      return beside;
    }
    if (errno != EEXIST) break;
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<GrowingFile>> GrowingFile::begin(const std::string& path) {
  // A report is as public as its folder says (umask applies).
  int fd = ::open(folder_of(path).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  // EISDIR: a kernel that knows none; EOPNOTSUPP: a file system that does not.
  if (fd < 0 && errno != EISDIR && errno != EOPNOTSUPP) return io_error(path, kCannotWrite);
  // Without /proc it could never be named.
  if (fd >= 0 && ::access(link_to(fd).c_str(), F_OK) != 0) ::close(std::exchange(fd, -1));
  return std::unique_ptr<GrowingFile>(new GrowingFile(path, fd));
}

GrowingFile::~GrowingFile() {
  if (fd_ >= 0) ::close(fd_);
}

Status GrowingFile::write(std::string_view bytes) {
  if (fd_ < 0) {
    kept_.append(bytes);
    return Done{};
  }
  if (!FdSink(fd_).write(bytes)) return io_error(path_, kCannotWrite);
  return Done{};
}

Status GrowingFile::finish() {
  if (fd_ < 0) return write_file_atomically(path_, std::exchange(kept_, {}));
  if (::fsync(fd_) != 0) return io_error(path_, kCannotWrite);
  const HeldSignals held;
  return give_name();
}

Status GrowingFile::give_name() {
  const std::string beside = link_beside(fd_, path_);
  if (beside.empty()) return io_error(path_, kCannotWrite);
  if (::rename(beside.c_str(), path_.c_str()) != 0) {
    Error error = io_error(path_, kCannotWrite);
    ::unlink(beside.c_str());
    return error;
  }
  if (!sync_folder_of(path_)) return io_error(path_, kCannotWrite);
  return Done{};
}

}  // namespace mishen
