// What the glyphs of a font are drawn for, by the font's own account, to hold against what
// ToUnicode says they mean. On poppler's private interface.
#pragma once

#include <GfxFont.h>

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace mishen::pdf {

// One font's account: the Unicode cmap of an embedded TrueType font, read backwards; the CIDs of a
// character collection (Adobe-GB1 ...); the glyph names of a Type 1 font or an encoding. Where
// there is none, or it cannot be believed (a subset whose names or codes are made up), nothing is
// claimed.
class FontTruth {
 public:
  // Null where nothing is to be held against anything. Reads the font's file up to its cmap.
  static std::unique_ptr<FontTruth> of(const GfxFont& font, XRef& xref);

  // The character the glyph of `code` is drawn for, where that is another than `said`; 0: no
  // contradiction is claimed. `code` as poppler's drawChar has it (CID, or code of an 8-bit font).
  [[nodiscard]] char32_t drawn_otherwise(CharCode code, const Unicode* said, int count) const;

 private:
  FontTruth() = default;
  void take_names(const Gfx8BitFont& font);
  bool take_true_type(const GfxFont& font, XRef& xref);
  bool take_collection(const GfxCIDFont& font, XRef& xref, const Object& dictionary);
  [[nodiscard]] bool is_believable(const GfxFont& font, const Object& dictionary) const;

  // What the glyph of `code` is drawn for; empty if that is not known.
  [[nodiscard]] std::span<const char32_t> drawn_for(CharCode code, char32_t& room) const;

  bool by_cmap_ = false;
  std::unordered_map<CharCode, std::vector<char32_t>> drawn_;
  // Or, by a collection: the same font as if it had no ToUnicode, asked when needed where codes are
  // CIDs, else all of it at once.
  std::unique_ptr<GfxFont> plain_;
  std::vector<char32_t> by_cid_;
};

// True when text that is said to be `said` and drawn as `drawn` deceives: a Chinese character, a
// digit, a letter or a star that is another. Ways of writing one character are not told apart.
[[nodiscard]] bool deceives(char32_t said, char32_t drawn);

}  // namespace mishen::pdf
