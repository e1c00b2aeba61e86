// The traces of a passage that a page paints: what of it is hidden, and how.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/passage.h"

namespace mishen::pdf {

// Adds to `passage`, which was laid out as `layer`, its traces: of the layer itself, with a span
// for each stretch where only a part is hidden and the rest is there to complete a number; and
// unapplied_redaction where a redact mark lies on it. `glyphs` has the glyph of each code point of
// its text (kNoGlyph: none). False when nothing of the text belongs to the layer: it is shown text
// beside a hidden one, and no passage.
[[nodiscard]] bool add_traces(const PageContent& page, Layer layer,
                              const std::vector<std::uint32_t>& glyphs, Passage& passage);

}  // namespace mishen::pdf
