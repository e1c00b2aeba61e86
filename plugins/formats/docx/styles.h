// Styles, as far as they say who sees a text (hidden) and how it looks (emphasis).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/formats/docx/colours.h"

namespace mishen::docx {

// Properties as stated in one place; what is not stated is empty, 0 for the size.
struct Look {
  std::optional<bool> bold;
  std::optional<bool> hidden;  // w:vanish, w:specVanish (w:webHidden is printed: not looked at)
  std::optional<bool> red;
  std::optional<bool> centred;
  std::uint16_t half_points = 0;
  std::uint16_t scale = 0;          // w:w, percent of the normal width
  std::optional<Colour> ink;        // w:color, w14:textFill
  std::optional<Colour> highlight;  // kTransparent: states that there is none
  std::optional<Colour> shade;      // of the run
  std::optional<Colour> paragraph_shade;

  // Takes from `other` what is stated there.
  void overlay(const Look& other);
  // Whether text of this look can be seen on `background`, the cell's or the page's.
  [[nodiscard]] Sight sight(Colour background) const;
};

// Reads w:rPr / w:pPr; a null node states nothing. Property changes (w:rPrChange) are not looked
// at.
void read_run_properties(const XmlNode& properties, const Theme& theme, Look& look);
void read_paragraph_properties(const XmlNode& properties, const Theme& theme, Look& look);

// What a table's style says of the text in it.
struct TableLook {
  Look look;
  std::optional<Colour> background;
  bool conditional = false;  // rows or columns have colours of their own
};

class Styles {
 public:
  Styles() = default;
  // From the root element of a styles part.
  Styles(const XmlNode& root, Theme theme);

  [[nodiscard]] const Theme& theme() const { return theme_; }

  // What the named style says, its ancestors' statements below its own; an unknown or empty id is
  // the default paragraph style.
  [[nodiscard]] const Look& paragraph(std::string_view id) const;
  // The same for a character style; an unknown or empty id states nothing.
  [[nodiscard]] const Look& character(std::string_view id) const;
  // A table style; an unknown or empty id states nothing.
  [[nodiscard]] const TableLook& table(std::string_view id) const;

  // A run's look: direct formatting over its character style over its paragraph's style over its
  // table's over the defaults. Toggles (bold, hidden) that two styles set cancel out, and what the
  // defaults hide stays hidden but for direct formatting (ECMA-376-1, 17.7.3).
  [[nodiscard]] Look run(const TableLook& table, std::string_view paragraph_style,
                         std::string_view character_style, const Look& direct) const;

 private:
  struct Style {
    Look look;
    std::string parent;
    TableLook table;
  };
  void read_style(const XmlNode& node);
  [[nodiscard]] const Look& find(std::string_view id) const;
  void inherit();

  std::map<std::string, Style, std::less<>> styles_;
  std::string default_paragraph_;
  Theme theme_;
  Look defaults_;
  Look nothing_;
  TableLook no_table_;
};

}  // namespace mishen::docx
