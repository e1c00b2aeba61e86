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

Document read_draft(std::string_view bytes, std::string_view file_name, const FormatSet& formats,
                    const Limits& limits) {
  DocumentBuilder builder(limits);
  const FileKind kind = identify(bytes);
  const std::string kind_name(name(kind));
  builder.set_format(kind_name);
  if (name_disagrees(file_name, kind)) {
    builder.add_gap(GapCause::name_mismatch, {}, {"gap.name-mismatch", {{"kind", kind_name}}});
  }
  if (is_polyglot(bytes)) {
    builder.add_gap(GapCause::unsupported_part, {}, {"gap.polyglot", {{"kind", kind_name}}});
  }
  const FormatEntry* entry = formats.find(kind);
  if (entry == nullptr) {
    const auto [cause, id] = unread_cause(kind);
    builder.add_gap(cause, {}, {id, {{"kind", kind_name}}});
    return builder.finish();
  }
  const Result<const Format*> format = entry->get();
  if (!format) {
    builder.add_gap(GapCause::unsupported_format, {}, format.error().message);
    return builder.finish();
  }
  builder.set_format(std::string((*format)->name()));
  read_guarded(**format, bytes, builder);
  return builder.finish();
}

}  // namespace mishen
