#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <utility>

#include "scanner/intake/format.h"

namespace mishen {
namespace {

// What a file of `kind` lacks when no plug-in reads it.
std::pair<GapCause, const char*> unread_cause(FileKind kind) {
  switch (kind) {
    case FileKind::empty:
      return {GapCause::damaged, "gap.empty-file"};
    case FileKind::unknown:
      return {GapCause::unknown_format, "gap.unknown-format"};
    case FileKind::encrypted_ooxml:
      return {GapCause::password_protected, "gap.password"};
    case FileKind::image:
      return {GapCause::image_only_page, "gap.draft-is-picture"};
    default:
      return {GapCause::unsupported_format, "gap.unsupported-format"};
  }
}

// Third-party code may throw anything; at this door it becomes a gap. An allocation that fails is
// the process's trouble, not the draft's, and goes on to the worker's boundary.
void read_guarded(const Format& format, std::string_view bytes, DocumentBuilder& builder) {
  try {
    format.read(bytes, builder);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    builder.add_gap(GapCause::damaged, {}, {"gap.reader-failed", {{"cause", failure.what()}}});
  } catch (...) {
    builder.add_gap(GapCause::damaged, {}, {"gap.reader-failed", {{"cause", "?"}}});
  }
}

}  // namespace

const FormatEntry* FormatSet::find(FileKind kind) const {
  for (const FormatEntry& entry : entries_) {
    for (const FileKind known : entry.kinds) {
      if (known == kind) return &entry;
    }
  }
  return nullptr;
}

namespace {

// Reads `bytes` of `kind` into `builder`; gaps concern the file as a whole.
void read_as(FileKind kind, std::string_view bytes, const FormatSet& formats,
             DocumentBuilder& builder) {
  const std::string kind_name(name(kind));
  const FormatEntry* entry = formats.find(kind);
  if (entry == nullptr) {
    const auto [cause, id] = unread_cause(kind);
    return builder.add_gap(cause, {}, {id, {{"kind", kind_name}}});
  }
  const Result<const Format*> format = entry->get();
  if (!format) {
    return builder.add_gap(GapCause::unsupported_format, {}, format.error().message);
  }
  builder.set_format(std::string((*format)->name()));
  read_guarded(**format, bytes, builder);
}

void check_identity(std::string_view bytes, std::string_view file_name, FileKind kind,
                    DocumentBuilder& builder) {
  const std::string kind_name(name(kind));
  if (name_disagrees(file_name, kind)) {
    builder.add_gap(GapCause::name_mismatch, {}, {"gap.name-mismatch", {{"kind", kind_name}}});
  }
  if (is_lfs_pointer(bytes)) {
    builder.add_gap(GapCause::lfs_pointer, {}, {"gap.lfs-pointer", {}});
  }
  if (is_polyglot(bytes)) {
    builder.add_gap(GapCause::unsupported_part, {}, {"gap.polyglot", {{"kind", kind_name}}});
  }
}

// The pixels of a picture are the outer file's gap; here only what no one has told yet.
void tell_picture(const EmbeddedFile& file, DocumentBuilder& outer) {
  const std::vector<Gap>& gaps = outer.document().coverage.gaps;
  const bool told = std::any_of(gaps.rbegin(), gaps.rend(), [&](const Gap& gap) {
    const bool of_picture =
        gap.cause == GapCause::picture_not_read || gap.cause == GapCause::image_only_page;
    return of_picture && gap.where == file.where;
  });
  if (told) return;
  if (!outer.add_picture()) return;
  outer.add_gap(GapCause::picture_not_read, file.where, {"gap.embedded-picture", {}});
}

void read_embedded(const EmbeddedFile& file, const FormatSet& formats, DocumentBuilder& outer) {
  const FileKind kind = identify(file.bytes);
  if (kind == FileKind::image && !file.pixels_told) tell_picture(file, outer);
  DocumentBuilder inner = outer.inside();
  check_identity(file.bytes, file.name, kind, inner);
  if (kind != FileKind::image || formats.find(kind) != nullptr) {
    read_as(kind, file.bytes, formats, inner);
  }
  outer.adopt(std::move(inner), file);
}

}  // namespace

Document read_draft(std::string_view bytes, std::string_view file_name, const FormatSet& formats,
                    const Limits& limits, unsigned threads) {
  DocumentBuilder builder(limits);
  builder.set_threads(threads);
  builder.set_embedded_reader([&formats](const EmbeddedFile& file, DocumentBuilder& outer) {
    read_embedded(file, formats, outer);
  });
  const FileKind kind = identify(bytes);
  builder.set_format(std::string(name(kind)));
  check_identity(bytes, file_name, kind, builder);
  read_as(kind, bytes, formats, builder);
  // A picture is text to nobody but a person, whatever else was read of it.
  if (kind == FileKind::image && formats.find(kind) != nullptr) {
    builder.add_gap(GapCause::image_only_page, {}, {"gap.draft-is-picture", {}});
  }
  return builder.finish();
}

}  // namespace mishen
