// Tracked changes accepted or rejected in the tree.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "plugins/formats/docx/clean_part.h"
#include "plugins/formats/docx/names.h"
#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

// On a paragraph whose mark goes, until the end of the pass.
constexpr const char* kGone = "mishen-mark-gone";

enum class Fate { none, drop, unwrap, drop_row, drop_mark, restore, rename };

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_range_mark(std::string_view name) {
  return name.starts_with("moveFromRange") || name.starts_with("moveToRange") ||
         name.starts_with("customXmlInsRange") || name.starts_with("customXmlDelRange") ||
         name.starts_with("customXmlMoveFromRange") || name.starts_with("customXmlMoveToRange");
}

Fate fate_of(const pugi::xml_node& node, Revisions choice) {
  const std::string_view name = local_name(node.name());
  const bool added = is_one_of(name, {"ins", "moveTo"});
  const bool removed = is_one_of(name, {"del", "moveFrom"});
  if (added || removed) {
    const bool goes = choice == Revisions::accept ? removed : added;
    const std::string_view parent = local_name(node.parent().name());
    if (parent == "trPr") return goes ? Fate::drop_row : Fate::drop;
    if (parent == "rPr" || parent == "ctrlPr") return goes ? Fate::drop_mark : Fate::drop;
    return goes ? Fate::drop : Fate::unwrap;
  }
  if (is_range_mark(name) || is_one_of(name, {"cellIns", "cellDel", "cellMerge"})) {
    return Fate::drop;
  }
  if (is_one_of(name, {"numberingChange", "tblGridChange"})) return Fate::drop;
  if (name.ends_with("PrChange") || name == "tblPrExChange") {
    return choice == Revisions::accept ? Fate::drop : Fate::restore;
  }
  if (is_one_of(name, {"delText", "delInstrText"})) {
    return choice == Revisions::accept ? Fate::drop : Fate::rename;
  }
  return Fate::none;
}

pugi::xml_node ancestor(pugi::xml_node node, std::string_view name) {
  while (node && local_name(node.name()) != name) node = node.parent();
  return node;
}

void unwrap(pugi::xml_node node) {
  pugi::xml_node parent = node.parent();
  while (pugi::xml_node child = node.first_child()) parent.insert_move_before(child, node);
  parent.remove_child(node);
}

// The properties as they were: w:pPr keeps its mark's properties and section, w:sectPr its headers.
void restore(const pugi::xml_node& change) {
  pugi::xml_node properties = change.parent();
  const std::string_view kind = local_name(properties.name());
  for (pugi::xml_node at = properties.first_child(); at;) {
    const pugi::xml_node one = at;
    at = at.next_sibling();
    const std::string_view name = local_name(one.name());
    const bool stays = one == change || (kind == "pPr" && is_one_of(name, {"rPr", "sectPr"})) ||
                       (kind == "sectPr" && name.ends_with("Reference")) ||
                       (kind == "rPr" && is_one_of(name, {"ins", "del", "moveFrom", "moveTo"}));
    if (!stays) properties.remove_child(one);
  }
  pugi::xml_node old;
  for (const pugi::xml_node& child : change.children()) {
    if (child.type() == pugi::node_element) old = child;
  }
  const pugi::xml_node first = properties.first_child();
  while (pugi::xml_node child = old.first_child()) {
    properties.insert_move_before(child, kind == "pPr" ? first : change);
  }
  properties.remove_child(change);
}

void rename(pugi::xml_node node) {
  std::string name = node.name();
  const bool text = local_name(name) == "delText";
  name.replace(name.size() - local_name(name).size(), std::string::npos, text ? "t" : "instrText");
  node.set_name(name.c_str());
}

bool holds_anything(const pugi::xml_node& paragraph) {
  for (pugi::xml_node at = paragraph.first_child(); at; at = next_node(at, paragraph)) {
    const std::string_view name = local_name(at.name());
    if (name == "tab" && local_name(at.parent().name()) == "tabs") continue;
    if (is_text_element(name) ||
        is_one_of(name, {"drawing", "pict", "object", "sectPr", "AlternateContent"})) {
      return true;
    }
  }
  return false;
}

// Paragraphs whose marks went and that hold nothing now.
void drop_empty_paragraphs(pugi::xml_document& part) {
  for (pugi::xml_node at = part.first_child(); at;) {
    pugi::xml_node node = at;
    if (!node.attribute(kGone)) {
      at = next_node(at, part);
      continue;
    }
    node.remove_attribute(kGone);
    const pugi::xml_node next = node.next_sibling();
    const bool goes = local_name(next.name()) == "p" && !holds_anything(node);
    at = goes ? next_outside(node, part) : next_node(node, part);
    if (goes) node.parent().remove_child(node);
  }
}

// Does what is to be done with `node`; returns the node to go on with.
pugi::xml_node settle(pugi::xml_node node, Fate fate, const pugi::xml_node& part) {
  pugi::xml_node next = next_outside(node, part);
  switch (fate) {
    case Fate::none:
      return next_node(node, part);
    case Fate::rename:
      rename(node);
      return next_node(node, part);
    case Fate::unwrap:
      if (node.first_child()) next = node.first_child();
      unwrap(node);
      return next;
    case Fate::restore:
      restore(node);
      return next;
    case Fate::drop_row:
      if (pugi::xml_node row = ancestor(node, "tr")) {
        const pugi::xml_node table = row.parent();
        next = next_outside(row, part);
        row.parent().remove_child(row);
        if (local_name(table.name()) == "tbl" && !child(table, "tr") &&
            local_name(table.next_sibling().name()) == "p") {
          next = next_outside(table, part);
          table.parent().remove_child(table);
        }
      }
      return next;
    case Fate::drop_mark:
      if (pugi::xml_node paragraph = ancestor(node, "p");
          paragraph && !paragraph.attribute(kGone)) {
        const bool of_mark = local_name(node.parent().parent().name()) == "pPr";
        if (of_mark) paragraph.append_attribute(kGone);
      }
      break;
    case Fate::drop:
      break;
  }
  node.parent().remove_child(node);
  return next;
}

}  // namespace

bool settle_revisions(pugi::xml_document& part, Revisions choice) {
  bool changed = false;
  for (pugi::xml_node at = part.first_child(); at;) {
    const Fate fate = at.type() == pugi::node_element ? fate_of(at, choice) : Fate::none;
    changed = changed || fate != Fate::none;
    at = settle(at, fate, part);
  }
  if (changed) drop_empty_paragraphs(part);
  return changed;
}

}  // namespace mishen::docx
