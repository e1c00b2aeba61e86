// The draft with notes as Word comments. The main part gets marks spliced in between its bytes, the
// comments part the comments, and where there was none the package learns of it; nothing else
// changes. Word shows no comment in headers, footers, notes and text boxes: those stand at what
// brings that text onto the page, and begin with the place they mean.
#pragma once

#include <span>
#include <string_view>

#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/document/note.h"

namespace mishen::docx {

// Errors: kind input; annotate.archive, annotate.no-document (no main part, or two), annotate.xml
// (a part that has to change is not well-formed UTF-8), annotate.no-paragraph, annotate.self-check
// (the result would not say the same text).
[[nodiscard]] Result<AnnotatedCopy> annotate(std::string_view bytes, std::span<const Note> notes,
                                             const NoteStyle& style, const Limits& limits);

}  // namespace mishen::docx
