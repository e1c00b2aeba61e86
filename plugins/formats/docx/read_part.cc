// Reader: one part.
#include <algorithm>
#include <utility>

#include "plugins/formats/docx/asides.h"
#include "plugins/formats/docx/odd_values.h"
#include "plugins/formats/docx/reader.h"
#include "plugins/formats/docx/xml.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

constexpr std::size_t kHeadBytes = 512;

// Pictures with room for a position, a camera, a name: JPEG, PNG, TIFF, GIF, WebP; and metafiles,
// which draw text as text.
bool tells_of_itself(std::string_view head) {
  return head.starts_with("\xFF\xD8\xFF") || head.starts_with("\x89PNG") ||
         head.starts_with("II*") || head.starts_with(std::string_view("MM\0*", 4)) ||
         head.starts_with("GIF8") || head.starts_with("RIFF") ||
         head.starts_with("\xD7\xCD\xC6\x9A") || head.starts_with(std::string_view("\x01\0", 2));
}

// A web page, which need not be XML.
bool starts_as_html(std::string_view head) {
  std::string lower(head);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
  return lower.find("<html") != std::string::npos ||
         lower.find("<!doctype html") != std::string::npos;
}

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

// Where a part of this name or type belongs is known even if nobody points to it.
bool Reader::has_place(const std::string& key) const {
  constexpr std::string_view kUsual[] = {
      "word/document.xml", "word/comments",  "word/header",  "word/footer",    "word/footnotes",
      "word/endnotes",     "word/glossary/", "word/charts/", "word/diagrams/", "word/settings",
      "word/numbering",    "word/people",    "word/styles",  "docprops/",      "customxml/"};
  const std::string_view type = state_.relationships.content_type(key);
  if (type.ends_with("+xml") && type.find("main+xml") == std::string_view::npos) return true;
  return std::any_of(std::begin(kUsual), std::end(kUsual),
                     [&](std::string_view usual) { return key.starts_with(usual); });
}

void Reader::trace_part(const std::string& part, Surface surface, Trace trace,
                        std::string_view text) {
  Passage passage;
  passage.text = utf8::sanitise(text);
  passage.surface = surface;
  passage.visibility = Visibility::recoverable;
  passage.where = {{StepKind::part, 0, part}};
  passage.traces.push_back(std::move(trace));
  out_.add(std::move(passage));
}

// A file inside the draft. Its name is published with it.
void Reader::embed(const PackageEntry& entry, Surface surface, bool shown) {
  auto bytes = package_.read(entry);
  if (!bytes) return;
  EmbeddedFile file;
  file.name = entry.name;
  file.where = {{StepKind::part, 0, entry.name}};
  file.bytes = bytes->view();
  file.surface = surface;
  file.shown = shown && reached_.contains(entry.key);
  out_.embed(file);
}

void Reader::read_part(const PackageEntry& entry) {
  if (entry.name.empty() || entry.name.ends_with('/')) {
    if (entry.size != 0) unsupported(entry.name, "gap.docx.part-unknown");
    return;
  }
  const bool thumbnail = state_.relationships.roles(entry.key).contains("thumbnail") ||
                         entry.key.starts_with("docprops/thumbnail");
  if (thumbnail) {
    trace_part(entry.name, Surface::metadata, {TraceKind::maker_data, {}, "thumbnail", {}, {}});
  }
  const bool inserted = state_.relationships.roles(entry.key).contains("aFChunk");
  if (!inserted && is_named_xml(entry.key)) return read_xml(entry);
  const std::string head = package_.head(entry, kHeadBytes);
  if (inserted && starts_as_html(head)) return embed(entry, Surface::altchunk, true);
  switch (kind_of_binary(head, entry.key, state_.relationships.content_type(entry.key))) {
    case BinaryKind::xml:
      return read_xml(entry);
    case BinaryKind::picture:
      if (!thumbnail) ++pictures_;
      if (!out_.add_picture()) return;
      out_.add_gap(GapCause::picture_not_read, {{StepKind::part, 0, entry.name}},
                   {"gap.docx.picture", {}});
      if (tells_of_itself(head) && !entry.encrypted) embed(entry, Surface::text_box, !thumbnail);
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
  const bool inserted = roles.contains("aFChunk");
  if (entry.encrypted) {
    out_.add_gap(GapCause::password_protected, {{StepKind::part, 0, entry.name}},
                 {"gap.docx.part-password", {}});
    return;
  }
  if (macros) {
    trace_part(entry.name, Surface::attachment, {TraceKind::script, {}, "macro", {}, {}});
  } else if (!inserted) {
    trace_part(entry.name, Surface::attachment,
               {TraceKind::attachment, {}, attached ? "embedded" : "unknown", {}, {}}, entry.name);
  }
  embed(entry, inserted ? Surface::altchunk : Surface::attachment, inserted);
}

void Reader::read_xml(const PackageEntry& entry) {
  auto bytes = package_.read(entry);
  if (!bytes) return;
  read_xml_asides(bytes->view(), entry.name, out_);
  constexpr std::size_t kShortestParagraph = 128;  // with its markup; most are longer
  out_.expect(bytes->size() / kShortestParagraph);
  XmlTree xml;
  xml.load(std::move(*bytes), entry.name, out_);
  const std::size_t first = out_.document().passages.size();
  if (xml.document_element()) read_root(entry, xml);
  add_odd_values(xml, {{StepKind::part, 0, entry.name}}, first, out_);
}

void Reader::read_root(const PackageEntry& entry, const XmlTree& xml) {
  const XmlNode root = xml.document_element();
  const RootKind kind = kind_of_root(root.name(), entry.key);
  switch (kind.treatment) {
    case Treatment::harmless:
      return read_leftovers(entry, root);
    case Treatment::signature:
      return read_signature(entry, root);
    case Treatment::settings:
      return read_settings(entry, root, kind.surface);
    case Treatment::custom_properties:
      return read_custom_properties(entry, root);
    case Treatment::unsupported:
      if (state_.relationships.roles(entry.key).contains("aFChunk")) {
        return embed(entry, Surface::altchunk, true);
      }
      unsupported(entry.name, "gap.docx.part-unknown");
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
  if (!role.shown && !has_place(entry.key)) role.surface = Surface::unreferenced_object;
  // A header is seen only where a section asks for it.
  const bool at_edge = kind.surface == Surface::header || kind.surface == Surface::footer;
  if (at_edge && !state_.used_headers.contains(entry.key)) role.shown = false;
  return role;
}

void Reader::walk(const PackageEntry& entry, const XmlTree& xml, RootKind kind) {
  const PartRole role = role_of(entry, kind);
  Walker(role, state_, xml, out_).walk();
}

}  // namespace mishen::docx
