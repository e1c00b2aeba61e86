// Values of poppler's as ours. On poppler's private interface.
#pragma once

#include <CharTypes.h>
#include <GfxState.h>
#include <Stream.h>
#include <goo/GooString.h>

#include <cstdint>
#include <functional>
#include <string>

namespace mishen::pdf {

// What a code point of the file becomes in our text; U+FFFD when it means nothing.
[[nodiscard]] char32_t meaning(Unicode u);

// A text string of a PDF as UTF-8.
[[nodiscard]] std::string utf8_of(const GooString* text);

// True when a stencil mask paints all of its rectangle. Reads the whole stream, which in an inline
// picture stands before the rest of the content.
[[nodiscard]] bool is_solid_stencil(Stream& stream, int width, int height, bool invert);

// True when a soft mask lets nothing shine through.
[[nodiscard]] bool is_solid_mask(Stream& stream, int width, int height, GfxImageColorMap& map);

// Calls `found` with places in the unit square of a picture and how dark it is there, 0 to 255; at
// most some two million, row by row from the top.
void read_darkness(Stream& stream, int width, int height, GfxImageColorMap& map,
                   const std::function<void(double, double, std::uint8_t)>& found);

}  // namespace mishen::pdf
