// Shown glyphs that continue a number or word of which a part is hidden.
#pragma once

#include <vector>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

// True for the layers whose text may be the middle of what a reader sees.
[[nodiscard]] bool is_judged_hidden(Layer layer);

// Fills PageContent::beside: from each hidden glyph along its line, and along the drawing order (a
// number may be wrapped), as far as letters, digits and what joins them reach.
void find_beside(PageContent& page);

}  // namespace mishen::pdf
