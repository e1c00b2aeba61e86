#include "plugins/formats/docx/clean_part.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/names.h"
#include "plugins/formats/docx/paths.h"
#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

template <std::size_t N>
bool is_any(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Removes every element for which `goes` is true.
template <class Predicate>
bool drop_elements(pugi::xml_document& part, Predicate goes) {
  bool changed = false;
  for (pugi::xml_node at = part.first_child(); at;) {
    if (at.type() != pugi::node_element || !goes(at)) {
      at = next_node(at, part);
      continue;
    }
    const pugi::xml_node gone = at;
    at = next_outside(at, part);
    gone.parent().remove_child(gone);
    changed = true;
  }
  return changed;
}

}  // namespace

bool drop_text(pugi::xml_document& part, const std::set<std::uint32_t>& ordinals) {
  std::uint32_t ordinal = 0;
  return drop_elements(part, [&](const pugi::xml_node& node) {
    return is_text_element(local_name(node.name())) && ordinals.contains(ordinal++);
  });
}

bool drop_comment_marks(pugi::xml_document& part) {
  constexpr std::array<std::string_view, 3> kMarks = {"commentRangeStart", "commentRangeEnd",
                                                      "commentReference"};
  return drop_elements(
      part, [&](const pugi::xml_node& node) { return is_any(local_name(node.name()), kMarks); });
}

bool drop_references(pugi::xml_document& part, const std::set<std::string>& relation_ids) {
  constexpr std::array<std::string_view, 5> kUsers = {"OLEObject", "externalData", "control",
                                                      "attachedTemplate", "subDoc"};
  return drop_elements(part, [&](const pugi::xml_node& node) {
    return is_any(local_name(node.name()), kUsers) &&
           relation_ids.contains(std::string(attribute(node, "id")));
  });
}

bool drop_paths(pugi::xml_document& part) {
  constexpr std::array<std::string_view, 4> kNames = {"descr", "title", "alt", "name"};
  bool changed = false;
  for (pugi::xml_node at = part.first_child(); at; at = next_node(at, part)) {
    for (pugi::xml_attribute one = at.first_attribute(); one; one = one.next_attribute()) {
      if (!is_any(local_name(one.name()), kNames) || !machine_path(one.value())) continue;
      one.set_value("");
      changed = true;
    }
  }
  return changed;
}

bool drop_settings(pugi::xml_document& part, const CleanOptions& options) {
  constexpr std::array<std::string_view, 4> kMaking = {"attachedTemplate", "mailMerge", "docVars",
                                                       "rsids"};
  const bool metadata = options.kinds.contains(TraceKind::author_name) ||
                        options.kinds.contains(TraceKind::machine_path);
  const bool changes = options.kinds.contains(TraceKind::tracked_change);
  return drop_elements(part, [&](const pugi::xml_node& node) {
    const std::string_view name = local_name(node.name());
    return (metadata && is_any(name, kMaking)) || (changes && name == "trackRevisions");
  });
}

}  // namespace mishen::docx
