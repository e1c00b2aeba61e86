#include "plugins/formats/pdf/font_truth.h"

#include <Dict.h>
#include <GlobalParams.h>
#include <Object.h>
#include <Stream.h>
#include <XRef.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "plugins/formats/pdf/cmap_table.h"
#include "plugins/formats/pdf/poppler_values.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

char32_t folded(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c == U'\u3007') return U'\u3007';
  return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
}

bool is_plain_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x323AF);
}

bool is_word(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || is_plain_han(c) || c == U'〇' ||
         c == U'★' || c == U'☆';
}

// Characters that stand for others in many files, or for nothing.
bool is_loose(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  constexpr Range kRanges[] = {
      {0x00, 0x1F},     {0x7F, 0x9F},       {0xAA, 0xAA},       {0xAD, 0xAD},
      {0xB2, 0xB3},     {0xB9, 0xBA},       {0xC0, 0x24F},  // accented, spelled in parts
      {0x250, 0x52F},                                       // phonetic, Greek, Cyrillic
      {0x1D00, 0x1FFF}, {0x2000, 0x200F},   {0x2028, 0x202F},   {0x2060, 0x209F},
      {0x2100, 0x218F}, {0x2460, 0x24FF},   {0x2E80, 0x2FDF},   {0x3038, 0x303A},
      {0x3100, 0x31BF}, {0x3200, 0x33FF},   {0xD800, 0xFAFF},   {0xFB00, 0xFE4F},
      {0xFF61, 0xFFFF}, {0x1D400, 0x1D7FF}, {0x1F100, 0x1F2FF}, {0xE0000, 0x10FFFF},
  };
  return std::any_of(std::begin(kRanges), std::end(kRanges),
                     [&](Range range) { return c >= range.first && c <= range.last; });
}

char32_t character_of(const std::string& name) {
  const std::string plain = name.substr(0, name.find('.'));
  if (plain.empty() || plain.find('_') != std::string::npos) return 0;
  if (const Unicode u = globalParams->mapNameToUnicodeAll(plain.c_str())) return u;
  const bool uni = plain.size() == 7 && plain.compare(0, 3, "uni") == 0;
  const bool u = plain.size() >= 5 && plain.size() <= 7 && plain[0] == 'u';
  if (!uni && !u) return 0;
  char* end = nullptr;
  const unsigned long value = std::strtoul(plain.c_str() + (uni ? 3 : 1), &end, 16);
  return *end == '\0' ? static_cast<char32_t>(value) : 0;
}

std::uint32_t number(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = 0; i < size; ++i) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  }
  return value;
}

// The cmap table of a font file. Subsets for PDF seldom have one, which their directory tells, so
// that nothing more is inflated.
std::string cmap_of(Stream& file) {
  constexpr std::size_t kMostFile = 32U << 20U;
  constexpr std::size_t kMostTable = 2U << 20U;
  std::string bytes;
  const auto read_to = [&](std::size_t size) {
    while (bytes.size() < size) {
      unsigned char part[4096];
      const int got =
          file.doGetChars(static_cast<int>(std::min(sizeof part, size - bytes.size())), part);
      if (got <= 0) return false;
      bytes.append(reinterpret_cast<const char*>(part), static_cast<std::size_t>(got));
    }
    return true;
  };
  std::string table;
  file.reset();
  if (read_to(12)) {
    const std::size_t count = std::min<std::size_t>(number(bytes, 4, 2), 64);
    if (read_to(12 + count * 16)) {
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = 12 + i * 16;
        if (bytes.compare(at, 4, "cmap") != 0) continue;
        const std::size_t offset = number(bytes, at + 8, 4);
        const std::size_t size = number(bytes, at + 12, 4);
        if (offset > kMostFile || size > kMostTable || !read_to(offset + size)) break;
        table = bytes.substr(offset, size);
        break;
      }
    }
  }
  file.close();
  return table;
}

bool is_identity(const GfxFont& font) {
  return font.isCIDFont() && font.getEncodingName().compare(0, 8, "Identity") == 0;
}

