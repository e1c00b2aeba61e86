// Walker: text that stands in attributes. Its passage is the value of the thing its place names.
#include <algorithm>
#include <utility>

#include "plugins/formats/docx/paths.h"
#include "plugins/formats/docx/tree.h"
#include "plugins/formats/docx/walk.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {

void Walker::value(Surface surface, const Step& step, std::string_view text) {
  if (is_blank(text)) return;
  reserve_slot();
  Passage& passage = new_passage(surface, containers_.back().shown && alternate_ == 0);
  passage.cell.reset();
  passage.text = utf8::sanitise(text);
  if (const auto span = machine_path(passage.text)) {
    passage.traces.push_back({TraceKind::machine_path, *span, {}, {}, {}});
  }
  if (surface == Surface::metadata) {
    if (const auto named = naming_property(step.name)) {
      passage.traces.push_back({TraceKind::author_name, {}, std::string(*named), {}, {}});
    }
  }
  passage.where.push_back(step);
}

void Walker::property(Surface surface, std::string_view name, std::string_view text) {
  value(surface, {StepKind::property, 0, std::string(name)}, text);
}

void Walker::hyperlink(const XmlNode& node) {
  const Step step{StepKind::hyperlink, ++hyperlinks_, {}};
  const std::string_view id = attribute(node, "id");
  const Relationship* link = package_.relationships.find(role_.key, id);
  if (link != nullptr && link->external) {
    package_.used_links.insert(role_.key + '\n' + std::string(id));
    value(Surface::hyperlink, step, link->target);
  }
  value(Surface::hyperlink, step, attribute(node, "tooltip"));
}

void Walker::drawing_name(const XmlNode& node) {
  for (const std::string_view name : {"descr", "title", "name"}) {
    const std::string_view text = attribute(node, name);
    if (text.empty()) continue;
    if (!paragraphs_.empty()) {
      auto& seen = paragraphs_.back().names_seen;
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      constexpr std::size_t kMostRemembered = 32;
      if (seen.size() < kMostRemembered) seen.emplace_back(text);
    }
    property(Surface::alt_text, name, text);
  }
}

void Walker::vml_attributes(const XmlNode& node) {
  for (const std::string_view name : {"alt", "title"}) {
    property(Surface::alt_text, name, attribute(node, name));
  }
  property(Surface::hyperlink, "href", attribute(node, "href"));
  if (node.local_name() == "imagedata") {
    for (const std::string_view side : {"cropleft", "croptop", "cropright", "cropbottom"}) {
      const std::string_view cut = attribute(node, side);
      if (cut.empty() || cut.find_first_of("123456789") == std::string_view::npos || cut[0] == '-')
        continue;
      cropped(attribute(node, "id"));
      break;
    }
  }
  if (node.local_name() != "textpath") return;
  const Surface here = containers_.back().surface;
  const bool behind = here == Surface::header || here == Surface::footer;
  property(behind ? Surface::watermark : Surface::text_box, "string", attribute(node, "string"));
}

// Legacy form fields: what they are called, what they offer and what they say when asked.
void Walker::form_field(const XmlNode& node) {
  for (XmlNode at = node.first_child(); at; at = next_node(at, node)) {
    const std::string_view name = at.local_name();
    const bool is_text_value = name == "name" || name == "helpText" || name == "statusText" ||
                               name == "listEntry" ||
                               (name == "default" && local_name(at.parent().name()) == "textInput");
    if (is_text_value) property(Surface::form_field, name, attribute(at, "val"));
  }
}

void Walker::control_properties(const XmlNode& node) {
  for (XmlNode at = node.first_child(); at; at = next_node(at, node)) {
    const std::string_view name = at.local_name();
    if (name == "alias" || name == "tag") property(Surface::sdt, name, attribute(at, "val"));
    if (name == "docPart") property(Surface::sdt, "placeholder", attribute(at, "val"));
    if (name == "dataBinding") property(Surface::sdt, "xpath", attribute(at, "xpath"));
    if (name == "date") property(Surface::sdt, "fullDate", attribute(at, "fullDate"));
    if (name == "listItem") {
      property(Surface::sdt, "displayText", attribute(at, "displayText"));
      if (attribute(at, "value") != attribute(at, "displayText")) {
        property(Surface::sdt, "value", attribute(at, "value"));
      }
    }
  }
}

void Walker::bookmark(const XmlNode& node) {
  const std::string_view name = attribute(node, "name");
  if (!name.starts_with('_')) property(Surface::bookmark, "name", name);  // Word's own: _Toc, _Ref
}

void Walker::all_attributes(const XmlNode& node) {
  for (const XmlAttribute& at : node.attributes()) {
    const std::string_view name = at.name();
    if (name != "xmlns" && !name.starts_with("xmlns:")) {
      property(role_.surface, local_name(name), at.value());
    }
  }
}

}  // namespace mishen::docx
