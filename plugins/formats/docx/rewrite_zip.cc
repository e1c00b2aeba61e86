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

// `content` outlives the archive.
zip_source_t* source_of(zip_t* archive, const std::string& content) {
  return zip_source_buffer(archive, content.data(), content.size(), 0);
}

bool replace(zip_t* archive, std::uint64_t index, const std::string& content) {
  const std::time_t time = time_of(archive, index);
  zip_source_t* source = source_of(archive, content);
  if (source == nullptr) return false;
  if (zip_file_replace(archive, index, source, 0) != 0) {
    zip_source_free(source);
    return false;
  }
  return zip_file_set_mtime(archive, index, time, 0) == 0;
}

bool add(zip_t* archive, const std::string& name, const std::string& content) {
  const std::time_t time = time_of(archive, 0);
  zip_source_t* source = source_of(archive, content);
  if (source == nullptr) return false;
  const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  return zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), time, 0) == 0;
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

Result<std::string> rewrite_zip(std::string_view bytes, const ZipChanges& changes) {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, FreeSource> source(
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
  if (source == nullptr) return failed(zip_error_strerror(&error));
  zip_source_keep(source.get());  // the archive takes one, the result is read through the other
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(source.get(), 0, &error));
  if (archive == nullptr) {
    zip_source_free(source.get());
    return failed(zip_error_strerror(&error));
  }
  for (const auto& [index, content] : changes.replaced) {
    if (!replace(archive.get(), index, content)) return failed(zip_strerror(archive.get()));
  }
  for (const auto& [name, content] : changes.added) {
    if (!add(archive.get(), name, content)) return failed(zip_strerror(archive.get()));
  }
  if (zip_close(archive.get()) != 0) return failed(zip_strerror(archive.get()));
  (void)archive.release();  // closed
  return content_of(source.get());
}

}  // namespace mishen::docx
