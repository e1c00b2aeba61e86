// A file that is written bit by bit and appears whole or not at all.
#pragma once

#include <memory>
#include <string>

#include "scanner/base/io.h"

namespace mishen {

// Until finish() nothing of it has a name: a process that is killed leaves nothing behind. Where
// the file system has no nameless files (O_TMPFILE), the bytes are kept in memory until then.
class GrowingFile final : public ByteSink {
 public:
  // `path`: what it will be called; a file of that name stays as it is until then. Error kind: io.
  static Result<std::unique_ptr<GrowingFile>> begin(const std::string& path);
  ~GrowingFile() override;
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  Status write(std::string_view bytes) override;
  // Synced, then named. Call it once, after the last write().
  Status finish();

 private:
  GrowingFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  Status give_name();

  std::string path_;
  int fd_;            // -1: there are no nameless files here
  std::string kept_;  // then
};

}  // namespace mishen
