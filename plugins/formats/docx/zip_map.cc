#include "plugins/formats/docx/zip_map.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugins/formats/docx/asides.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

// Sizes, offsets and signatures: PKWARE APPNOTE 6.3.10, 4.3.7, 4.3.12 and 4.3.14 to 4.3.16, 4.5.3.
constexpr std::string_view kLocal = "PK\x03\x04";
constexpr std::string_view kCentral = "PK\x01\x02";
constexpr std::string_view kEnd = "PK\x05\x06";
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::uint32_t kInZip64 = 0xFFFFFFFF;
constexpr std::uint64_t kHasDescriptor = 8;  // bit 3 of an entry's flags
constexpr std::size_t kMostGaps = 20;
constexpr std::size_t kMostDirectories = 8;

std::uint64_t number(std::string_view bytes, std::size_t offset, unsigned size) {
  std::uint64_t value = 0;
  if (offset > bytes.size() || bytes.size() - offset < size) return 0;
  for (unsigned i = size; i-- > 0;) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[offset + i]);
  }
  return value;
}

struct DirectoryEntry {
  std::string_view name;
  std::string_view extra;
  std::string_view comment;
  std::uint64_t local = 0;  // offset of its local header
  std::uint64_t compressed = 0;
};

struct Directory {
  std::uint64_t begin = 0;
  std::uint64_t headers_end = 0;
  std::uint64_t end = 0;    // of the end record, its comment left out
  std::uint64_t shift = 0;  // bytes in front of the archive
  std::vector<DirectoryEntry> entries;
};

// Fields of a central header that do not fit 32 bits stand in its ZIP64 extra field, in order.
void take_zip64(std::string_view extra, bool size_wide, DirectoryEntry& entry) {
  std::size_t at = 0;
  while (at + 4 <= extra.size()) {
    const std::size_t size = number(extra, at + 2, 2);
    if (number(extra, at, 2) == 1) {
      std::size_t field = at + 4 + (size_wide ? 8 : 0);
      if (entry.compressed == kInZip64) {
        entry.compressed = number(extra, field, 8);
        field += 8;
      }
      if (entry.local == kInZip64) entry.local = number(extra, field, 8);
      return;
    }
    at += 4 + size;
  }
}

// The directory whose end record stands at `end`, if one does.
std::optional<Directory> directory_at(std::string_view bytes, std::size_t end) {
  if (end + kEndSize > bytes.size()) return std::nullopt;
  const std::uint64_t size = number(bytes, end + 12, 4);
  const std::uint64_t offset = number(bytes, end + 16, 4);
  Directory directory;
  directory.end = end + kEndSize;
  // What is put in front of an archive moves it; a directory that ends at its end record tells.
  directory.begin = offset;
  if (offset + size < end && bytes.substr(end - size, 4) == kCentral &&
      bytes.substr(offset, 4) != kCentral) {
    directory.shift = end - size - offset;
    directory.begin = end - size;
  }
  std::size_t at = directory.begin;
  while (at + kCentralSize <= end && bytes.substr(at, 4) == kCentral) {
    const std::size_t name_size = number(bytes, at + 28, 2);
    const std::size_t extra_size = number(bytes, at + 30, 2);
    const std::size_t next = at + kCentralSize + name_size + extra_size + number(bytes, at + 32, 2);
    if (next > bytes.size()) break;
    DirectoryEntry entry;
    entry.name = bytes.substr(at + kCentralSize, name_size);
    entry.compressed = number(bytes, at + 20, 4);
    entry.local = number(bytes, at + 42, 4);
    entry.extra = bytes.substr(at + kCentralSize + name_size, extra_size);
    entry.comment =
        bytes.substr(at + kCentralSize + name_size + extra_size, number(bytes, at + 32, 2));
    take_zip64(entry.extra, number(bytes, at + 24, 4) == kInZip64, entry);
    entry.local += directory.shift;
    directory.entries.push_back(entry);
    at = next;
  }
  directory.headers_end = at;
  if (directory.entries.empty()) return std::nullopt;
  return directory;
}

// Every directory with an end record in the reach of a ZIP comment, last first. An archive stored
// in this one without compression shows its own.
std::vector<Directory> directories(std::string_view bytes) {
  constexpr std::size_t kReach = kEndSize + 0xFFFF;
  const std::size_t first = bytes.size() > kReach ? bytes.size() - kReach : 0;
  std::vector<std::size_t> ends;
  for (std::size_t at = bytes.find(kEnd, first); at != std::string_view::npos;
       at = bytes.find(kEnd, at + kEnd.size())) {
    ends.push_back(at);
  }
  std::vector<Directory> found;
  for (auto at = ends.rbegin(); at != ends.rend() && found.size() < kMostDirectories; ++at) {
    if (auto directory = directory_at(bytes, *at)) found.push_back(std::move(*directory));
  }
  return found;
}

struct Stretch {
  std::uint64_t begin;
  std::uint64_t end;
};

std::string printable(std::string_view name) { return utf8::sanitise(name.substr(0, 200)); }

class Map {
 public:
  Map(std::string_view bytes, DocumentBuilder& out) : bytes_(bytes), out_(out) {}

  void cover(const Directory& directory) {
    covered_.push_back({directory.begin, directory.headers_end});
    covered_.push_back({directory.end - kEndSize, directory.end});
    for (const DirectoryEntry& entry : directory.entries) cover(entry);
  }

