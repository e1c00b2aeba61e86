#include "scanner/base/sync_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace mishen {

Error io_error(const std::string& place, std::string id) {
  return Error{ErrorKind::io, place, {std::move(id), {{"cause", std::strerror(errno)}}}};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

bool sync_folder_of(const std::string& path) {
  const int fd = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  // A folder that may be written but not read can only be taken at its word.
  if (fd < 0) return true;
  const bool synced = ::fsync(fd) == 0;
  const int cause = errno;
  ::close(fd);
  errno = cause;
  return synced || (cause != EIO && cause != ENOSPC && cause != EDQUOT);
}

}  // namespace mishen
