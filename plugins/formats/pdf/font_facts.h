// What the collector needs to know of a font beyond what poppler tells with each character.
#pragma once

#include <GfxFont.h>

#include <bitset>
#include <memory>

#include "plugins/formats/pdf/font_truth.h"

namespace mishen::pdf {

struct FontFacts {
  std::shared_ptr<GfxFont> font;  // kept, so that its address stays its own
  bool vertical = false;
  bool bold = false;
  double scale = 1;       // font size in points for one unit of Tf (Type 3 fonts choose their own)
  double ascent = 0.88;   // in font sizes
  double descent = -0.2;  // in font sizes, negative
  bool own_colours = false;  // Type 3: its glyphs may choose their colours themselves
  bool flipped = false;      // Type 3: glyphs hang below the base line in text space
  // The file gives these codes no meaning of its own (no ToUnicode, no glyph name that stands for a
  // character); whatever poppler says they are is a guess. A CID font is guessed whole or not.
  bool all_guessed = false;
  std::bitset<256> guessed;
  std::unique_ptr<FontTruth> truth;  // null: nothing is known against ToUnicode

  [[nodiscard]] bool is_guess(CharCode code) const {
    return all_guessed || (code < guessed.size() && guessed[code]);
  }
};

[[nodiscard]] FontFacts facts_of_font(std::shared_ptr<GfxFont> font, XRef* xref);

}  // namespace mishen::pdf
