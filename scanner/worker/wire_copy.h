// An annotated copy on its way from a worker to its parent: framed like every answer. The copy's
// own bytes are as untrusted as the draft's; only their kind is checked.
#pragma once

#include <string>
#include <string_view>

#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/document/note.h"

namespace mishen {

[[nodiscard]] std::string encode_copy(const Result<AnnotatedCopy>& copy);

// What was sent: the copy, or why there is none. Error kind input, annotate.answer-invalid: it does
// not hold together.
[[nodiscard]] Result<AnnotatedCopy> decode_copy(std::string_view answer, const Limits& limits);

}  // namespace mishen
