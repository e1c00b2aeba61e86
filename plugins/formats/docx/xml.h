// One part as XML: parsed by pugixml in the memory it was inflated to. pugixml's parser keeps no
// stack and expands no entity but the five of XML; what it tolerates and a stricter reader would
// not is found here and becomes a gap.
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "plugins/formats/docx/package.h"
#include "scanner/document/document.h"

namespace mishen::docx {

// pugixml options that keep every character of the text, also what stands outside the root.
inline constexpr unsigned kParseOptions =
    pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype | pugi::parse_fragment;

// Parses `bytes` into `xml`. On damage the document holds what came before it, and `out` a gap
// (part_failed) at `part`. Gaps too: text that is not in its stated encoding, a NUL (text after it
// is lost to pugixml), a document type (its entities are not expanded).
void load_xml(PartBytes bytes, const std::string& part, pugi::xml_document& xml,
              DocumentBuilder& out);

// The name without its prefix.
[[nodiscard]] std::string_view local_name(std::string_view qualified);

// The value of the attribute with this local name, whatever its prefix; empty if there is none.
[[nodiscard]] std::string_view attribute(const pugi::xml_node& node, std::string_view local);

// The first child element with this local name, or a null node.
[[nodiscard]] pugi::xml_node child(const pugi::xml_node& node, std::string_view local);

// The characters of the element's own text nodes, joined; valid UTF-8.
[[nodiscard]] std::string own_text(const pugi::xml_node& node);

// An on/off property (ECMA-376-1, 17.17.4): present and not "0", "false" or "off".
[[nodiscard]] bool is_on(const pugi::xml_node& property);

[[nodiscard]] inline bool is_off_value(std::string_view value) {
  return value == "0" || value == "false" || value == "off";
}

// The number of "#233" or "#xE9", a character reference without & and ;, as pugixml reads it;
// nothing if it is none or does not fit.
[[nodiscard]] std::optional<std::uint32_t> referenced_number(std::string_view name);

// A decimal number, or `otherwise` for anything else.
[[nodiscard]] std::uint32_t number_of(std::string_view text, std::uint32_t otherwise);

[[nodiscard]] inline bool is_text(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

[[nodiscard]] inline bool is_blank(std::string_view text) {
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') return false;
  }
  return true;
}

// The element or text node after `node` in document order that is not below it, inside `root`; null
// at the end. Walks parents, so it needs no stack.
[[nodiscard]] pugi::xml_node next_outside(pugi::xml_node node, const pugi::xml_node& root);
// The same, below it first.
[[nodiscard]] pugi::xml_node next_node(const pugi::xml_node& node, const pugi::xml_node& root);

}  // namespace mishen::docx
