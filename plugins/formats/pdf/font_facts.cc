#include "plugins/formats/pdf/font_facts.h"

#include <GlobalParams.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace mishen::pdf {
namespace {

// Glyph boxes higher than this overlap their neighbours' lines; Noto CJK claims 1.45.
constexpr double kMaxAscent = 0.88;
constexpr double kMaxDescent = -0.22;

bool is_hex(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  });
}

// A name that stands for a character: in Adobe's lists, uniXXXX, uXXXXXX, or one of these with a
// suffix, or several joined by '_'.
bool name_means_character(std::string_view name) {
  name = name.substr(0, name.find('.'));
  if (name.empty()) return false;
  if (const std::size_t joint = name.find('_'); joint != std::string_view::npos) {
    return name_means_character(name.substr(0, joint)) &&
           name_means_character(name.substr(joint + 1));
  }
  if (globalParams->mapNameToUnicodeAll(std::string(name).c_str()) != 0) return true;
  if (name.size() >= 7 && name.substr(0, 3) == "uni") return is_hex(name.substr(3));
  return name.size() >= 5 && name.size() <= 7 && name[0] == 'u' && is_hex(name.substr(1));
}

// dvips and its kin name glyphs by their code ("a65"), which for printable ASCII is the character.
bool name_is_ascii_code(std::string_view name, int code) {
  if (code <= 0x20 || code >= 0x7F) return false;
  const std::size_t digits = name.find_first_of("0123456789");
  return digits != std::string_view::npos && digits <= 1 &&
         name.substr(digits) == std::to_string(code);
}

// Without ToUnicode a TrueType subset that states no encoding numbers its glyphs as it likes.
void find_guesses(const Gfx8BitFont& font, FontFacts& facts) {
  if (font.hasToUnicodeCMap()) return;
  Ref embedded;
  const bool is_embedded = font.getEmbeddedFontID(&embedded);
  const bool true_type = font.getType() == fontTrueType || font.getType() == fontTrueTypeOT;
  if (true_type && is_embedded && font.isSymbolic() &&
      !const_cast<Gfx8BitFont&>(font).getHasEncoding()) {
    facts.all_guessed = true;
    return;
  }
  for (int code = 0; code < 256; ++code) {
    const char* name = font.getCharName(code);
    if (name == nullptr || std::strcmp(name, ".notdef") == 0) continue;
    facts.guessed[static_cast<std::size_t>(code)] =
        !name_means_character(name) && !name_is_ascii_code(name, code);
  }
}

void find_guesses(const GfxCIDFont& font, FontFacts& facts) {
  if (font.hasToUnicodeCMap()) return;
  // poppler takes glyph numbers for characters when the collection is Identity.
  const GooString* collection = font.getCollection();
  facts.all_guessed = collection == nullptr || collection->toStr() == "Adobe-Identity";
}

// The usual width of its characters, for one unit of Tf; 0: no widths.
double usual_width(const Gfx8BitFont& font) {
  double sum = 0;
  int count = 0;
  for (int code = 0; code < 256; ++code) {
    const double width = std::abs(font.getWidth(static_cast<unsigned char>(code)));
    if (width <= 0) continue;
    sum += width;
    ++count;
  }
  return count > 0 ? sum / count : 0;
}

// The glyph space of a Type 3 font is its maker's choice: its box and its widths say how large a
// glyph is, and where they contradict each other the widths, by which the text advances, are right.
void measure_type3(const Gfx8BitFont& font, FontFacts& facts) {
  const double* matrix = font.getFontMatrix();
  const double* box = font.getFontBBox();
  // Where the box reaches farthest from the base line is the top of its letters; the matrix says
  // whether that is up or down in text space (Skia draws both upside down, which is upright).
  const double farthest = std::abs(box[3]) >= std::abs(box[1]) ? box[3] : box[1];
  facts.flipped = matrix[3] * farthest < 0;
  facts.ascent = kMaxAscent;
  facts.descent = kMaxDescent;
  const double height = std::abs((box[3] - box[1]) * matrix[3]);
  const double width = usual_width(font);
  if (height > 0.5 && height < 2.5 && width > 0.2 && width < 1.5) return;
  const bool plausible = width <= 0 || (height > 0.8 * width && height < 5 * width);
  if (height > 0 && plausible) {
    facts.scale = height / 1.1;
  } else if (width > 0) {
    facts.scale = width / 0.6;
  }
}

// A glyph whose description starts with d1 takes the colour of the text; after d0 it has its own.
bool has_own_colours(const Gfx8BitFont& font) {
  Dict* glyphs = const_cast<Gfx8BitFont&>(font).getCharProcs();
  if (glyphs == nullptr || glyphs->getLength() == 0) return true;
  Object glyph = glyphs->getVal(0);
  if (!glyph.isStream()) return true;
  constexpr int kStart = 96;  // bytes; six numbers and the operator
  std::string start;
  glyph.streamReset();
  for (int i = 0, c = 0; i < kStart && (c = glyph.streamGetChar()) != EOF; ++i) {
    start += static_cast<char>(c);
  }
  glyph.streamClose();
  return start.find("d1") == std::string::npos;
}

void measure(const GfxFont& font, FontFacts& facts) {
  facts.ascent = std::clamp(font.getAscent(), 0.6, kMaxAscent);
  facts.descent = std::clamp(font.getDescent(), kMaxDescent, 0.0);
  if (font.getType() != fontType3) return;
  measure_type3(static_cast<const Gfx8BitFont&>(font), facts);
  facts.own_colours = has_own_colours(static_cast<const Gfx8BitFont&>(font));
}

}  // namespace

FontFacts facts_of_font(std::shared_ptr<GfxFont> font, XRef* xref) {
  FontFacts facts;
  if (!font) return facts;
  facts.vertical = font->getWMode() != 0;
  const std::string name = font->getName().value_or("");
  facts.bold = font->isBold() || font->getWeight() >= GfxFont::W600 ||
               name.find("Bold") != std::string::npos || name.find("Black") != std::string::npos ||
               name.find("Heavy") != std::string::npos;
  measure(*font, facts);
  if (font->isCIDFont()) {
    find_guesses(static_cast<const GfxCIDFont&>(*font), facts);
  } else {
    find_guesses(static_cast<const Gfx8BitFont&>(*font), facts);
  }
  if (xref != nullptr) facts.truth = FontTruth::of(*font, *xref);
  facts.font = std::move(font);
  return facts;
}

}  // namespace mishen::pdf
