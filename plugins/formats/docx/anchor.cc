#include "plugins/formats/docx/anchor.h"

#include <algorithm>

#include "plugins/formats/docx/markup.h"
#include "plugins/formats/docx/names.h"
#include "plugins/formats/docx/xml.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

bool holds_runs(std::string_view local) {
  constexpr std::string_view kHolders[] = {"hyperlink",  "ins",       "del",       "moveFrom",
                                           "moveTo",     "smartTag",  "customXml", "sdt",
                                           "sdtContent", "fldSimple", "dir",       "bdo"};
  return std::find(std::begin(kHolders), std::end(kHolders), local) != std::end(kHolders);
}

bool is_reference(std::string_view local) {
  return local == "footnoteReference" || local == "endnoteReference" || local == "commentReference";
}

// The element itself and what is above it, outermost first.
std::vector<pugi::xml_node> way_to(pugi::xml_node node) {
  std::vector<pugi::xml_node> way;
  for (; node && node.type() == pugi::node_element; node = node.parent()) way.push_back(node);
  std::reverse(way.begin(), way.end());
  return way;
}

pugi::xml_node element_beside(pugi::xml_node node, bool after) {
  do {
    node = after ? node.next_sibling() : node.previous_sibling();
  } while (node && node.type() != pugi::node_element);
  return node;
}

}  // namespace

MarkedPart::MarkedPart(std::string raw) : raw_(std::move(raw)) {
  const pugi::xml_parse_result parsed =
      xml_.load_buffer(raw_.data(), raw_.size(), kParseOptions, pugi::encoding_auto);
  good_ = parsed && parsed.encoding == pugi::encoding_utf8 && utf8::is_valid(raw_) &&
          raw_.find('\0') == std::string::npos && root();
  if (!good_) return;
  for (pugi::xml_node node = xml_.first_child(); node; node = next_node(node, xml_)) {
    if (node.type() != pugi::node_element) continue;
    const std::string_view local = local_name(node.name());
    if (is_text_element(local)) texts_.push_back(node);
    if (local == "p") paragraphs_.push_back(node);
    if (is_reference(local)) {
      references_.try_emplace({std::string(local), std::string(attribute(node, "id"))}, node);
    }
  }
}

// pugixml tells where the name stands; the '<' is right before it.
std::size_t MarkedPart::offset(pugi::xml_node node) const {
  return static_cast<std::size_t>(node.offset_debug()) - 1;
}

Edge MarkedPart::beside(pugi::xml_node whole, bool after) const {
  const std::size_t at = offset(whole);
  return {after ? element_end(raw_, at) : at};
}

// Beside `element`, a child of `run`: at the run's own edge where nothing is between them.
Edge MarkedPart::in_run(pugi::xml_node run, pugi::xml_node element, bool after) const {
  const pugi::xml_node next = element_beside(element, after);
  if (!next || (!after && local_name(next.name()) == "rPr")) return beside(run, after);
  Edge edge = beside(element, after);
  edge.close = "</" + std::string(run.name()) + ">";
  edge.open = opening_of(run);
  return edge;
}

// A run like `run`, without its content.
std::string MarkedPart::opening_of(pugi::xml_node run) const {
  std::string out = "<" + std::string(run.name()) + ">";
  if (const pugi::xml_node properties = child(run, "rPr")) {
    const std::size_t begin = offset(properties);
    out += raw_.substr(begin, element_end(raw_, begin) - begin);
  }
  return out;
}

std::optional<Edge> MarkedPart::in_text(pugi::xml_node run, pugi::xml_node element,
                                        const MarkupPiece& piece, bool after) const {
  const std::uint32_t units = after ? piece.utf16_end : piece.utf16_begin;
  const pugi::xml_node text = element.first_child();
  // Text in several nodes (CDATA, a comment inside) is not cut.
  if (text.type() != pugi::node_pcdata || text.next_sibling()) return std::nullopt;
  const auto begin = static_cast<std::size_t>(text.offset_debug());
  const auto at = raw_offset(raw_, begin, units);
  if (!at) return std::nullopt;
  if (*at == begin) return in_run(run, element, false);
  if (raw_[*at] == '<') return in_run(run, element, true);
  Edge edge;
  edge.at = *at;
  const std::string name = element.name();
  edge.close = "</" + name + "></" + run.name() + ">";
  // Word drops a space at the edge of text that does not ask to keep it.
  edge.open = opening_of(run) + "<" + name + " xml:space=\"preserve\">";
  if (!element.attribute("xml:space")) edge.preserve_at = offset(element) + 1 + name.size();
  return edge;
}

