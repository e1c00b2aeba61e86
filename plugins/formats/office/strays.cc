#include "plugins/formats/office/strays.h"

#include <cstdint>
#include <string>
#include <utility>

#include "plugins/formats/docx/xml.h"
#include "plugins/formats/support/paths.h"

namespace mishen::office {

void add_strays(const pugi::xml_node& root, const Provenance& where,
                const std::function<bool(const pugi::xml_node& text)>& taken,
                DocumentBuilder& out) {
  const std::uint64_t deepest = out.limits().max_xml_depth;
  std::uint64_t depth = 0;
  bool told = false;
  for (pugi::xml_node node = root; node;) {
    if (docx::is_text(node) && !docx::is_blank(node.value()) && !taken(node)) {
      Provenance place = where;
      place.push_back({StepKind::property, 0, std::string(docx::local_name(node.parent().name()))});
      add_value(out, std::move(place), Surface::field_code, node.value());
    }
    pugi::xml_node next = node.first_child();
    if (next && depth >= deepest) {
      if (!std::exchange(told, true)) {
        out.add_gap(GapCause::limit_reached, where, {"gap.limit", {{"limit", "max-xml-depth"}}});
      }
      next = {};
    }
    if (next) ++depth;
    while (!next && node != root) {
      next = node.next_sibling();
      if (next) break;
      node = node.parent();
      --depth;
    }
    node = next;
  }
}

bool is_inside(const pugi::xml_node& text, std::string_view name, const pugi::xml_node& root) {
  for (pugi::xml_node at = text.parent(); at && at != root; at = at.parent()) {
    if (docx::local_name(at.name()) == name) return true;
  }
  return false;
}

}  // namespace mishen::office
