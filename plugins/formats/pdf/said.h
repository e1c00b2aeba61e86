// ActualText that says something else than the glyphs it stands for.
#pragma once

#include <cstdint>

#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// Adds a passage (alt-text) for each ActualText of the page whose digits or Chinese characters
// differ from those of its glyphs, with the trace contradicting_text; without the trace where the
// glyphs have no Unicode of their own. ActualText that only spells a ligature, an accent or a line
// end otherwise says nothing new. `blocks` counts the blocks of the page on. False once `out` is
// full.
bool add_said(const PageContent& page, std::uint32_t number, std::uint32_t& blocks,
              DocumentBuilder& out);

}  // namespace mishen::pdf
