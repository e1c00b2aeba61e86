// The draft with notes as highlights and a list of bookmarks. The input stays as it is, byte for
// byte, and the notes follow it as an incremental update; only what is encrypted or damaged is
// written anew, since an update of a damaged file is as damaged and one of an encrypted file must
// be encrypted.
#pragma once

#include <span>
#include <string_view>

#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/document/note.h"

namespace mishen::pdf {

// Errors: kind input; annotate.password, annotate.forbidden, annotate.failed. May throw what qpdf
// throws.
[[nodiscard]] Result<AnnotatedCopy> annotate(std::string_view bytes, std::span<const Note> notes,
                                             const NoteStyle& style, const Limits& limits);

}  // namespace mishen::pdf
