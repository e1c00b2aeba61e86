// Any bytes as a draft, read by the DOCX reader behind intake's door: whatever the archive is,
// nothing is thrown, the laws of documents hold, and an archive that cannot be read whole has a
// gap.
#include <zip.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "plugins/formats/docx/docx.h"
#include "tests/support/document_laws.h"

namespace {

using namespace mishen;

const FormatSet& formats() {
  static const FormatSet set(
      {{"docx", {FileKind::docx}, [] { return Result<const Format*>(&docx_format()); }}});
  return set;
}

Limits small_limits() {
  Limits limits;
  limits.max_inflated_bytes = 4U << 20U;
  limits.max_part_bytes = 1U << 20U;
  limits.max_parts = 200;
  return limits;
}

bool reads_whole(zip_t* archive, zip_uint64_t index) {
  zip_file_t* file = zip_fopen_index(archive, index, 0);
  if (file == nullptr) return false;
  std::array<char, 4096> chunk{};
  zip_int64_t got = 0;
  zip_uint64_t total = 0;
  do {
    got = zip_fread(file, chunk.data(), chunk.size());
    total += got > 0 ? static_cast<zip_uint64_t>(got) : 0;
  } while (got > 0 && total < small_limits().max_part_bytes);
  zip_fclose(file);
  return got == 0;
}

// By libzip alone: every entry inflates, and to what its check sum says.
bool is_whole(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return false;
  }
  bool whole = true;
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < entries && whole; ++i) {
    whole = reads_whole(archive, static_cast<zip_uint64_t>(i));
  }
  zip_discard(archive);
  return whole;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Limits limits = small_limits();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Document document = read_draft(bytes, "draft.docx", formats(), limits);
  abort_if_broken(broken_document_law(document, 16 * limits.max_inflated_bytes));
  // Of bytes before the archive libzip knows nothing; the reader does.
  const bool at_front = bytes.starts_with("PK\x03\x04");
  if (at_front && document.coverage.gaps.empty() && !is_whole(bytes)) {
    abort_if_broken("an archive that cannot be read whole has a gap");
  }
  return 0;
}