  // The comment of the archive, as long as its end record says.
  void cover_comment(const Directory& directory) {
    if (directory.end >= bytes_.size()) return;
    const std::string_view comment =
        bytes_.substr(directory.end, number(bytes_, directory.end - 2, 2));
    covered_.push_back({directory.end, directory.end + comment.size()});
    read_archive_aside(comment, {}, "archive comment", out_);
  }

  void report_unlisted() {
    std::sort(covered_.begin(), covered_.end(),
              [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; });
    std::uint64_t at = 0;
    for (const Stretch& stretch : covered_) {
      if (stretch.begin > at) search(at, stretch.begin);
      at = std::max(at, stretch.end);
    }
    if (at < bytes_.size()) search(at, bytes_.size());
  }

  [[nodiscard]] bool covers(std::uint64_t at) const {
    return std::any_of(covered_.begin(), covered_.end(), [&](const Stretch& stretch) {
      return stretch.begin <= at && at < stretch.end;
    });
  }

 private:
  void gap(const char* id, std::string name) {
    if (gaps_++ < kMostGaps) {
      out_.add_gap(GapCause::damaged, {{StepKind::part, 0, std::move(name)}}, {id, {}});
    }
  }

  void cover(const DirectoryEntry& entry) {
    if (entry.local + kLocalSize > bytes_.size() || bytes_.substr(entry.local, 4) != kLocal) {
      return;  // libzip says so when the entry is read
    }
    const std::uint64_t name_size = number(bytes_, entry.local + 26, 2);
    const std::uint64_t data =
        entry.local + kLocalSize + name_size + number(bytes_, entry.local + 28, 2);
    covered_.push_back({entry.local, data + entry.compressed});
    read_beside(entry, bytes_.substr(std::min<std::uint64_t>(entry.local + kLocalSize + name_size,
                                                             bytes_.size()),
                                     number(bytes_, entry.local + 28, 2)));
    if ((number(bytes_, entry.local + 6, 2) & kHasDescriptor) != 0) {
      cover_descriptor(data + entry.compressed);
    }
    if (data <= bytes_.size() && bytes_.substr(entry.local + kLocalSize, name_size) != entry.name) {
      gap("gap.docx.entry-renamed", printable(bytes_.substr(entry.local + kLocalSize, name_size)));
    }
  }

  void read_beside(const DirectoryEntry& entry, std::string_view local_extra) {
    const std::string part = printable(entry.name);
    read_archive_aside(entry.comment, part, "entry comment", out_);
    read_extra_fields(entry.extra, part, out_);
    if (local_extra != entry.extra) read_extra_fields(local_extra, part, out_);
  }

  // Checksum and sizes behind an entry (4.3.9): with or without a signature, of 4 or 8 bytes; what
  // follows must be a header.
  void cover_descriptor(std::uint64_t at) {
    for (const std::uint64_t size : {16U, 24U, 12U, 20U}) {
      const bool signature = size == 16 || size == 24;
      if (signature ==
              (bytes_.substr(std::min<std::uint64_t>(at, bytes_.size()), 4) == "PK\x07\x08") &&
          at + size + 4 <= bytes_.size() && bytes_.substr(at + size, 2) == "PK") {
        covered_.push_back({at, at + size});
        return;
      }
    }
  }

  // Records that stand between the directory and its end record (4.3.14, 4.3.15).
  static std::size_t known_record(std::string_view stretch) {
    if (stretch.starts_with("PK\x06\x06")) return 12 + number(stretch, 4, 8);
    if (stretch.starts_with("PK\x06\x07")) return 20;
    return 0;
  }

  void search(std::uint64_t begin, std::uint64_t end) {
    std::string_view stretch = bytes_.substr(begin, end - begin);
    while (const std::size_t known = known_record(stretch)) {
      stretch.remove_prefix(std::min(known, stretch.size()));
    }
    if (stretch.find(kLocal) == std::string_view::npos) {
      read_archive_aside(stretch, {}, "between the entries", out_);
    }
    for (std::size_t at = stretch.find(kLocal); at != std::string_view::npos;
         at = stretch.find(kLocal, at + kLocal.size())) {
      const std::string_view header = stretch.substr(at);
      if (header.size() < kLocalSize) return;
      const std::size_t name_size = number(header, 26, 2);
      gap("gap.docx.entry-unlisted",
          printable(header.substr(kLocalSize, std::min(name_size, header.size() - kLocalSize))));
    }
  }

  std::string_view bytes_;
  DocumentBuilder& out_;
  std::vector<Stretch> covered_;
  std::size_t gaps_ = 0;
};

}  // namespace

std::size_t leading_bytes(std::string_view bytes) {
  const std::vector<Directory> found = directories(bytes);
  return found.empty() ? 0 : found.front().shift;
}

void check_zip_map(std::string_view bytes, std::size_t listed, DocumentBuilder& out) {
  const std::vector<Directory> found = directories(bytes);
  const auto taken = std::find_if(found.begin(), found.end(), [&](const Directory& directory) {
    return directory.entries.size() == listed;
  });
  if (taken == found.end()) {
    if (!found.empty()) out.add_gap(GapCause::damaged, {}, {"gap.docx.second-directory", {}});
    return;
  }
  Map map(bytes, out);
  map.cover(*taken);
  const bool second = std::any_of(found.begin(), found.end(), [&](const Directory& other) {
    return &other != &*taken && !map.covers(other.end - 1);
  });
  map.cover_comment(*taken);
  map.report_unlisted();
  if (second || found.size() == kMostDirectories) {
    out.add_gap(GapCause::damaged, {}, {"gap.docx.second-directory", {}});
  }
}

}  // namespace mishen::docx
