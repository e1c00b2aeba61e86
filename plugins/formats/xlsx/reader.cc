#include "plugins/formats/xlsx/reader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "plugins/formats/docx/xml.h"
#include "plugins/formats/office/strays.h"
#include "plugins/formats/support/paths.h"
#include "scanner/base/utf8.h"

namespace mishen::xlsx {
namespace {

using docx::attribute;
using docx::is_text;
using docx::local_name;
using docx::next_node;
using docx::next_outside;

// A format code that says something: a quoted literal of more than a unit.
bool has_long_literal(std::string_view code) {
  const std::size_t open = code.find('"');
  if (open == std::string_view::npos) return false;
  return utf8::length(code.substr(open + 1, code.find('"', open + 1) - open - 1)) > 4;
}

}  // namespace

std::string rich_text(const pugi::xml_node& node) {
  std::string text;
  pugi::xml_node at = node.first_child();
  while (at) {
    const std::string_view name = local_name(at.name());
    if (is_text(at) && local_name(at.parent().name()) == "t") text += at.value();
    at = name == "rPh" ? next_outside(at, node) : next_node(at, node);
  }
  return utf8::is_valid(text) ? text : utf8::sanitise(text);
}

void Reader::read() {
  if (!office_.opened()) return;
  const PackageEntry* workbook = office_.related("", "officeDocument");
  if (workbook == nullptr) workbook = office_.find("xl/workbook.xml");
  const bool is_xml = workbook != nullptr && !workbook->key.ends_with(".bin");
  if (is_xml) {
    if (const auto xml = office_.load(*workbook)) {
      const pugi::xml_node root = xml->document_element();
      read_shared_strings(workbook->key);
      read_persons();
      read_sheets(workbook->key, root);
      read_names(root);
      read_number_formats(workbook->key);
      add_unused_strings();
    }
  } else {
    out_.add_gap(GapCause::damaged, {}, {"gap.xlsx.no-workbook", {}});
  }
  read_caches();
  office_.read_rest();
}

void Reader::read_shared_strings(const std::string& workbook) {
  const PackageEntry* entry = office_.related(workbook, "sharedStrings");
  if (entry == nullptr) entry = office_.find("xl/sharedstrings.xml");
  if (entry == nullptr) return;
  const auto xml = office_.load(*entry);
  if (!xml) return;
  for (const pugi::xml_node& one : xml->document_element().children()) {
    if (local_name(one.name()) == "si") shared_.push_back(rich_text(one));
  }
  used_.assign(shared_.size(), false);
  const pugi::xml_node root = xml->document_element();
  office::add_strays(
      root, {{StepKind::part, 0, entry->name}},
      [&](const pugi::xml_node& text) {
        return local_name(text.parent().name()) == "t" && office::is_inside(text, "si", root) &&
               !office::is_inside(text, "rPh", root);
      },
      out_);
}

void Reader::read_persons() {
  for (const char* key : {"xl/persons/person.xml"}) {
    const PackageEntry* entry = office_.find(key);
    if (entry == nullptr) continue;
    const auto xml = office_.load(*entry);
    if (!xml) continue;
    for (const pugi::xml_node& one : xml->document_element().children()) {
      const std::string name(attribute(one, "displayName"));
      persons_[std::string(attribute(one, "id"))] = name;
      office_.add(*entry, Surface::metadata, "author", name);
      office_.add(*entry, Surface::metadata, "userId", attribute(one, "userId"));
    }
  }
}

void Reader::read_sheets(const std::string& workbook, const pugi::xml_node& root) {
  std::uint32_t number = 0;
  for (const pugi::xml_node& one : docx::child(root, "sheets").children()) {
    if (local_name(one.name()) != "sheet") continue;
    Sheet sheet{std::string(attribute(one, "name")), ++number, false};
    const std::string_view state = attribute(one, "state");
    sheet.hidden = state == "hidden" || state == "veryHidden";
    std::string_view id;
    for (const pugi::xml_attribute& at : one.attributes()) {
      // sheetId has no prefix and another name; "id" alone is the relationship's.
      if (local_name(at.name()) == "id") id = at.value();
    }
    const docx::Relationship* relation = office_.relationships().find(workbook, id);
    const PackageEntry* entry = relation == nullptr ? nullptr : office_.find(relation->target);
    if (entry == nullptr) {
      out_.add_gap(GapCause::part_failed, {sheet.step()}, {"gap.docx.part-missing", {}});
      continue;
    }
    if (sheet.hidden) {
      add_hidden(sheet, "sheet", sheet.name);
    } else {
      add_value(out_, {sheet.step()}, Surface::body, sheet.name);
    }
    read_sheet(sheet, *entry);
  }
  if (number == 0) out_.add_gap(GapCause::damaged, {}, {"gap.xlsx.no-workbook", {}});
}

void Reader::read_names(const pugi::xml_node& root) {
  for (const pugi::xml_node& one : docx::child(root, "definedNames").children()) {
    const std::string name(attribute(one, "name"));
    const Provenance where = {{StepKind::property, 0, "definedName " + name}};
    add_value(out_, where, Surface::bookmark, name);
    add_value(out_, where, Surface::bookmark, docx::own_text(one));
    add_value(out_, where, Surface::bookmark, attribute(one, "comment"));
    add_value(out_, where, Surface::bookmark, attribute(one, "description"));
  }
  const pugi::xml_node sharing = docx::child(root, "fileSharing");
  add_value(out_, {{StepKind::property, 0, "author"}}, Surface::metadata,
            attribute(sharing, "userName"));
  office::add_strays(
      root, {{StepKind::property, 0, "workbook"}},
      [](const pugi::xml_node& text) {
        return local_name(text.parent().name()) == "definedName" || !may_say_more(text.value());
      },
      out_);
  // x15ac:absPath: where the workbook was last saved.
  for (pugi::xml_node node = root; node; node = next_node(node, root)) {
    if (local_name(node.name()) != "absPath") continue;
    add_value(out_, {{StepKind::property, 0, "absPath"}}, Surface::metadata,
              attribute(node, "url"));
  }
}

void Reader::read_number_formats(const std::string& workbook) {
  const PackageEntry* entry = office_.related(workbook, "styles");
  if (entry == nullptr) entry = office_.find("xl/styles.xml");
  if (entry == nullptr) return;
  const auto xml = office_.load(*entry);
  if (!xml) return;
  for (const pugi::xml_node& one : docx::child(xml->document_element(), "numFmts").children()) {
    const std::string_view code = attribute(one, "formatCode");
    if (has_long_literal(code)) office_.add(*entry, Surface::metadata, "formatCode", code);
  }
}

// What pivot tables and links to other workbooks keep of their sources.
void Reader::read_caches() {
  const auto types = {std::pair{"pivotCacheDefinition", "pivot-cache"},
                      std::pair{"pivotCacheRecords", "pivot-cache"},
                      std::pair{"externalLink", "linked-workbook"}};
  for (const auto& [type, what] : types) {
    std::set<std::string> seen;
    for (const auto& [part, list] : office_.relationships().all()) {
      for (const docx::Relationship& one : list) {
        if (one.external || one.type != type || !seen.insert(one.target).second) continue;
        if (const PackageEntry* entry = office_.find(one.target)) read_cache(*entry, what);
      }
    }
  }
}

void Reader::read_cache(const PackageEntry& entry, const char* what) {
  const auto xml = office_.load(entry);
  if (!xml) return;
  const pugi::xml_node root = xml->document_element();
  std::set<std::string> seen;
  const auto add = [&](std::string_view text) {
    if (docx::is_blank(text) || !seen.insert(std::string(text)).second) return;
    Passage passage;
    passage.text = utf8::sanitise(text);
    passage.surface = Surface::hidden_text;
    passage.visibility = Visibility::recoverable;
    passage.where = {{StepKind::part, 0, entry.name}};
    if (seen.size() == 1) passage.traces.push_back({TraceKind::hidden_text, {}, what, {}, {}});
    out_.add(std::move(passage));
  };
  for (pugi::xml_node node = root; node; node = next_node(node, root)) {
    if (is_text(node)) add(node.value());
    const std::string_view name = local_name(node.name());
    if (name == "s" || name == "n" || name == "sheetName") {
      const std::string_view value = attribute(node, name == "sheetName" ? "val" : "v");
      add(name == "n" ? digits_of(value) : value);
    }
    if (name == "cacheField" || name == "worksheetSource" || name == "definedName") {
      add(attribute(node, "name"));
      add(attribute(node, "refersTo"));
    }
    if (name == "pivotCacheDefinition") {
      office_.add(entry, Surface::metadata, "author", attribute(node, "refreshedBy"));
    }
  }
}

void Reader::add_unused_strings() {
  for (std::size_t i = 0; i < shared_.size(); ++i) {
    if (used_[i] || docx::is_blank(shared_[i])) continue;
    Passage passage;
    passage.text = std::move(shared_[i]);
    passage.surface = Surface::unreferenced_object;
    passage.visibility = Visibility::recoverable;
    passage.where = {{StepKind::part, 0, "xl/sharedStrings.xml"},
                     {StepKind::object, static_cast<std::uint32_t>(i + 1), {}}};
    passage.traces.push_back({TraceKind::unreferenced, {}, "text", {}, {}});
    if (!out_.add(std::move(passage))) return;
  }
}

}  // namespace mishen::xlsx
