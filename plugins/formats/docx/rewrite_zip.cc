#include "plugins/formats/docx/rewrite_zip.h"

#include <zip.h>

#include <ctime>
#include <memory>

namespace mishen::docx {
namespace {

Error failed(const char* cause) {
  return {ErrorKind::input, "", {"annotate.archive", {{"cause", cause}}}};
}

struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

std::time_t time_of(zip_t* archive, std::uint64_t index) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  const bool known =
      zip_stat_index(archive, index, 0, &stat) == 0 && (stat.valid & ZIP_STAT_MTIME) != 0;
  return known ? stat.mtime : std::time_t{315532800};  // 1980, where ZIP times begin
}

// Takes the source over; false: `to` did not.
bool add(zip_t* to, const char* name, zip_source_t* source, std::time_t time) {
  if (source == nullptr) return false;
  const zip_int64_t index = zip_file_add(to, name, source, ZIP_FL_ENC_GUESS);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  return zip_file_set_mtime(to, static_cast<zip_uint64_t>(index), time, 0) == 0;
}

// `content` outlives the archive.
zip_source_t* source_of(zip_t* archive, const std::string& content) {
  return zip_source_buffer(archive, content.data(), content.size(), 0);
}

// Entries that stay keep their compressed bytes.
bool copy_entries(zip_t* from, zip_t* to, const ZipChanges& changes) {
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(from, 0));
  for (std::uint64_t index = 0; index < count; ++index) {
    if (changes.removed.contains(index)) continue;
    const char* name = zip_get_name(from, index, ZIP_FL_ENC_RAW);
    if (name == nullptr) return false;
    const auto replaced = changes.replaced.find(index);
    zip_source_t* source = replaced != changes.replaced.end()
                               ? source_of(to, replaced->second)
                               : zip_source_zip(to, from, index, ZIP_FL_COMPRESSED, 0, -1);
    if (!add(to, name, source, time_of(from, index))) return false;
  }
  return true;
}

Result<std::string> content_of(zip_source_t* source) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(source, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0 ||
      zip_source_open(source) != 0) {
    return failed(zip_error_strerror(zip_source_error(source)));
  }
  std::string bytes(stat.size, '\0');
  const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (got < 0 || static_cast<std::uint64_t>(got) != bytes.size()) return failed("read");
  return bytes;
}

}  // namespace

// Into a new archive: libzip would otherwise keep the unchanged front of the old one and, where
// that lies in memory, frees it twice.
Result<std::string> rewrite_zip(std::string_view bytes, const ZipChanges& changes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* old = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (old == nullptr) return failed(zip_error_strerror(&error));
  const std::unique_ptr<zip_t, Discard> from(zip_open_from_source(old, ZIP_RDONLY, &error));
  if (from == nullptr) {
    zip_source_free(old);
    return failed(zip_error_strerror(&error));
  }
  const std::unique_ptr<zip_source_t, FreeSource> source(
      zip_source_buffer_create(nullptr, 0, 0, &error));
  if (source == nullptr) return failed(zip_error_strerror(&error));
  zip_source_keep(source.get());  // the archive takes one, the result is read through the other
  std::unique_ptr<zip_t, Discard> to(
      zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (to == nullptr) {
    zip_source_free(source.get());
    return failed(zip_error_strerror(&error));
  }
  if (!copy_entries(from.get(), to.get(), changes)) return failed(zip_strerror(to.get()));
  for (const auto& [name, content] : changes.added) {
    if (!add(to.get(), name.c_str(), source_of(to.get(), content), time_of(from.get(), 0))) {
      return failed(zip_strerror(to.get()));
    }
  }
  if (zip_close(to.get()) != 0) return failed(zip_strerror(to.get()));
  (void)to.release();  // closed
  return content_of(source.get());
}

}  // namespace mishen::docx
