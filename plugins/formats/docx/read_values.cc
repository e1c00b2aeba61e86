// Reader: parts whose content is single values, and what relationships point out of the package.
#include <algorithm>
#include <utility>

#include "plugins/formats/docx/paths.h"
#include "plugins/formats/docx/reader.h"
#include "plugins/formats/docx/xml.h"
#include "plugins/formats/support/der.h"
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

// Of a signature: the words of who signed. The rest is digests.
constexpr std::string_view kSaid[] = {"SignatureComments", "SignatureText", "X509SubjectName",
                                      "X509IssuerName"};

// "%1.", "(%2)", "第%1章": what every list has. Two characters of Chinese side by side, a star or a
// number of its own may say something.
bool is_plain_label(std::string_view text) {
  constexpr std::size_t kLongest = 6;
  if (utf8::length(text) > kLongest) return false;
  bool after_han = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded c = utf8::decode(text, at);
    const bool han = utf8::is_han(c.code_point);
    if ((han && after_han) || c.code_point == 0x2605) return false;
    after_han = han;
    at += c.bytes;
  }
  return true;
}

bool is_on_value(std::string_view value) {
  return value == "1" || value == "true" || value == "on";
}

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
  const auto named = surface == Surface::metadata ? naming_property(name) : std::nullopt;
  if (named) {
    passage.traces.push_back({TraceKind::author_name, {}, std::string(*named), {}, {}});
  }
  if (const auto span = machine_path(passage.text)) {
    passage.traces.push_back({TraceKind::machine_path, *span, {}, {}, {}});
  }
  passage.where = {{StepKind::part, 0, part}, {StepKind::property, 0, std::move(name)}};
  out_.add(std::move(passage));
}

// Parts without text of their own: fonts, themes, digests. Text that stands there all the same is
// nobody's, and nobody's eye meets it.
void Reader::read_leftovers(const PackageEntry& entry, const XmlNode& root) {
  for (XmlNode node = root.first_child(); node; node = next_node(node, root)) {
    if (!is_text(node) || is_blank(node.value())) continue;
    const std::string_view element = local_name(node.parent().name());
    add_value(entry.name, Surface::unreferenced_object, std::string(element), node.value());
  }
}

void Reader::read_signature(const PackageEntry& entry, const XmlNode& root) {
  for (XmlNode node = root.first_child(); node; node = next_node(node, root)) {
    const std::string_view name = node.local_name();
    if (name == "X509Certificate") {
      for (const CertificateText& one : certificate_texts(from_base64(own_text(node)))) {
        add_value(entry.name, Surface::metadata, "certificate " + one.name, one.text);
      }
    }
    if (std::find(std::begin(kSaid), std::end(kSaid), name) == std::end(kSaid)) continue;
    add_value(entry.name, Surface::metadata, std::string(name), own_text(node));
  }
}

void Reader::read_settings(const PackageEntry& entry, const XmlNode& root, Surface surface) {
  for (XmlNode node = root.first_child(); node; node = next_node(node, root)) {
    if (is_text(node) && !is_blank(node.value())) {
      add_value(entry.name, Surface::custom_property, std::string(local_name(node.parent().name())),
                node.value());
    }
    if (!node.is_element()) continue;
    const std::string_view name = node.local_name();
    if (name == "style" && is_on_value(attribute(node, "customStyle"))) {
      add_value(entry.name, surface, "style", attribute(child(node, "name"), "val"));
    }
    for (const Value& value : kValues) {
      if (value.element != name) continue;
      const std::string_view text = attribute(node, value.attribute);
      if (name == "lvlText" && is_plain_label(text)) continue;
      if (name == "person") {
        if (!text.empty()) state_.authors.try_emplace(std::string(text), entry.name);
        continue;
      }
      add_value(entry.name, surface, std::string(name), text);
    }
  }
}

void Reader::read_custom_properties(const PackageEntry& entry, const XmlNode& root) {
  for (const XmlNode one : root.children()) {
    const std::string name(attribute(one, "name"));
    add_value(entry.name, Surface::custom_property, "name", name);
    for (XmlNode at = one.first_child(); at; at = next_node(at, one)) {
      if (is_text(at)) add_value(entry.name, Surface::custom_property, name, at.value());
    }
  }
}

// Who changed or commented, each name once.
void Reader::read_authors() {
  for (const auto& [author, part] : state_.authors) {
    add_value(part, Surface::metadata, "author", author);
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
