// Comments of a Word draft and what each answers.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/document/reply.h"

namespace mishen::docx {

// Threads are told by commentsExtended (MS-DOCX 2.5.4.2 w15:commentEx: paraId, paraIdParent), which
// names a comment by its last paragraph. Errors: kind input; answers.archive, answers.xml.
[[nodiscard]] Result<std::vector<Reply>> replies(std::string_view bytes, const Limits& limits);

}  // namespace mishen::docx
