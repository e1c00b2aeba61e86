#include "plugins/formats/pdf/poppler_values.h"

#include <UTF.h>
#include <goo/gmem.h>

#include <algorithm>
#include <cstdint>

#include "scanner/base/utf8.h"

namespace mishen::pdf {

char32_t meaning(Unicode u) {
  if (u == '\t' || u == '\n' || u == '\r') return ' ';
  const bool control = u < 0x20 || (u >= 0x7F && u < 0xA0);
  const bool surrogate = u >= 0xD800 && u <= 0xDFFF;
  return control || surrogate || u > 0x10FFFF || (u & 0xFFFEU) == 0xFFFEU ? U'�' : u;
}

bool is_solid_stencil(Stream& stream, int width, int height, bool invert) {
  stream.reset();
  bool solid = true;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; x += 8) {
      const int byte = stream.getChar();
      const int used = 0xFF & (0xFF << std::max(0, 8 - (width - x)));
      const int wanted = invert ? used : 0;
      solid = solid && byte != EOF && (byte & used) == wanted;
    }
  }
  stream.close();
  return solid;
}

bool is_solid_mask(Stream& stream, int width, int height, GfxImageColorMap& map) {
  constexpr std::int64_t kMost = 4'000'000;  // pixels that are looked at
  if (width <= 0 || height <= 0 || std::int64_t{width} * height > kMost) return false;
  ImageStream pixels(&stream, width, map.getNumPixelComps(), map.getBits());
  pixels.reset();
  bool solid = true;
  for (int y = 0; y < height && solid; ++y) {
    unsigned char* pixel = pixels.getLine();
    if (pixel == nullptr) solid = false;
    for (int x = 0; x < width && solid; ++x, pixel += map.getNumPixelComps()) {
      GfxGray grey = 0;
      map.getGray(pixel, &grey);
      solid = colToByte(grey) >= 250;
    }
  }
  pixels.close();
  return solid;
}

void read_darkness(Stream& stream, int width, int height, GfxImageColorMap& map,
                   const std::function<void(double, double, std::uint8_t)>& found) {
  constexpr int kMostPixels = 60'000'000;  // to decode
  // Places that are looked at; a coarse picture has fewer pixels, which are looked at again.
  constexpr int kColumns = 800;
  constexpr int kRows = 1100;
  if (width <= 0 || height <= 0 || std::int64_t{width} * height > kMostPixels) return;
  ImageStream pixels(&stream, width, map.getNumPixelComps(), map.getBits());
  pixels.reset();
  for (int y = 0; y < height; ++y) {
    unsigned char* line = pixels.getLine();
    if (line == nullptr) break;
    const auto first = static_cast<int>((std::int64_t{y} * kRows + height - 1) / height);
    const auto last = static_cast<int>((std::int64_t{y + 1} * kRows + height - 1) / height);
    for (int column = 0; first < last && column < kColumns; ++column) {
      const auto x = static_cast<std::ptrdiff_t>(std::int64_t{column} * width / kColumns);
      GfxGray grey = 0;
      map.getGray(line + x * map.getNumPixelComps(), &grey);
      const auto darkness = static_cast<std::uint8_t>(255 - colToByte(grey));
      for (int row = first; row < last; ++row) {
        found((column + 0.5) / kColumns, 1 - (row + 0.5) / kRows, darkness);
      }
    }
  }
  pixels.close();
}

std::string utf8_of(const GooString* text) {
  std::string out;
  Unicode* codes = nullptr;
  const int count = TextStringToUCS4(text->toStr(), &codes);
  for (int i = 0; i < count; ++i) utf8::append(out, meaning(codes[i]));
  gfree(codes);
  return out;
}

}  // namespace mishen::pdf
