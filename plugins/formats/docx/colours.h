// Colours as WordprocessingML states them, and whether text in them can be seen.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/formats/docx/tree.h"

namespace mishen::docx {

// 0xRRGGBB, or one of the two below.
using Colour = std::int32_t;
inline constexpr Colour kAutomatic = -1;  // Word chooses black or white, whichever can be read
inline constexpr Colour kUnknown = -2;    // a pattern, a gradient, a picture: not one colour
inline constexpr Colour kPaper = 0xFFFFFF;
inline constexpr Colour kTransparent = -3;  // states that there is nothing

// The colours a theme's names stand for; Office's own where no theme is given.
class Theme {
 public:
  Theme() = default;
  // From the root element of a theme part.
  explicit Theme(const XmlNode& root);
  // By the names of w:themeColor ("background1") and of a:schemeClr ("bg1"); nothing for others.
  [[nodiscard]] std::optional<Colour> find(std::string_view name) const;

 private:
  std::map<std::string, Colour, std::less<>> colours_;
};

// "FF0000" or "auto" (kAutomatic); nothing for anything else.
[[nodiscard]] std::optional<Colour> hex_colour(std::string_view text);

// w:color; w14:textFill; the background w:shd and w:highlight give. kTransparent where they give
// none. A tint or shade of a theme colour is taken from the value written beside it.
[[nodiscard]] Colour text_colour(const XmlNode& color, const Theme& theme);
[[nodiscard]] Colour text_fill(const XmlNode& fill, const Theme& theme);
[[nodiscard]] Colour shading(const XmlNode& shd, const Theme& theme);
[[nodiscard]] Colour highlight(const XmlNode& highlight);
// What a text box is filled with; `content` is its w:txbxContent. kUnknown where that is not said.
[[nodiscard]] Colour box_fill(const XmlNode& content, const Theme& theme);

enum class Sight : std::uint8_t {
  seen,
  unseen,   // white on white, too small: nobody meets it on the page
  covered,  // dark on dark: a bar stands where the text is, as a redaction looks
};

// Text of `ink` on `background`. Only what is certain is not seen.
[[nodiscard]] Sight sight_of(Colour ink, Colour background);

}  // namespace mishen::docx
