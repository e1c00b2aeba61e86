#include "plugins/formats/pdf/relayer.h"

namespace mishen::pdf {

void Relayer::move(Glyph& glyph, Layer layer) {
  const auto [known, is_new] =
      moved_.try_emplace({glyph.style, layer}, static_cast<std::uint32_t>(page_->styles.size()));
  if (is_new) {
    GlyphStyle style = page_->styles[glyph.style];
    style.layer = layer;
    page_->styles.push_back(style);
  }
  glyph.style = known->second;
}

Point middle_of(const Glyph& glyph, const GlyphStyle& style) {
  const double along = static_cast<double>(glyph.advance) / 2;
  const double up = static_cast<double>(style.ascent + style.descent) / 2;
  return {glyph.x + style.along.x * along + style.up.x * up,
          glyph.y + style.along.y * along + style.up.y * up};
}

}  // namespace mishen::pdf