// What `font` says `code` means; 0 where that is not one character. A CID font is asked by two
// bytes, which are the CID under an Identity encoding.
char32_t said_by(const GfxFont& font, CharCode code) {
  const char bytes[2] = {static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
  CharCode met = 0;
  const Unicode* u = nullptr;
  int count = 0;
  double dx = 0, dy = 0, ox = 0, oy = 0;
  if (font.isCIDFont()) {
    font.getNextChar(bytes, 2, &met, &u, &count, &dx, &dy, &ox, &oy);
  } else {
    font.getNextChar(bytes + 1, 1, &met, &u, &count, &dx, &dy, &ox, &oy);
  }
  return count == 1 && met == code ? meaning(u[0]) : 0;
}

// Codes that ToUnicode may speak of: every number in it, and those between two neighbours.
std::vector<CharCode> codes_of(const Object& dictionary) {
  constexpr std::size_t kMostBytes = 1U << 20U;
  constexpr CharCode kLongestRange = 0xFF;
  Object map = dictionary.dictLookup("ToUnicode");
  std::vector<CharCode> codes;
  if (!map.isStream()) return codes;
  map.streamReset();
  CharCode before = ~0U;
  CharCode value = 0;
  int digits = -1;
  std::size_t read = 0;
  for (int c = map.streamGetChar(); c != EOF && ++read < kMostBytes; c = map.streamGetChar()) {
    if (c == '<') {
      digits = 0;
      value = 0;
    } else if (c == '>' && digits >= 2 && digits <= 4) {
      if (value > before && value - before <= kLongestRange) {
        for (CharCode between = before + 1; between < value; ++between) codes.push_back(between);
      }
      codes.push_back(value);
      before = value;
      digits = -1;
    } else if (digits >= 0 && std::isxdigit(c) != 0) {
      value = value << 4U | static_cast<CharCode>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
      ++digits;
    } else if (c == '>') {
      digits = -1;
    }
  }
  map.streamClose();
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

}  // namespace

bool deceives(char32_t said, char32_t drawn) {
  said = folded(said);
  drawn = folded(drawn);
  return said != drawn && is_word(drawn) && !is_loose(said);
}

std::unique_ptr<FontTruth> FontTruth::of(const GfxFont& font, XRef& xref) {
  if (!font.hasToUnicodeCMap() || font.getType() == fontType3) return nullptr;
  const Object dictionary = xref.fetch(*font.getID());
  if (!dictionary.isDict()) return nullptr;
  std::unique_ptr<FontTruth> truth(new FontTruth);
  if (!truth->take_true_type(font, xref)) {
    if (font.isCIDFont()) {
      if (!truth->take_collection(static_cast<const GfxCIDFont&>(font), xref, dictionary)) {
        return nullptr;
      }
    } else {
      truth->take_names(static_cast<const Gfx8BitFont&>(font));
    }
  }
  if (truth->drawn_.empty() && !truth->plain_ && truth->by_cid_.empty()) return nullptr;
  if (!truth->is_believable(font, dictionary)) return nullptr;
  return truth;
}

void FontTruth::take_names(const Gfx8BitFont& font) {
  const bool true_type = font.getType() == fontTrueType || font.getType() == fontTrueTypeOT;
  // The encoding of a symbolic TrueType font is not looked at by viewers.
  if (true_type && font.isSymbolic()) return;
  for (int code = 0; code < 256; ++code) {
    const char* name = font.getCharName(code);
    if (name == nullptr) continue;
    if (const char32_t c = character_of(name)) drawn_[static_cast<CharCode>(code)] = {c};
  }
}

// False: there is no Unicode cmap in an embedded TrueType font.
bool FontTruth::take_true_type(const GfxFont& font, XRef& xref) {
  const GfxFontType type = font.getType();
  const bool by_cid = type == fontCIDType2 || type == fontCIDType2OT;
  if (!by_cid && type != fontTrueType && type != fontTrueTypeOT) return false;
  Ref id;
  if (!font.getEmbeddedFontID(&id)) return false;
  Object file = xref.fetch(id);
  if (!file.isStream()) return by_cid;
  const std::vector<CharacterMap> maps = read_cmap(cmap_of(*file.getStream()));
  std::unordered_map<std::uint32_t, std::vector<char32_t>> characters;
  for (const CharacterMap& map : maps) {
    if (!map.is_unicode()) continue;
    for (const auto& [c, glyph] : map.glyphs) characters[glyph].push_back(c);
  }
  if (characters.empty()) return by_cid;
  by_cmap_ = true;
  const auto take = [&](CharCode code, std::uint32_t glyph) {
    const auto found = characters.find(glyph);
    if (glyph != 0 && found != characters.end()) drawn_[code] = found->second;
  };
  if (by_cid) {
    const auto& cid_font = static_cast<const GfxCIDFont&>(font);
    const int* glyphs = cid_font.getCIDToGID();
    if (glyphs == nullptr) {
      for (const auto& [glyph, c] : characters) take(glyph, glyph);
    } else {
      for (unsigned cid = 0; cid < cid_font.getCIDToGIDLen(); ++cid) {
        take(cid, static_cast<std::uint32_t>(glyphs[cid]));
      }
    }
    return true;
  }
  // 8-bit: of a symbolic one, codes choose glyphs by the maps that are not of Unicode.
  if (!font.isSymbolic()) return false;
  for (const CharacterMap& map : maps) {
    if (map.is_unicode()) continue;
    for (CharCode code = 0; code < 256; ++code) {
      const std::uint32_t glyph = map.glyph_of(0xF000 + code);
      take(code, glyph != 0 ? glyph : map.glyph_of(code));
    }
  }
  return true;
}

bool FontTruth::take_collection(const GfxCIDFont& font, XRef& xref, const Object& dictionary) {
  const GooString* collection = font.getCollection();
  if (collection == nullptr || collection->toStr() == "Adobe-Identity" ||
      collection->toStr() == "Adobe-UCS") {
    return false;
  }
  Object copy(dictionary.getDict()->copy(&xref));
  copy.getDict()->remove("ToUnicode");
  std::unique_ptr<GfxFont> plain = GfxFont::makeFont(&xref, "truth", *font.getID(), copy.getDict());
  if (!plain || !plain->isOk() || !plain->isCIDFont()) return false;
  if (is_identity(font)) {
    plain_ = std::move(plain);
    return true;
  }
  by_cid_.resize(0x10000);
  for (unsigned code = 0; code < 0x10000; ++code) {
    const char bytes[2] = {static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
    CharCode cid = 0;
    const Unicode* u = nullptr;
    int count = 0;
    double dx = 0, dy = 0, ox = 0, oy = 0;
    plain->getNextChar(bytes, 2, &cid, &u, &count, &dx, &dy, &ox, &oy);
    if (count == 1 && cid > 0 && cid < by_cid_.size()) by_cid_[cid] = meaning(u[0]);
  }
  return true;
}

std::span<const char32_t> FontTruth::drawn_for(CharCode code, char32_t& room) const {
  if (plain_ || !by_cid_.empty()) {
    if (code > 0xFFFF) return {};
    room = plain_ ? said_by(*plain_, code) : by_cid_[code];
    return room == 0 ? std::span<const char32_t>() : std::span<const char32_t>(&room, 1);
  }
  const auto found = drawn_.find(code);
  return found == drawn_.end() ? std::span<const char32_t>() : std::span(found->second);
}

// A subset may name or number its glyphs as it likes. What it says is then no word about them,
// which shows in that most of it contradicts ToUnicode, or that it only repeats the code.
bool FontTruth::is_believable(const GfxFont& font, const Object& dictionary) const {
  // Codes of another encoding are not compared beforehand; a CMap that is not Identity chooses the
  // glyphs by the collection.
  if (font.isCIDFont() && !is_identity(font)) return true;
  std::size_t compared = 0;
  std::size_t others = 0;
  std::size_t codes = 0;
  for (const CharCode code : codes_of(dictionary)) {
    const Unicode said = said_by(font, code);
    if (said == 0 || is_loose(said)) continue;
    char32_t room = 0;
    const std::span<const char32_t> characters = drawn_for(code, room);
    if (characters.empty()) continue;
    ++compared;
    if (drawn_otherwise(code, &said, 1) == 0) continue;
    ++others;
    const bool is_code = std::find(characters.begin(), characters.end(), code) != characters.end();
    codes += is_code ? 1 : 0;
  }
  if (others == 0 || codes * 2 > others) return false;
  return by_cmap_ || others * 2 <= compared;
}

char32_t FontTruth::drawn_otherwise(CharCode code, const Unicode* said, int count) const {
  if (count < 1) return 0;
  char32_t room = 0;
  char32_t other = 0;
  for (const char32_t drawn : drawn_for(code, room)) {
    if (is_loose(drawn)) return 0;
    for (int i = 0; i < count; ++i) {
      if (!deceives(meaning(said[i]), drawn)) return 0;
    }
    if (other == 0) other = drawn;
  }
  return other;
}

}  // namespace mishen::pdf
