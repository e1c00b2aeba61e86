// Styles, as far as they say who sees a text (hidden) and how it looks (emphasis).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace mishen::docx {

// Properties as stated in one place; what is not stated is empty, 0 for the size.
struct Look {
  std::optional<bool> bold;
  std::optional<bool> hidden;  // w:vanish
  std::optional<bool> red;
  std::optional<bool> centred;
  std::uint16_t half_points = 0;

  // Takes from `other` what is stated there.
  void overlay(const Look& other);
};

// Reads w:rPr / w:pPr; a null node states nothing. Property changes (w:rPrChange) are not looked
// at.
void read_run_properties(const pugi::xml_node& properties, Look& look);
void read_paragraph_properties(const pugi::xml_node& properties, Look& look);

class Styles {
 public:
  Styles() = default;
  // From the root element of a styles part.
  explicit Styles(const pugi::xml_node& root);

  // What the named style says, its ancestors' statements below its own; an unknown or empty id is
  // the default paragraph style.
  [[nodiscard]] const Look& paragraph(std::string_view id) const;
  // The same for a character style; an unknown or empty id states nothing.
  [[nodiscard]] const Look& character(std::string_view id) const;
  [[nodiscard]] const Look& defaults() const { return defaults_; }

  // A run's look: direct formatting over its character style over its paragraph's style over the
  // defaults. Toggles (bold, hidden) that both styles set cancel out (ECMA-376-1, 17.7.3).
  [[nodiscard]] Look run(std::string_view paragraph_style, std::string_view character_style,
                         const Look& direct) const;

 private:
  struct Style {
    Look look;
    std::string parent;
  };
  [[nodiscard]] const Look& find(std::string_view id) const;
  void inherit();

  std::map<std::string, Style, std::less<>> styles_;
  std::string default_paragraph_;
  Look defaults_;
  Look nothing_;
};

}  // namespace mishen::docx
