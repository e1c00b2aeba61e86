// One segment as text: which characters, where spaces are seen, how far each character reaches.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugins/formats/pdf/lines.h"
#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/extents.h"
#include "scanner/document/geometry.h"

namespace mishen::pdf {

// Appends the segment's text to `text`, without blanks at its ends but with ' ' wherever a gap is
// seen, and returns the line. Not ended by '\n'. Of a segment of blanks nothing is added and the
// line is empty. `extents`, if not null, gets the line with an extent for each code point added;
// `glyphs`, if not null, for each code point its index into PageContent::glyphs, kNoGlyph for a
// blank that is only seen.
inline constexpr std::uint32_t kNoGlyph = ~0U;
[[nodiscard]] GlyphLine spell(const PageContent& page, const Frame& frame, const Segment& segment,
                              std::string& text, ExtentsWriter* extents = nullptr,
                              std::vector<std::uint32_t>* glyphs = nullptr);

}  // namespace mishen::pdf
