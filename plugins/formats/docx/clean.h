// A DOCX without what its reader does not see. Parts nobody needs go whole, with what points to
// them; in the others elements go; a part in which nothing goes keeps its bytes.
#pragma once

#include <string>
#include <string_view>

#include "scanner/base/result.h"
#include "scanner/document/clean.h"
#include "scanner/document/document.h"

namespace mishen::docx {

// `before` is what was read of the same bytes: its traces say which parts and which text go. What
// the result holds is for the caller to read again. Errors: kind input; clean.signed (a signature
// would break), clean.part (a part that has to change cannot be read), annotate.archive.
[[nodiscard]] Result<std::string> clean(std::string_view bytes, const CleanOptions& options,
                                        const Document& before, const Limits& limits);

}  // namespace mishen::docx
