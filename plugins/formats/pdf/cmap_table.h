// The cmap table of a TrueType or OpenType font: which characters its glyphs are drawn for.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace mishen::pdf {

struct CharacterMap {
  std::uint32_t platform = 0;
  std::uint32_t encoding = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> glyphs;  // character or code, glyph; sorted

  // The glyph of `key`, 0 if there is none.
  [[nodiscard]] std::uint32_t glyph_of(std::uint32_t key) const;

  // Its keys are characters of Unicode (OpenType specification, cmap, platforms 0 and 3).
  [[nodiscard]] bool is_unicode() const {
    return platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
  }
};

// The maps in the table `bytes` of formats 0, 4, 6, 10 and 12; others, and what lies beyond the
// table, are left out. Total for any bytes; at most 65,536 entries in all.
[[nodiscard]] std::vector<CharacterMap> read_cmap(std::string_view bytes);

}  // namespace mishen::pdf
