// Moves glyphs of a page to another layer, with one more style for each style they had.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

class Relayer {
 public:
  // `page` must outlive it; its styles must not be changed by others meanwhile.
  explicit Relayer(PageContent& page) : page_(&page) {}
  void move(Glyph& glyph, Layer layer);

 private:
  PageContent* page_;
  std::map<std::pair<std::uint32_t, Layer>, std::uint32_t> moved_;
};

// The middle of a glyph's box.
[[nodiscard]] Point middle_of(const Glyph& glyph, const GlyphStyle& style);

}  // namespace mishen::pdf
