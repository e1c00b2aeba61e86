// Cuts visual lines where one column ends and the next begins: at a ruling between them, or at a
// gap that stands at the same place in neighbouring lines. A gap of one line alone cuts nothing:
// 机    密 stays together.
#pragma once

#include "plugins/formats/pdf/grid.h"
#include "plugins/formats/pdf/lines.h"
#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

[[nodiscard]] LineSet split_columns(const PageContent& page, const Grid& grid, LineSet lines);

}  // namespace mishen::pdf
