// Text as it is drawn, where ToUnicode says something else.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/passage.h"

namespace mishen::pdf {

// The lines of `passage` that hold glyphs of PageContent::drawn_otherwise, spelled as a reader of
// the page sees them, at the same places; each such stretch has the trace contradicting_text
// ("to-unicode"). `glyphs` has the glyph of each code point of the passage. Nothing if there is
// none.
[[nodiscard]] std::optional<Passage> as_drawn(const PageContent& page, const Passage& passage,
                                              const std::vector<std::uint32_t>& glyphs);

}  // namespace mishen::pdf
