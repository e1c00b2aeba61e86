#include "plugins/formats/office/office.h"

#include <algorithm>
#include <utility>

#include "plugins/formats/docx/asides.h"
#include "plugins/formats/docx/odd_values.h"
#include "plugins/formats/docx/parts.h"
#include "plugins/formats/docx/xml.h"
#include "plugins/formats/office/drawing.h"
#include "plugins/formats/office/roots.h"
#include "plugins/formats/support/paths.h"

namespace mishen::office {
namespace {

using docx::is_text;
using docx::local_name;
using docx::next_node;

constexpr std::size_t kHeadBytes = 512;

bool is_wiring(const PackageEntry& entry) {
  return entry.key == "[content_types].xml" || entry.key.ends_with(".rels");
}

Provenance at(const PackageEntry& entry) { return {{StepKind::part, 0, entry.name}}; }

// Values that only tie or number things: "true", "12", "rId3", a GUID, a namespace.
bool says_nothing(std::string_view text) {
  if (text.size() <= 4 || text.starts_with("rId") || text.starts_with("http://schemas.") ||
      text.starts_with("urn:schemas-") || text == "false") {
    return true;
  }
  return text.size() == 38 && text.front() == '{' && text.back() == '}';
}

bool fetched_when_shown(std::string_view type) {
  constexpr std::string_view kTypes[] = {"image", "oleObject", "package", "video",
                                         "audio", "media",     "chart"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

}  // namespace

Office::Office(std::string_view bytes, DocumentBuilder& out) : package_(bytes, out), out_(out) {
  if (opened()) read_wiring();
}

void Office::read_wiring() {
  for (const PackageEntry& entry : package_.entries()) {
    if (!is_wiring(entry)) continue;
    const auto xml = load(entry);
    if (!xml) continue;
    if (entry.key.ends_with(".rels")) {
      relationships_.add(entry.key, xml->document_element());
    } else {
      relationships_.add_content_types(xml->document_element());
    }
  }
}

const PackageEntry* Office::find(std::string_view key) const {
  for (const PackageEntry& entry : package_.entries()) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

const PackageEntry* Office::related(std::string_view part, std::string_view type) const {
  for (const docx::Relationship& one : relationships_.of(part)) {
    if (!one.external && one.type == type) return find(one.target);
  }
  return nullptr;
}

std::optional<pugi::xml_document> Office::load(const PackageEntry& entry) {
  loaded_.insert(entry.index);
  auto bytes = package_.read(entry);
  if (!bytes) return std::nullopt;
  docx::read_xml_asides(bytes->view(), entry.name, out_);
  const bool numbers = docx::may_have_odd_values(bytes->view());
  std::optional<pugi::xml_document> xml(std::in_place);
  docx::load_xml(std::move(*bytes), entry.name, *xml, out_);
  // What of them is read as something else too is found twice, and that is told as one.
  if (numbers) docx::add_odd_values(*xml, at(entry), out_.document().passages.size(), out_);
  return xml;
}

void Office::add(const PackageEntry& entry, Surface surface, std::string name,
                 std::string_view text) {
  Provenance where = at(entry);
  where.push_back({StepKind::property, 0, std::move(name)});
  add_value(out_, std::move(where), surface, text);
}

void Office::read_rest() {
  for (const PackageEntry& entry : package_.entries()) {
    if (out_.full()) return;
    if (!loaded_.contains(entry.index)) read_part(entry);
  }
  read_outside_targets();
}

void Office::read_part(const PackageEntry& entry) {
  if (entry.name.empty() || entry.name.ends_with('/')) {
    if (entry.size != 0) {
      out_.add_gap(GapCause::unsupported_part, at(entry), {"gap.docx.part-unknown", {}});
    }
    return;
  }
  const std::string head = package_.head(entry, kHeadBytes);
  switch (docx::kind_of_binary(head, entry.key, relationships_.content_type(entry.key))) {
    case docx::BinaryKind::xml:
      return read_xml(entry);
    case docx::BinaryKind::picture:
      return read_picture(entry);
    case docx::BinaryKind::harmless:
      return;
    case docx::BinaryKind::unsupported:
      return read_binary(entry);
  }
}

void Office::read_xml(const PackageEntry& entry) {
  const auto xml = load(entry);
  if (!xml) return;
  const pugi::xml_node root = xml->document_element();
  if (!root) return;
  const Root kind = kind_of_root(local_name(root.name()), entry.key);
  switch (kind.reading) {
    case Reading::harmless:
      return;
    case Reading::drawing:
      return read_drawing(root, {at(entry), 0, kind.surface, false, nullptr}, out_);
    case Reading::text:
      return read_values(entry, root, kind.surface, false);
    case Reading::unknown:
      out_.add_gap(GapCause::unsupported_part, at(entry), {"gap.docx.part-unknown", {}});
      [[fallthrough]];
    case Reading::values:
      return read_values(entry, root, kind.surface, true);
  }
}

void Office::read_values(const PackageEntry& entry, const pugi::xml_node& root, Surface surface,
                         bool attributes) {
  for (pugi::xml_node node = root; node; node = next_node(node, root)) {
    if (is_text(node)) {
      const bool metadata = surface == Surface::metadata;
      if (!metadata || !says_nothing(node.value())) {
        add(entry, surface, std::string(local_name(node.parent().name())), node.value());
      } else if (names_a_person(local_name(node.parent().name()))) {
        add(entry, surface, std::string(local_name(node.parent().name())), node.value());
      }
    }
    if (!attributes || node.type() != pugi::node_element) continue;
    for (const pugi::xml_attribute& one : node.attributes()) {
      const std::string_view name = one.name();
      if (name.starts_with("xmlns") || local_name(name) == "uid" || says_nothing(one.value())) {
        continue;
      }
      add(entry, surface, std::string(local_name(name)), one.value());
    }
  }
}

void Office::read_picture(const PackageEntry& entry) {
  ++pictures_;
  if (!out_.add_picture()) return;
  out_.add_gap(GapCause::picture_not_read, at(entry), {"gap.docx.picture", {}});
  embed(entry, true);
}

void Office::read_binary(const PackageEntry& entry) {
  if (entry.size == 0 && entry.compressed_size <= 2) return;
  const bool macros = entry.key.ends_with("vbaproject.bin");
  if (!macros) add_attachment(out_, at(entry), base_name(entry.name));
  embed(entry, false);
}

void Office::embed(const PackageEntry& entry, bool picture) {
  const auto bytes = package_.read(entry);
  if (!bytes) return;
  EmbeddedFile file;
  file.name = base_name(entry.name);
  file.where = at(entry);
  file.bytes = bytes->view();
  // What a picture draws as text is seen; of other files it is known who shows them.
  file.shown = picture;
  if (picture) file.surface = Surface::text_box;
  out_.embed(file);
}

// What would be fetched from elsewhere to be shown was not reviewed; every address is text.
void Office::read_outside_targets() {
  for (const auto& [part, list] : relationships_.all()) {
    for (const docx::Relationship& one : list) {
      if (!one.external) continue;
      const Provenance where = {{StepKind::part, 0, part}};
      Provenance value = where;
      value.push_back({StepKind::property, 0, one.type});
      add_value(out_, std::move(value),
                one.type == "hyperlink" ? Surface::hyperlink : Surface::metadata, one.target);
      if (fetched_when_shown(one.type)) {
        out_.add_gap(GapCause::external_content, where,
                     {"gap.docx.external", {{"kind", one.type}}});
      }
    }
  }
}

}  // namespace mishen::office
