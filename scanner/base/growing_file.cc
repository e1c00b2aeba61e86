#include "scanner/base/growing_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "scanner/base/held_signals.h"

namespace mishen {
namespace {

Error cannot_write(const std::string& path) {
  return {ErrorKind::io, path, {"error.cannot-write", {{"cause", std::strerror(errno)}}}};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

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
  if (fd < 0 && errno != EISDIR && errno != EOPNOTSUPP) return cannot_write(path);
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
  if (!FdSink(fd_).write(bytes)) return cannot_write(path_);
  return Done{};
}

Status GrowingFile::finish() {
  if (fd_ < 0) return write_file_atomically(path_, std::exchange(kept_, {}));
  if (::fsync(fd_) != 0) return cannot_write(path_);
  const HeldSignals held;
  return give_name();
}

Status GrowingFile::give_name() {
  const std::string beside = link_beside(fd_, path_);
  if (beside.empty()) return cannot_write(path_);
  if (::rename(beside.c_str(), path_.c_str()) != 0) {
    Error error = cannot_write(path_);
    ::unlink(beside.c_str());
    return error;
  }
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  // A folder that may be written but not read can only be taken at its word; a file system that
  // cannot sync one is no error of ours.
  const bool lost =
      folder >= 0 && ::fsync(folder) != 0 && (errno == EIO || errno == ENOSPC || errno == EDQUOT);
  Status outcome = Done{};
  if (lost) outcome = cannot_write(path_);
  if (folder >= 0) ::close(folder);
  return outcome;
}

}  // namespace mishen
