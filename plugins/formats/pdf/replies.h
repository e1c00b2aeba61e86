// Notes of a PDF and what each answers.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/document/reply.h"

namespace mishen::pdf {

// A note with /IRT answers that one (ISO 32000-1, 12.5.6.2); `to` is its name (/NM), a line feed
// and its text. Errors: kind input; answers.password. May throw what qpdf throws.
[[nodiscard]] Result<std::vector<Reply>> replies(std::string_view bytes);

}  // namespace mishen::pdf