std::optional<Edge> MarkedPart::edge(const MarkupPiece& piece, bool after, bool& exact) const {
  if (piece.node >= texts_.size()) return std::nullopt;
  const pugi::xml_node element = texts_[piece.node];
  const std::vector<pugi::xml_node> way = way_to(element);
  std::size_t at = 0;
  while (at < way.size() && local_name(way[at].name()) != "p") ++at;
  ++at;
  while (at < way.size() && holds_runs(local_name(way[at].name()))) ++at;
  if (at >= way.size()) return std::nullopt;
  const bool direct =
      local_name(way[at].name()) == "r" && at + 2 == way.size();  // a run and its text
  if (!direct) {
    exact = false;
    return beside(way[at], after);
  }
  if (piece.verbatim) {
    if (auto cut = in_text(way[at], element, piece, after)) return cut;
    exact = false;
  }
  return in_run(way[at], element, after);
}

std::optional<Reach> MarkedPart::reach(const std::vector<MarkupPiece>& pieces) const {
  if (pieces.empty()) return std::nullopt;
  bool exact = true;
  auto begin = edge(pieces.front(), false, exact);
  auto end = edge(pieces.back(), true, exact);
  if (!begin || !end || begin->at > end->at) return std::nullopt;
  return Reach{*std::move(begin), *std::move(end), exact};
}

std::optional<Reach> MarkedPart::reach_of_paragraph(std::uint32_t ordinal) const {
  if (ordinal >= paragraphs_.size()) return std::nullopt;
  const pugi::xml_node paragraph = paragraphs_[ordinal];
  const std::vector<pugi::xml_node> way = way_to(paragraph);
  const bool inner = std::any_of(way.begin(), way.end() - 1, [](const pugi::xml_node& above) {
    return local_name(above.name()) == "p";
  });
  if (inner) return std::nullopt;
  Edge begin = beginning_of(paragraph);
  Edge end = begin;
  const std::size_t at = offset(paragraph);
  if (!closes_itself(raw_, at)) {
    end = {raw_.rfind("</", element_end(raw_, at) - 1)};
  }
  return Reach{std::move(begin), std::move(end), true};
}

std::optional<Reach> MarkedPart::reach_of_reference(std::string_view kind,
                                                    std::string_view id) const {
  const auto found = references_.find({std::string(kind), std::string(id)});
  if (found == references_.end()) return std::nullopt;
  const std::vector<pugi::xml_node> way = way_to(found->second);
  std::size_t at = 0;
  while (at < way.size() && local_name(way[at].name()) != "p") ++at;
  ++at;
  while (at < way.size() && holds_runs(local_name(way[at].name()))) ++at;
  if (at >= way.size()) return std::nullopt;
  return Reach{beside(way[at], false), beside(way[at], true), false};
}

pugi::xml_node MarkedPart::first_paragraph(pugi::xml_node from) const {
  pugi::xml_node at = from ? next_outside(from, xml_) : xml_.first_child();
  pugi::xml_node empty;
  for (; at; at = next_node(at, xml_)) {
    if (at.type() != pugi::node_element || local_name(at.name()) != "p") continue;
    const std::vector<pugi::xml_node> way = way_to(at);
    const bool in_body = way.size() > 2 && local_name(way[1].name()) == "body";
    if (!in_body) continue;
    return at;
  }
  return empty;
}

Edge MarkedPart::beginning_of(pugi::xml_node paragraph) const {
  const std::size_t at = offset(paragraph);
  const std::size_t end = tag_end(raw_, at);
  if (closes_itself(raw_, at)) {
    return {end - 2, ">", "</" + std::string(paragraph.name()) + ">", 0, 2};
  }
  if (const pugi::xml_node properties = child(paragraph, "pPr")) {
    return {element_end(raw_, offset(properties))};
  }
  return {end};
}

std::optional<pugi::xml_node> MarkedPart::section_using(std::string_view id) const {
  pugi::xml_node start;
  const pugi::xml_node body = child(root(), "body");
  for (const pugi::xml_node& block : body.children()) {
    if (block.type() != pugi::node_element) continue;
    pugi::xml_node section = block;
    if (local_name(block.name()) != "sectPr") section = child(child(block, "pPr"), "sectPr");
    if (!section) continue;
    for (const pugi::xml_node& reference : section.children()) {
      const std::string_view local = local_name(reference.name());
      const bool refers = local == "headerReference" || local == "footerReference";
      if (refers && attribute(reference, "id") == id) return start;
    }
    start = block;
  }
  return std::nullopt;
}

std::string MarkedPart::id_above(std::uint32_t node, std::string_view local) const {
  if (node >= texts_.size()) return {};
  for (pugi::xml_node at = texts_[node]; at; at = at.parent()) {
    if (local_name(at.name()) == local) return std::string(attribute(at, "id"));
  }
  return {};
}

}  // namespace mishen::docx
