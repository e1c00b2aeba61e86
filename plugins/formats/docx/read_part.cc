// Reader: one part.
#include "plugins/formats/docx/reader.h"
#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

constexpr std::size_t kHeadBytes = 512;

}  // namespace

bool Reader::is_main(const std::string& key) const {
  if (key == "word/document.xml" || state_.relationships.roles(key).contains("officeDocument")) {
    return true;
  }
  // document.main+xml, template.main+xml, and their macro-enabled kin.
  const std::string_view type = state_.relationships.content_type(key);
  return type.ends_with(".main+xml") && (type.find("word") != std::string_view::npos);
}

void Reader::unsupported(const std::string& part, const char* id) {
  out_.add_gap(GapCause::unsupported_part, {{StepKind::part, 0, part}}, {id, {}});
}

void Reader::read_part(const PackageEntry& entry) {
  if (entry.name.empty() || entry.name.ends_with('/')) {
    if (entry.size != 0) unsupported(entry.name, "gap.docx.part-unknown");
    return;
  }
  const std::string head = package_.head(entry, kHeadBytes);
  switch (kind_of_binary(head, entry.key, state_.relationships.content_type(entry.key))) {
    case BinaryKind::xml:
      return read_xml(entry);
    case BinaryKind::picture:
      ++pictures_;
      out_.add_picture();
      out_.add_gap(GapCause::picture_not_read, {{StepKind::part, 0, entry.name}},
                   {"gap.docx.picture", {}});
      return;
    case BinaryKind::harmless:
      return;
    case BinaryKind::unsupported:
      return read_binary(entry);
  }
}

void Reader::read_binary(const PackageEntry& entry) {
  if (entry.size == 0 && entry.compressed_size <= 2) return;  // a signature's origin, [trash]
  const std::set<std::string>& roles = state_.relationships.roles(entry.key);
  const bool macros = roles.contains("vbaProject") || entry.key.ends_with("vbaproject.bin");
  const bool attached = roles.contains("oleObject") || roles.contains("package") ||
                        entry.key.find("embeddings/") != std::string::npos;
  if (entry.encrypted) {
    out_.add_gap(GapCause::password_protected, {{StepKind::part, 0, entry.name}},
                 {"gap.docx.part-password", {}});
  } else if (macros) {
    unsupported(entry.name, "gap.docx.macros");
  } else if (attached) {
    unsupported(entry.name, "gap.docx.attachment");
  } else if (roles.contains("aFChunk")) {
    unsupported(entry.name, "gap.docx.inserted-file");
  } else {
    unsupported(entry.name, "gap.docx.part-unknown");
  }
}

void Reader::read_xml(const PackageEntry& entry) {
  auto bytes = package_.read(entry);
  if (!bytes) return;
  pugi::xml_document xml;
  load_xml(std::move(*bytes), entry.name, xml, out_);
  const pugi::xml_node root = xml.document_element();
  if (!root) return;
  const RootKind kind = kind_of_root(root.name(), entry.key);
  switch (kind.treatment) {
    case Treatment::harmless:
      return;
    case Treatment::settings:
      return read_settings(entry, root, kind.surface);
    case Treatment::custom_properties:
      return read_custom_properties(entry, root);
    case Treatment::unsupported:
      unsupported(entry.name, state_.relationships.roles(entry.key).contains("aFChunk")
                                  ? "gap.docx.inserted-file"
                                  : "gap.docx.part-unknown");
      return walk(entry, xml, kind);
    case Treatment::document:
      ++documents_;
      return walk(entry, xml, kind);
    default:
      return walk(entry, xml, kind);
  }
}

PartRole Reader::role_of(const PackageEntry& entry, RootKind kind) const {
  const std::set<std::string>& roles = state_.relationships.roles(entry.key);
  PartRole role;
  role.name = entry.name;
  role.key = entry.key;
  role.surface = kind.surface;
  role.repeats = kind.repeats;
  role.is_word = kind.treatment == Treatment::document || kind.treatment == Treatment::story;
  role.all_attributes = kind.treatment == Treatment::values;
  role.shown = !has_root_ || reached_.contains(entry.key);
  if (kind.treatment == Treatment::document && !is_main(entry.key)) {
    if (roles.contains("aFChunk")) role.surface = Surface::altchunk;
    if (roles.empty()) role.surface = Surface::unreferenced_object;
  }
  // A header is seen only where a section asks for it.
  const bool at_edge = kind.surface == Surface::header || kind.surface == Surface::footer;
  if (at_edge && !state_.used_headers.contains(entry.key)) role.shown = false;
  return role;
}

void Reader::walk(const PackageEntry& entry, const pugi::xml_document& xml, RootKind kind) {
  const PartRole role = role_of(entry, kind);
  Walker(role, state_, out_).walk(xml);
}

}  // namespace mishen::docx
