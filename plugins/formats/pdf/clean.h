// A PDF without what its reader does not see, written anew as one revision.
#pragma once

#include <string>
#include <string_view>

#include "scanner/base/result.h"
#include "scanner/document/clean.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// Objects nothing leads to, bytes outside the structure and earlier revisions are never in the
// result. A file that opens without a password keeps its encryption. What the result holds is for
// the caller to read again. Errors: kind input; clean.signed,
// clean.pdf-rewritten (what was to be kept cannot be), those of
// remove_hidden_glyphs(). May throw what qpdf throws.
[[nodiscard]] Result<std::string> clean(std::string_view bytes, const CleanOptions& options,
                                        const Document& before, const Limits& limits);

}  // namespace mishen::pdf
