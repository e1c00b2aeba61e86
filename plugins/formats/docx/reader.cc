#include "plugins/formats/docx/reader.h"

#include <algorithm>

#include "plugins/formats/docx/asides.h"
#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

bool is_wiring(const PackageEntry& entry) {
  return entry.key == "[content_types].xml" || entry.key.ends_with(".rels");
}

}  // namespace

void Reader::read() {
  if (!package_.opened()) return;
  read_wiring();
  read_beforehand();
  for (const PackageEntry* entry : in_order()) {
    if (out_.full()) return;  // the builder has said so
    read_part(*entry);
  }
  read_authors();
  read_external_targets();
  trace_unreferenced();
  check_whole();
}

void Reader::read_wiring() {
  for (const PackageEntry& entry : package_.entries()) {
    if (!is_wiring(entry)) continue;
    auto bytes = package_.read(entry);
    if (!bytes) continue;
    read_xml_asides(bytes->view(), entry.name, out_);
    pugi::xml_document xml;
    load_xml(std::move(*bytes), entry.name, xml, out_);
    const pugi::xml_node root = xml.document_element();
    if (entry.key.ends_with(".rels")) {
      state_.relationships.add(entry.key, root);
    } else {
      state_.relationships.add_content_types(root);
    }
  }
  reached_ = state_.relationships.reached();
  for (const Relationship& one : state_.relationships.of("")) {
    has_root_ = has_root_ || one.type == "officeDocument";
  }
}

// The part with this role, or with the name it usually has.
const PackageEntry* Reader::part_for(std::string_view role, std::string_view usual_key) const {
  const PackageEntry* usual = nullptr;
  for (const PackageEntry& entry : package_.entries()) {
    if (entry.key.find("glossary/") != std::string::npos) continue;
    if (state_.relationships.roles(entry.key).contains(std::string(role))) return &entry;
    if (entry.key == usual_key) usual = &entry;
  }
  return usual;
}

// What the walk must know before it meets it: which headers are switched on, which comments are
// resolved, what colour a theme's names are, which styles hide.
void Reader::read_beforehand() {
  XmlTree xml;
  const auto load = [&](std::string_view role, std::string_view usual_key) {
    const PackageEntry* entry = part_for(role, usual_key);
    auto bytes = entry == nullptr ? std::nullopt : package_.read(*entry);
    if (!bytes) return XmlNode();
    xml.load(std::move(*bytes), entry->name, out_);
    return xml.document_element();
  };
  Theme theme(load("theme", "word/theme/theme1.xml"));
  state_.even_headers = is_on(child(load("settings", "word/settings.xml"), "evenAndOddHeaders"));
  const XmlNode comments = load("commentsExtended", "word/commentsextended.xml");
  for (const XmlNode one : comments.children()) {
    const std::string_view done = attribute(one, "done");
    state_.comments[std::string(attribute(one, "paraId"))] = {
        done == "1" || done == "true", !attribute(one, "paraIdParent").empty()};
  }
  read_styles(std::move(theme));
}

// Those of the main document: headers and notes use them too. The styles of a glossary only matter
// to the glossary.
void Reader::read_styles(Theme theme) {
  const PackageEntry* entry = part_for("styles", "word/styles.xml");
  auto bytes = entry == nullptr ? std::nullopt : package_.read(*entry);
  XmlTree xml;
  if (bytes) xml.load(std::move(*bytes), entry->name, out_);
  state_.styles = Styles(xml.document_element(), std::move(theme));
}

int Reader::rank(const PackageEntry& entry) const {
  if (is_main(entry.key)) return 0;
  const std::set<std::string>& roles = state_.relationships.roles(entry.key);
  constexpr std::string_view kOrder[] = {"header",   "footer",      "footnotes",       "endnotes",
                                         "comments", "diagramData", "glossaryDocument"};
  int at = 1;
  for (const std::string_view role : kOrder) {
    if (roles.contains(std::string(role))) return at;
    ++at;
  }
  return at;
}

std::vector<const PackageEntry*> Reader::in_order() const {
  std::vector<const PackageEntry*> order;
  for (const PackageEntry& entry : package_.entries()) {
    if (!is_wiring(entry)) order.push_back(&entry);
  }
  std::stable_sort(order.begin(), order.end(),
                   [this](const auto* a, const auto* b) { return rank(*a) < rank(*b); });
  return order;
}

// A part that holds text and is pointed to, but is not there.
void Reader::check_targets() {
  constexpr std::string_view kTypes[] = {
      "officeDocument", "header",      "footer",      "footnotes", "endnotes",        "comments",
      "aFChunk",        "subDocument", "diagramData", "chart",     "glossaryDocument"};
  std::set<std::string_view> there;
  for (const PackageEntry& entry : package_.entries()) there.insert(entry.key);
  for (const auto& [part, list] : state_.relationships.all()) {
    for (const Relationship& one : list) {
      const bool matters =
          std::find(std::begin(kTypes), std::end(kTypes), one.type) != std::end(kTypes);
      if (one.external || !matters || there.contains(one.target)) continue;
      out_.add_gap(GapCause::part_failed, {{StepKind::part, 0, one.target}},
                   {"gap.docx.part-missing", {}});
    }
  }
}

// Parts that nothing points to were read like the others; that they are there is told too.
void Reader::trace_unreferenced() {
  if (!has_root_) return;
  for (const PackageEntry& entry : package_.entries()) {
    if (is_wiring(entry) || entry.size == 0 || entry.name.ends_with('/') ||
        reached_.contains(entry.key)) {
      continue;
    }
    trace_part(entry.name, Surface::unreferenced_object, {TraceKind::unreferenced, {}, {}, {}, {}});
  }
}

void Reader::check_whole() {
  check_targets();
  if (documents_ == 0) {
    out_.add_gap(GapCause::damaged, {}, {"gap.docx.no-document", {}});
  }
  const std::vector<Passage>& passages = out_.document().passages;
  const bool has_text = std::any_of(passages.begin(), passages.end(), [](const Passage& passage) {
    return passage.visibility == Visibility::shown && !is_blank(passage.text);
  });
  if (!has_text && pictures_ > 0) {
    out_.add_gap(GapCause::image_only_page, {}, {"gap.docx.only-pictures", {}});
  }
}

}  // namespace mishen::docx
