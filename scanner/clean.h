// A draft without what its reader does not see, read again before anyone may have it. Runs inside a
// worker.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/document/clean.h"
#include "scanner/document/note.h"
#include "scanner/pipeline.h"

namespace mishen {

// What will go, one message a kind (clean.goes: kind, count) and one for each file or part that
// goes as a whole (clean.goes-part: kind, name); empty: there is nothing to clean.
[[nodiscard]] std::vector<Message> what_goes(const Document& document, const CleanOptions& options);

// The cleaned bytes; remarks are what_goes(), then one a kind that this format cannot be rid of
// (clean.stays: kind, count). The result was read again: nothing of the chosen
// kinds is left, every passage a reader sees is the same, character for character (with
// Revisions::reject: every one no change had touched), and nothing became unreadable. Errors: kind
// input; clean.nothing, clean.only-stays (all there is cannot be taken out), clean.unread (nothing
// was found, and not all was read), clean.surfaced (what went stands elsewhere too),
// clean.revisions (there are tracked changes and nobody said what becomes of
// them), clean.left, clean.text-differs, clean.damaged, or the format's reason.
[[nodiscard]] Result<AnnotatedCopy> clean(const Draft& draft, const CleanOptions& options,
                                          const Engine& engine);

}  // namespace mishen
