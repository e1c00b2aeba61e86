// Compound File Binary ([MS-CFB]): a file system in a file. An own reader: libgsf, the one in
// Debian, reports damage by printing warnings, and a draft's damage has to become gaps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::ole {

struct StreamEntry {
  std::string path;  // UTF-8, storages and stream joined by '/'
  std::string name;  // the last part of it
  std::uint32_t start = 0;
  std::uint64_t size = 0;
};

// Sizes and chains are untrusted: every chain is bounded by the number of sectors, the tree by the
// number of entries. `bytes` must outlive it.
class CompoundFile {
 public:
  explicit CompoundFile(std::string_view bytes);

  [[nodiscard]] bool opened() const { return opened_; }
  // Something in the tables does not hold: streams may be missing.
  [[nodiscard]] bool damaged() const { return damaged_; }
  // All streams; those the tree does not reach, too (their path is their name alone).
  [[nodiscard]] const std::vector<StreamEntry>& streams() const { return streams_; }
  [[nodiscard]] const StreamEntry* find(std::string_view path) const;

  // The stream's bytes; shorter than its size, if the file does not hold them all.
  [[nodiscard]] std::string read(const StreamEntry& stream) const;

 private:
  struct Entry {
    std::string name;
    std::uint8_t kind = 0;
    std::uint32_t left = 0, right = 0, child = 0;
    std::uint32_t start = 0;
    std::uint64_t size = 0;
  };

  [[nodiscard]] std::string_view sector(std::uint32_t number) const;
  void read_fat(std::string_view header);
  void take_table(std::string_view sector, std::size_t entries);
  [[nodiscard]] std::string chain(std::uint32_t start, std::uint64_t most) const;
  void read_directory(std::uint32_t start);
  void list_streams();

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::uint64_t small_limit_ = 4096;
  std::vector<std::uint32_t> fat_;
  std::vector<std::uint32_t> small_fat_;
  std::string small_;  // the stream that holds the small ones
  std::vector<Entry> entries_;
  std::vector<StreamEntry> streams_;
  bool opened_ = false;
  bool damaged_ = false;
};

}  // namespace mishen::ole
