#include "plugins/formats/docx/package.h"

#include <algorithm>
#include <cstring>
#include <pugixml.hpp>
#include <utility>

#include "plugins/formats/docx/zip_map.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

constexpr std::uint64_t kFirstGuess = 64ULL << 10;  // where the stated size is not believed
constexpr std::uint64_t kDeflateRatio = 1032;       // no deflate stream does better
constexpr std::uint64_t kRatioFreeBytes = 1ULL << 20;

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using OpenFile = std::unique_ptr<zip_file_t, CloseFile>;

std::string clean_name(const char* raw) {
  std::string name = utf8::sanitise(raw);
  std::replace(name.begin(), name.end(), '\\', '/');
  name.erase(0, std::min(name.find_first_not_of('/'), name.size()));
  return name;
}

// Saturating product, so that limits set to their utmost do not wrap round.
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

// What the bytes of an entry can become at most.
std::uint64_t most_inflated(const PackageEntry& entry) {
  return times(entry.compressed_size + 1, kDeflateRatio);
}

Provenance at_part(const std::string& name) { return {{StepKind::part, 0, name}}; }

enum class Outcome { whole, too_large, broken };

// Inflates until the end, an error or `cap` bytes.
Outcome inflate(zip_file_t* file, std::uint64_t cap, PartBytes& bytes) {
  while (true) {
    if (bytes.size() == bytes.capacity()) {
      const std::uint64_t more = std::max<std::uint64_t>(bytes.capacity() * 2, kFirstGuess);
      if (!bytes.reserve(std::min(more, cap + 1))) throw std::bad_alloc();
    }
    const zip_int64_t got =
        zip_fread(file, bytes.data() + bytes.size(), bytes.capacity() - bytes.size());
    if (got < 0) return Outcome::broken;
    if (got == 0) return Outcome::whole;
    bytes.set_size(bytes.size() + static_cast<std::size_t>(got));
    if (bytes.size() > cap) return Outcome::too_large;
  }
}

}  // namespace

void PartBytes::Free::operator()(char* memory) const {
  pugi::get_memory_deallocation_function()(memory);
}

bool PartBytes::reserve(std::size_t capacity) {
  auto* memory = static_cast<char*>(pugi::get_memory_allocation_function()(capacity + kPadding));
  if (memory == nullptr) return false;
  if (size_ != 0) std::memcpy(memory, data_.get(), size_);
  data_.reset(memory);
  capacity_ = capacity;
  return true;
}

char* PartBytes::release() {
  size_ = 0;
  capacity_ = 0;
  return data_.release();
}

std::string part_key(std::string_view name) {
  std::string key(name);
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

Package::Package(std::string_view bytes, DocumentBuilder& out)
    : out_(out), archive_bytes_(bytes.size()) {
  zip_error_t error;
  zip_error_init(&error);
  if (!open(bytes, error)) {
    const std::size_t junk = leading_bytes(bytes);
    if (junk == 0 || !open(bytes.substr(junk), error)) {
      out_.add_gap(GapCause::damaged, {},
                   {"gap.docx.archive", {{"cause", zip_error_strerror(&error)}}});
    }
  }
  zip_error_fini(&error);
  if (!opened()) return;
  list_entries();
  check_zip_map(bytes, static_cast<std::size_t>(zip_get_num_entries(archive_.get(), 0)), out_);
}

bool Package::open(std::string_view bytes, zip_error_t& error) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return false;
  archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (archive_ == nullptr) zip_source_free(source);
  return opened();
}

void Package::list_entries() {
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(archive_.get(), 0));
  const std::uint64_t taken = out_.take_parts(count);
  if (taken < count)
    out_.add_gap(GapCause::limit_reached, {}, {"gap.limit", {{"limit", "max-parts"}}});
  entries_.reserve(taken);
  for (std::uint64_t i = 0; i < taken; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive_.get(), i, 0, &stat) != 0 || (stat.valid & ZIP_STAT_NAME) == 0) {
      out_.add_gap(GapCause::damaged, {},
                   {"gap.docx.archive", {{"cause", zip_strerror(archive_.get())}}});
      continue;
    }
    PackageEntry entry;
    entry.name = clean_name(stat.name);
    if (const char* raw = zip_get_name(archive_.get(), i, ZIP_FL_ENC_RAW)) entry.raw_name = raw;
    entry.key = part_key(entry.name);
    entry.index = i;
    entry.size = (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : 0;
    entry.compressed_size = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
    constexpr zip_uint64_t kSummed = ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    if ((stat.valid & kSummed) == kSummed && stat.comp_method == ZIP_CM_DEFLATE) {
      entry.deflated_crc = stat.crc;
    }
    entry.encrypted =
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
    entries_.push_back(std::move(entry));
  }
}

