#include "plugins/formats/ole/cfb.h"

#include <algorithm>
#include <utility>

#include "plugins/formats/ole/bytes.h"
#include "plugins/formats/support/decode.h"

namespace mishen::ole {
namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // above: marks, not sectors (MS-CFB 2.1)
constexpr std::size_t kHeaderSize = 512;
constexpr std::size_t kEntrySize = 128;
constexpr std::size_t kSmallSector = 64;
constexpr std::size_t kHeaderTables = 109;
constexpr std::uint8_t kStorage = 1, kStream = 2, kRoot = 5;

}  // namespace

CompoundFile::CompoundFile(std::string_view bytes) : bytes_(bytes) {
  if (bytes.size() < kHeaderSize) return;
  Bytes header(bytes.substr(0, kHeaderSize));
  header.skip(30);
  const std::uint16_t shift = header.u16();
  if (shift != 9 && shift != 12) return;
  sector_size_ = std::size_t{1} << shift;
  header.skip(16);
  const std::uint32_t directory = header.u32();
  header.skip(4);
  small_limit_ = header.u32();
  const std::uint32_t small_table = header.u32();
  opened_ = true;
  read_fat(bytes.substr(0, kHeaderSize));
  const std::string small_bytes = chain(small_table, bytes.size());
  Bytes numbers(small_bytes);
  while (numbers.rest().size() >= 4) small_fat_.push_back(numbers.u32());
  read_directory(directory);
  list_streams();
}

std::string_view CompoundFile::sector(std::uint32_t number) const {
  const std::uint64_t at = (std::uint64_t{number} + 1) * sector_size_;
  return at >= bytes_.size() ? std::string_view() : bytes_.substr(at, sector_size_);
}

void CompoundFile::take_table(std::string_view sector, std::size_t entries) {
  Bytes numbers(sector);
  const std::size_t sectors = bytes_.size() / sector_size_ + 1;
  for (std::size_t i = 0; i < entries && numbers.rest().size() >= 4; ++i) {
    const std::uint32_t number = numbers.u32();
    if (number > kLastSector) continue;
    // More tables than the file has room for: a loop.
    if (fat_.size() > sectors + sector_size_) return;
    Bytes table(this->sector(number));
    damaged_ = damaged_ || table.rest().size() < sector_size_;
    for (std::size_t j = 0; j < sector_size_ / 4; ++j) {
      fat_.push_back(table.rest().size() >= 4 ? table.u32() : UINT32_MAX);
    }
  }
}

void CompoundFile::read_fat(std::string_view header) {
  take_table(header.substr(76), kHeaderTables);
  Bytes start(header.substr(68));
  std::uint32_t next = start.u32();
  const std::size_t sectors = bytes_.size() / sector_size_ + 1;
  for (std::size_t steps = 0; next <= kLastSector && steps < sectors; ++steps) {
    const std::string_view table = sector(next);
    if (table.size() < sector_size_) {
      damaged_ = true;
      return;
    }
    take_table(table, sector_size_ / 4 - 1);
    next = Bytes(table.substr(sector_size_ - 4)).u32();
  }
}

std::string CompoundFile::chain(std::uint32_t start, std::uint64_t most) const {
  std::string out;
  std::size_t steps = 0;
  while (start <= kLastSector && out.size() < most && steps++ <= fat_.size()) {
    const std::string_view part = sector(start);
    out += part;
    if (part.size() < sector_size_ || start >= fat_.size()) break;
    start = fat_[start];
  }
  if (out.size() > most) out.resize(most);
  return out;
}

void CompoundFile::read_directory(std::uint32_t start) {
  const std::string directory = chain(start, bytes_.size());
  for (std::size_t at = 0; at + kEntrySize <= directory.size(); at += kEntrySize) {
    Bytes raw(std::string_view(directory).substr(at, kEntrySize));
    const std::string_view name = raw.take(64);
    const std::size_t name_size = std::min<std::size_t>(raw.u16(), 64);
    Entry entry;
    entry.kind = static_cast<std::uint8_t>(raw.take(1)[0]);
    raw.skip(1);
    entry.left = raw.u32();
    entry.right = raw.u32();
    entry.child = raw.u32();
    raw.skip(36);
    entry.start = raw.u32();
    entry.size = raw.u32();
    // [MS-CFB] 2.6.1: version 3 ignores the upper half, which old writers left as it was; but a
    // stream that has nothing except there hides what its sectors hold.
    const std::uint64_t upper = raw.u32();
    if (sector_size_ > kHeaderSize) {
      entry.size |= upper << 32U;
    } else if (upper != 0 && entry.size == 0 && entry.kind == kStream) {
      damaged_ = true;
    }
    if (name_size >= 2) entry.name = from_utf16le(name.substr(0, name_size - 2));
    entries_.push_back(std::move(entry));
  }
  damaged_ = damaged_ || entries_.empty() || entries_[0].kind != kRoot;
  if (!entries_.empty()) small_ = chain(entries_[0].start, entries_[0].size);
}

// Walks the tree with a list of its own; what it does not reach is listed as well.
void CompoundFile::list_streams() {
  std::vector<bool> seen(entries_.size(), false);
  std::vector<std::pair<std::uint32_t, std::string>> open;
  const auto visit = [&](std::uint32_t index, const std::string& folder) {
    if (index >= entries_.size() || seen[index]) return;
    seen[index] = true;
    open.emplace_back(index, folder);
  };
  const auto list = [&](const Entry& entry, const std::string& folder) {
    if (entry.kind == kStream) {
      streams_.push_back({folder + entry.name, entry.name, entry.start, entry.size});
    }
  };
  if (!entries_.empty()) {
    seen[0] = true;
    visit(entries_[0].child, "");
  }
  while (!open.empty()) {
    const auto [index, folder] = std::move(open.back());
    open.pop_back();
    const Entry& entry = entries_[index];
    list(entry, folder);
    visit(entry.right, folder);
    if (entry.kind == kStorage && folder.size() < 4096) {
      visit(entry.child, folder + entry.name + "/");
    }
    visit(entry.left, folder);
  }
  for (std::size_t i = 1; i < entries_.size(); ++i) {
    if (!seen[i]) list(entries_[i], "");
  }
}

const StreamEntry* CompoundFile::find(std::string_view path) const {
  for (const StreamEntry& stream : streams_) {
    if (stream.path == path) return &stream;
  }
  return nullptr;
}

std::string CompoundFile::read(const StreamEntry& stream) const {
  if (stream.size >= small_limit_) return chain(stream.start, stream.size);
  std::string out;
  std::uint32_t at = stream.start;
  for (std::size_t steps = 0; at <= kLastSector && out.size() < stream.size; ++steps) {
    const std::uint64_t offset = std::uint64_t{at} * kSmallSector;
    if (offset >= small_.size() || at >= small_fat_.size() || steps > small_fat_.size()) break;
    out += std::string_view(small_).substr(offset, kSmallSector);
    at = small_fat_[at];
  }
  if (out.size() > stream.size) out.resize(stream.size);
  return out;
}

}  // namespace mishen::ole
