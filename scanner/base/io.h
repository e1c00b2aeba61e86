// The one seam to the file system. Everything below cli/ works on bytes; cli/ and worker/ read and
// write through these, so that tests can put in short reads, full disks and a fixed time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scanner/base/result.h"

namespace mishen {

// Where bytes go: standard output, a file, a test's string. write() takes all of `bytes` or fails.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Status write(std::string_view bytes) = 0;
};

// Collects into a string; never fails.
class StringSink final : public ByteSink {
 public:
  Status write(std::string_view bytes) override {
    text.append(bytes);
    return Done{};
  }
  std::string text;
};

// An open file descriptor it does not own (standard output, a pipe). Retries short writes and
// EINTR.
class FdSink final : public ByteSink {
 public:
  explicit FdSink(int fd) : fd_(fd) {}
  Status write(std::string_view bytes) override;

 private:
  int fd_;
};

// Reads a regular file whole, or standard input for "-". Refuses directories, devices and FIFOs
// (other than "-"), files over `max_bytes`, and files that change size while read.
// Errors: kind io (cannot be opened or read) or input (too large, not a regular file).
Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes);

// Writes beside `path`, syncs, and renames into place: a reader sees the old file or the whole new
// one. Error kind: io.
Status write_file_atomically(const std::string& path, std::string_view bytes);

// Writes a file that must not be there yet, synced; `private_file`: only its owner may read it
// (0600). What was begun and failed is taken away again. Error kind: io.
Status write_new_file(const std::string& path, std::string_view bytes, bool private_file);

}  // namespace mishen
