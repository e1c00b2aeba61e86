#include "plugins/formats/pdf/off_page.h"

#include <vector>

namespace mishen::pdf {

void mark_off_page(PageContent& page) {
  std::vector<std::uint32_t> outside(page.styles.size(), 0);
  for (Glyph& glyph : page.glyphs) {
    const GlyphStyle style = page.styles[glyph.style];
    if (style.layer != Layer::shown) continue;
    const double along = static_cast<double>(glyph.advance) / 2;
    const double up = static_cast<double>(style.ascent + style.descent) / 2;
    const Point middle{glyph.x + style.along.x * along + style.up.x * up,
                       glyph.y + style.along.y * along + style.up.y * up};
    if (page.visible.contains(middle)) continue;
    if (outside[glyph.style] == 0) {
      outside[glyph.style] = static_cast<std::uint32_t>(page.styles.size());
      page.styles.push_back(style);
      page.styles.back().layer = Layer::off_page;
    }
    glyph.style = outside[glyph.style];
  }
}

}  // namespace mishen::pdf
