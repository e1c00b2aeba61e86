// A DOCX as a ZIP archive: its entries, inflated within limits. Reads from memory, never writes.
#pragma once

#include <libdeflate.h>
#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/document/document.h"

namespace mishen::docx {

// Bytes in memory that pugixml can parse in place and own: from its allocator.
class PartBytes {
 public:
  PartBytes() = default;

  [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }

  // Behind all that there is room for, so many more bytes may be read and written.
  static constexpr std::size_t kPadding = 8;

  // Makes room for `capacity` bytes and keeps the first size() of them. False: out of memory.
  [[nodiscard]] bool reserve(std::size_t capacity);
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] char* data() { return data_.get(); }
  void set_size(std::size_t size) { size_ = size; }

  // Hands the memory over to the caller, who frees it with pugixml's deallocation function.
  [[nodiscard]] char* release();

 private:
  struct Free {
    void operator()(char* memory) const;
  };
  std::unique_ptr<char, Free> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

struct PackageEntry {
  std::string name;      // valid UTF-8, '/' as separator, no leading '/'
  std::string raw_name;  // its bytes as the directory has them, in whatever encoding
  std::string key;       // lower case: part names are compared without case (ECMA-376-2, 9.1.1.3)
  std::uint64_t index = 0;
  std::uint64_t size = 0;  // as the directory states; it may lie
  std::uint64_t compressed_size = 0;
  std::optional<std::uint32_t> deflated_crc;  // its checksum, if it is deflated and has one
  bool encrypted = false;
};

// Not thread-safe. Whatever cannot be read is a gap in `out`, which must outlive the package, as
// must the bytes.
class Package {
 public:
  Package(std::string_view bytes, DocumentBuilder& out);

  [[nodiscard]] bool opened() const { return archive_ != nullptr; }
  // In the order of the directory; two of the same name are two entries.
  [[nodiscard]] const std::vector<PackageEntry>& entries() const { return entries_; }

  // The whole part. Nothing, and a gap, when a limit or the archive forbids it; bytes *and* a gap
  // when its checksum or size does not hold.
  [[nodiscard]] std::optional<PartBytes> read(const PackageEntry& entry);

  // At most `most` first bytes, to tell what an entry is. Records no gap.
  [[nodiscard]] std::string head(const PackageEntry& entry, std::size_t most);

 private:
  struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  struct Free {
    void operator()(libdeflate_decompressor* one) const { libdeflate_free_decompressor(one); }
  };

  // False, and the reason in `error`, when libzip does not take the bytes.
  bool open(std::string_view bytes, zip_error_t& error);
  void list_entries();
  // The part if all of it is as the directory states; nothing where anything is not, or if it is
  // not deflated.
  [[nodiscard]] std::optional<PartBytes> read_sound(const PackageEntry& entry);
  // The most bytes `entry` may inflate to, and the limit that says so.
  struct Cap {
    std::uint64_t bytes;
    const char* limit;
  };
  [[nodiscard]] Cap cap_of(const PackageEntry& entry) const;
  void add_limit_gap(const std::string& part, const char* limit);

  DocumentBuilder& out_;
  std::size_t archive_bytes_;
  std::unique_ptr<zip_t, Discard> archive_;
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;  // once there was a part for it
  std::vector<PackageEntry> entries_;
};

// `name` as PackageEntry::key spells it.
[[nodiscard]] std::string part_key(std::string_view name);

}  // namespace mishen::docx