Package::Cap Package::cap_of(const PackageEntry& entry) const {
  const Limits& limits = out_.limits();
  const std::uint64_t left =
      limits.max_inflated_bytes > out_.inflated() ? limits.max_inflated_bytes - out_.inflated() : 0;
  Cap cap{limits.max_part_bytes, "max-part-bytes"};
  if (left < cap.bytes) cap = {left, "max-inflated-bytes"};
  const std::uint64_t by_ratio =
      std::max(kRatioFreeBytes, times(entry.compressed_size, limits.max_inflate_ratio));
  if (by_ratio < cap.bytes) cap = {by_ratio, "max-inflate-ratio"};
  return cap;
}

void Package::add_limit_gap(const std::string& part, const char* limit) {
  out_.add_gap(GapCause::limit_reached, at_part(part), {"gap.limit", {{"limit", limit}}});
}

std::optional<PartBytes> Package::read(const PackageEntry& entry) {
  if (entry.encrypted) {
    out_.add_gap(GapCause::password_protected, at_part(entry.name), {"gap.docx.part-password", {}});
    return std::nullopt;
  }
  const Cap cap = cap_of(entry);
  if (entry.size > cap.bytes) {
    add_limit_gap(entry.name, cap.limit);
    return std::nullopt;
  }
  if (std::optional<PartBytes> sound = read_sound(entry)) {
    out_.add_inflated(sound->size());
    return sound;
  }
  const OpenFile file(zip_fopen_index(archive_.get(), entry.index, 0));
  if (file == nullptr) {
    out_.add_gap(GapCause::part_failed, at_part(entry.name),
                 {"gap.docx.part-unread", {{"cause", zip_strerror(archive_.get())}}});
    return std::nullopt;
  }
  PartBytes bytes;
  // One byte more than stated: a true size then ends in one call, a lie shows at once.
  const std::uint64_t believable = std::min(entry.size, most_inflated(entry));
  if (!bytes.reserve(static_cast<std::size_t>(believable) + 1)) throw std::bad_alloc();
  const Outcome outcome = inflate(file.get(), cap.bytes, bytes);
  out_.add_inflated(bytes.size());
  if (outcome == Outcome::too_large) {
    add_limit_gap(entry.name, cap.limit);
    return std::nullopt;
  }
  if (outcome == Outcome::broken) {
    out_.add_gap(GapCause::part_failed, at_part(entry.name),
                 {"gap.docx.part-unread", {{"cause", zip_file_strerror(file.get())}}});
  } else if (bytes.size() != entry.size) {
    out_.add_gap(GapCause::damaged, at_part(entry.name), {"gap.docx.part-size", {}});
  }
  return bytes;
}

// In one piece, which takes a third of the time; it is zlib that copes with, and names, what is
// amiss.
std::optional<PartBytes> Package::read_sound(const PackageEntry& entry) {
  const bool believable =
      entry.compressed_size <= archive_bytes_ && entry.size <= most_inflated(entry);
  if (!entry.deflated_crc || entry.size == 0 || !believable) return std::nullopt;
  const OpenFile file(zip_fopen_index(archive_.get(), entry.index, ZIP_FL_COMPRESSED));
  if (file == nullptr) return std::nullopt;
  std::string deflated(entry.compressed_size, '\0');
  const zip_int64_t got = zip_fread(file.get(), deflated.data(), deflated.size());
  if (got < 0 || static_cast<std::uint64_t>(got) != entry.compressed_size) return std::nullopt;
  if (!decompressor_) decompressor_.reset(libdeflate_alloc_decompressor());
  PartBytes bytes;
  if (!decompressor_ || !bytes.reserve(entry.size)) throw std::bad_alloc();
  std::size_t taken = 0;
  const libdeflate_result result =
      libdeflate_deflate_decompress_ex(decompressor_.get(), deflated.data(), deflated.size(),
                                       bytes.data(), entry.size, &taken, nullptr);
  const bool sound = result == LIBDEFLATE_SUCCESS && taken == deflated.size() &&
                     libdeflate_crc32(0, bytes.data(), entry.size) == *entry.deflated_crc;
  if (!sound) return std::nullopt;
  bytes.set_size(entry.size);
  return bytes;
}

std::string Package::head(const PackageEntry& entry, std::size_t most) {
  std::string bytes;
  if (entry.encrypted || entry.size == 0) return bytes;
  const OpenFile file(zip_fopen_index(archive_.get(), entry.index, 0));
  if (file == nullptr) return bytes;
  bytes.resize(most);
  const zip_int64_t got = zip_fread(file.get(), bytes.data(), most);
  bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return bytes;
}

}  // namespace mishen::docx
