#include "scanner/annotate.h"

#include <exception>
#include <new>
#include <optional>

#include "scanner/report/notes.h"

namespace mishen {

Result<AnnotatedCopy> annotate(const Draft& draft, const Review& review, const Engine& engine,
                               const ReportContext& context, const NoteStyle& style) {
  const FileKind kind = identify(draft.bytes);
  const FormatEntry* entry = engine.formats->find(kind);
  if (entry == nullptr) {
    return Error{ErrorKind::input, "", {"annotate.format", {{"format", std::string(name(kind))}}}};
  }
  const Result<const Format*> format = entry->get();
  if (!format) return format.error();
  std::optional<Document> document;
  if ((*format)->places_by_markup()) {
    document = read_draft(draft.bytes, draft.name, *engine.formats, engine.limits);
  }
  const std::vector<Note> notes = notes_of(review, document ? &*document : nullptr, context);
  try {
    return (*format)->annotate(draft.bytes, notes, style, engine.limits);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    // What a library says may quote the draft.
    return Error{ErrorKind::input, "", {"annotate.failed", {}}};
  }
}

}  // namespace mishen
