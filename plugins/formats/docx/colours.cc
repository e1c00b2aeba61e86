#include "plugins/formats/docx/colours.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <utility>

#include "plugins/formats/docx/tree.h"

namespace mishen::docx {
namespace {

constexpr int kSameColour = 8;  // of 255 in each channel: no eye tells them apart
constexpr int kDark = 0x40;

struct Named {
  std::string_view name;
  Colour colour;
};

// ST_HighlightColor, ECMA-376-1 17.18.40.
constexpr std::array<Named, 17> kHighlights = {{{"black", 0x000000},
                                                {"blue", 0x0000FF},
                                                {"cyan", 0x00FFFF},
                                                {"darkBlue", 0x000080},
                                                {"darkCyan", 0x008080},
                                                {"darkGray", 0x808080},
                                                {"darkGreen", 0x008000},
                                                {"darkMagenta", 0x800080},
                                                {"darkRed", 0x800000},
                                                {"darkYellow", 0x808000},
                                                {"green", 0x00FF00},
                                                {"lightGray", 0xC0C0C0},
                                                {"magenta", 0xFF00FF},
                                                {"none", kTransparent},
                                                {"red", 0xFF0000},
                                                {"white", 0xFFFFFF},
                                                {"yellow", 0xFFFF00}}};

// Names of w:themeColor and a:schemeClr for the elements of a:clrScheme.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kThemeNames = {
    {{"background1", "lt1"},
     {"bg1", "lt1"},
     {"light1", "lt1"},
     {"text1", "dk1"},
     {"tx1", "dk1"},
     {"dark1", "dk1"},
     {"background2", "lt2"},
     {"bg2", "lt2"},
     {"light2", "lt2"},
     {"text2", "dk2"},
     {"tx2", "dk2"},
     {"dark2", "dk2"}}};

int channel(Colour colour, int shift) { return (colour >> shift) & 0xFF; }

Colour mix(Colour front, Colour back, std::uint32_t percent) {
  Colour out = 0;
  for (const int shift : {16, 8, 0}) {
    const auto part = static_cast<int>(percent);
    const int value = (channel(front, shift) * part + channel(back, shift) * (100 - part)) / 100;
    out |= value << shift;
  }
  return out;
}

// A colour that may be given by theme; `theme_name` is the attribute that names it.
std::optional<Colour> given(const XmlNode& node, std::string_view value,
                            std::string_view theme_name, const Theme& theme) {
  const std::string_view name = attribute(node, theme_name);
  const std::string stem(theme_name == "themeColor" ? "theme" : theme_name);
  const bool pure =
      attribute(node, stem + "Tint").empty() && attribute(node, stem + "Shade").empty();
  if (!name.empty() && pure) {
    if (const auto colour = theme.find(name)) return colour;
  }
  return hex_colour(attribute(node, value));
}

// a:solidFill, w14:solidFill: their one colour if nothing changes it.
Colour solid(const XmlNode& fill, const Theme& theme) {
  for (const XmlNode colour : fill.children()) {
    if (!colour.is_element()) continue;
    if (colour.first_child()) return kUnknown;  // alpha, luminance ...
    const std::string_view name = colour.local_name();
    const std::string_view value = attribute(colour, "val");
    if (name == "srgbClr") return hex_colour(value).value_or(kUnknown);
    if (name == "schemeClr") return theme.find(value).value_or(kUnknown);
    return kUnknown;
  }
  return kUnknown;
}

Colour vml_fill(const XmlNode& shape, const Theme&) {
  const std::string_view filled = attribute(shape, "filled");
  if (filled == "f" || filled == "false" || child(shape, "fill")) return kUnknown;
  std::string_view colour = attribute(shape, "fillcolor");
  if (colour.empty()) return kPaper;  // VML's default fill
  colour = colour.substr(0, colour.find(' '));
  if (colour == "white") return kPaper;
  if (colour == "black") return 0;
  if (!colour.starts_with('#')) return kUnknown;
  return hex_colour(colour.substr(1)).value_or(kUnknown);
}

}  // namespace

Theme::Theme(const XmlNode& root) {
  const XmlNode scheme = child(child(root, "themeElements"), "clrScheme");
  for (const XmlNode entry : scheme.children()) {
    if (!entry.is_element()) continue;
    std::string_view value = attribute(child(entry, "srgbClr"), "val");
    if (value.empty()) value = attribute(child(entry, "sysClr"), "lastClr");
    if (const auto colour = hex_colour(value)) {
      colours_[std::string(entry.local_name())] = *colour;
    }
  }
}

std::optional<Colour> Theme::find(std::string_view name) const {
  for (const auto& [known, element] : kThemeNames) {
    if (known == name) name = element;
  }
  if (const auto at = colours_.find(name); at != colours_.end()) return at->second;
  if (name == "lt1") return kPaper;
  if (name == "dk1") return 0;
  return std::nullopt;
}

std::optional<Colour> hex_colour(std::string_view text) {
  if (text == "auto") return kAutomatic;
  if (text.size() != 6) return std::nullopt;
  Colour colour = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), colour, 16);
  if (error != std::errc() || end != text.data() + text.size() || colour < 0) return std::nullopt;
  return colour;
}

Colour text_colour(const XmlNode& color, const Theme& theme) {
  return given(color, "val", "themeColor", theme).value_or(kUnknown);
}

Colour text_fill(const XmlNode& fill, const Theme& theme) {
  if (child(fill, "noFill")) return kTransparent;
  if (const XmlNode one = child(fill, "solidFill")) return solid(one, theme);
  return kUnknown;
}

Colour shading(const XmlNode& shd, const Theme& theme) {
  const std::string_view pattern = attribute(shd, "val");
  if (pattern == "nil") return kTransparent;
  const Colour fill = given(shd, "fill", "themeFill", theme).value_or(kUnknown);
  if (pattern == "clear" || pattern.empty()) return fill == kAutomatic ? kTransparent : fill;
  Colour front = given(shd, "color", "themeColor", theme).value_or(kAutomatic);
  if (front == kAutomatic) front = 0;
  if (pattern == "solid") return front;
  if (!pattern.starts_with("pct") || fill == kUnknown) return kUnknown;
  const std::uint32_t percent = number_of(pattern.substr(3), 0);
  return mix(front, fill == kAutomatic ? kPaper : fill, std::min(percent, 100U));
}

Colour highlight(const XmlNode& highlight) {
  const std::string_view value = attribute(highlight, "val");
  for (const Named& named : kHighlights) {
    if (named.name == value) return named.colour;
  }
  return kTransparent;
}

Colour box_fill(const XmlNode& content, const Theme& theme) {
  constexpr int kMostSteps = 4;
  XmlNode at = content.parent();
  for (int step = 0; at && step < kMostSteps; ++step, at = at.parent()) {
    const std::string_view name = at.local_name();
    if (name == "wsp") {
      const XmlNode fill = child(child(at, "spPr"), "solidFill");
      return fill ? solid(fill, theme) : kUnknown;
    }
    if (name == "shape" || name == "rect" || name == "roundrect") return vml_fill(at, theme);
  }
  return kUnknown;
}

Sight sight_of(Colour ink, Colour background) {
  if (ink < 0 || background < 0) return Sight::seen;
  int lightest = 0;
  for (const int shift : {16, 8, 0}) {
    if (std::abs(channel(ink, shift) - channel(background, shift)) > kSameColour) {
      return Sight::seen;
    }
    lightest = std::max(lightest, channel(background, shift));
  }
  return lightest < kDark ? Sight::covered : Sight::unseen;
}

}  // namespace mishen::docx
