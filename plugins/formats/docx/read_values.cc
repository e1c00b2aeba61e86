// Reader: parts whose content is single values, and what relationships point out of the package.
#include <algorithm>
#include <utility>

#include "plugins/formats/docx/reader.h"
#include "plugins/formats/docx/xml.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

struct Value {
  std::string_view element;
  std::string_view attribute;
};

// word/settings.xml: document variables and where a mail merge takes its data; word/numbering.xml:
// the text of a list's labels; word/people.xml: who changed or commented.
constexpr Value kValues[] = {
    {"docVar", "name"},          {"docVar", "val"},      {"query", "val"},
    {"connectString", "val"},    {"udl", "val"},         {"table", "val"},
    {"lvlText", "val"},          {"person", "author"},   {"mappedName", "val"},
    {"addressFieldName", "val"}, {"mailSubject", "val"},
};

// "%1.", "(%2)", "第%1章": what every list has. Anything longer may say something.
bool is_plain_label(std::string_view text) { return utf8::length(text) <= 6; }

bool fetched_when_shown(std::string_view type) {
  constexpr std::string_view kTypes[] = {"image", "aFChunk", "subDocument", "oleObject", "package",
                                         "frame", "video",   "audio",       "media",     "chart"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

}  // namespace

void Reader::add_value(const std::string& part, Surface surface, std::string name,
                       std::string_view text) {
  if (is_blank(text)) return;
  Passage passage;
  passage.text = utf8::sanitise(text);
  passage.surface = surface;
  passage.visibility = usual_visibility(surface);
  passage.where = {{StepKind::part, 0, part}, {StepKind::property, 0, std::move(name)}};
  out_.add(std::move(passage));
}

void Reader::read_settings(const PackageEntry& entry, const pugi::xml_node& root, Surface surface) {
  for (pugi::xml_node node = root.first_child(); node; node = next_node(node, root)) {
    if (is_text(node) && !is_blank(node.value())) {
      add_value(entry.name, Surface::custom_property, std::string(local_name(node.parent().name())),
                node.value());
    }
    if (node.type() != pugi::node_element) continue;
    const std::string_view name = local_name(node.name());
    for (const Value& value : kValues) {
      if (value.element != name) continue;
      const std::string_view text = attribute(node, value.attribute);
      if (name == "lvlText" && is_plain_label(text)) continue;
      add_value(entry.name, surface, std::string(name), text);
    }
  }
}

void Reader::read_custom_properties(const PackageEntry& entry, const pugi::xml_node& root) {
  for (const pugi::xml_node& one : root.children()) {
    const std::string name(attribute(one, "name"));
    add_value(entry.name, Surface::custom_property, "name", name);
    for (pugi::xml_node at = one.first_child(); at; at = next_node(at, one)) {
      if (is_text(at)) add_value(entry.name, Surface::custom_property, name, at.value());
    }
  }
}

// What would be fetched from elsewhere to be shown was not reviewed. Every address is text that
// goes out with the draft; those of hyperlinks in the text were read there.
void Reader::read_external_targets() {
  for (const auto& [part, list] : state_.relationships.all()) {
    for (const Relationship& one : list) {
      if (!one.external || state_.used_links.contains(part + '\n' + one.id)) continue;
      const bool is_link = one.type == "hyperlink";
      add_value(part, is_link ? Surface::hyperlink : Surface::metadata, one.type, one.target);
      if (fetched_when_shown(one.type)) {
        out_.add_gap(GapCause::external_content, {{StepKind::part, 0, part}},
                     {"gap.docx.external", {{"kind", one.type}}});
      }
    }
  }
}

}  // namespace mishen::docx
