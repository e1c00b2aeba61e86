#include "plugins/formats/pdf/off_page.h"

#include "plugins/formats/pdf/relayer.h"

namespace mishen::pdf {

void mark_off_page(PageContent& page) {
  Relayer relayer(page);
  for (Glyph& glyph : page.glyphs) {
    const GlyphStyle& style = page.styles[glyph.style];
    if (style.layer != Layer::shown || page.visible.contains(middle_of(glyph, style))) continue;
    relayer.move(glyph, Layer::off_page);
  }
}

}  // namespace mishen::pdf
