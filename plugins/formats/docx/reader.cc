#include "plugins/formats/docx/reader.h"

#include <algorithm>

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
  read_styles();
  for (const PackageEntry* entry : in_order()) {
    if (out_.full()) return;  // the builder has said so
    read_part(*entry);
  }
  read_external_targets();
  check_whole();
}

void Reader::read_wiring() {
  for (const PackageEntry& entry : package_.entries()) {
    if (!is_wiring(entry)) continue;
    auto bytes = package_.read(entry);
    if (!bytes) continue;
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

// Those of the main document: headers and notes use them too. The styles of a glossary only matter
// to the glossary.
void Reader::read_styles() {
  for (const PackageEntry& entry : package_.entries()) {
    const bool is_styles =
        state_.relationships.roles(entry.key).contains("styles") || entry.key == "word/styles.xml";
    if (!is_styles || entry.key.find("glossary/") != std::string::npos) continue;
    auto bytes = package_.read(entry);
    if (!bytes) continue;
    pugi::xml_document xml;
    load_xml(std::move(*bytes), entry.name, xml, out_);
    state_.styles = Styles(xml.document_element());
    styles_read_.insert(entry.index);
    return;
  }
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
    if (!is_wiring(entry) && !styles_read_.contains(entry.index)) order.push_back(&entry);
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
