#include "plugins/formats/office/drawing.h"

#include <utility>

#include "plugins/formats/docx/xml.h"
#include "plugins/formats/office/strays.h"
#include "plugins/formats/support/paths.h"
#include "scanner/base/utf8.h"

namespace mishen::office {
namespace {

using docx::attribute;
using docx::is_blank;
using docx::is_text;
using docx::local_name;
using docx::next_node;
using docx::next_outside;

bool is_run_text(const pugi::xml_node& text) { return local_name(text.parent().name()) == "t"; }

// Whether read_table() reads it: in a run of a paragraph of the text of a cell of a row.
bool is_table_text(const pugi::xml_node& text, const pugi::xml_node& table) {
  if (!is_run_text(text)) return false;
  pugi::xml_node at = text.parent();
  while (at && at != table && local_name(at.name()) != "txBody") at = at.parent();
  if (!at || at == table) return false;
  const pugi::xml_node cell = at.parent();
  return local_name(cell.name()) == "tc" && docx::child(cell, "txBody") == at &&
         local_name(cell.parent().name()) == "tr" && cell.parent().parent() == table;
}

class Drawing {
 public:
  Drawing(const DrawingPlace& place, DocumentBuilder& out) : place_(place), out_(out) {}

  void read(const pugi::xml_node& root) {
    pugi::xml_node node = root.first_child();
    while (node) {
      bool done = false;
      if (node.type() == pugi::node_element) done = read_element(node);
      if (is_text(node) && !is_blank(node.value())) add(node.value(), place_.surface, {});
      node = done ? next_outside(node, root) : next_node(node, root);
    }
  }

 private:
  // True when everything below was read.
  bool read_element(const pugi::xml_node& node) {
    const std::string_view name = local_name(node.name());
    if (name == "p") {
      ++paragraphs_;
      add(paragraph_text(node), place_.surface, {{StepKind::paragraph, paragraphs_, {}}});
      add_strays(node, place_.where, is_run_text, out_);
      for (pugi::xml_node one = node; one; one = next_node(one, node)) {
        if (local_name(one.name()) == "hlinkClick") add_tip(one);
      }
      return true;
    }
    if (name == "tbl" && place_.tables != nullptr) {
      read_table(node);
      return true;
    }
    if (name == "cNvPr" || name == "docPr") read_shape(node);
    if (name == "hlinkClick" || name == "hlinkHover") add_tip(node);
    // Numbers that place, size or time things; creation ids.
    const bool measures = name == "off" || name == "ext" || name == "formatCode" || name == "f" ||
                          name == "posOffset" || name == "xfrm" || name == "creationId" ||
                          name == "from" || name == "to";
    if (measures) {
      add_strays(
          node, place_.where,
          [](const pugi::xml_node& text) { return !may_say_more(text.value()); }, out_);
    }
    return measures;
  }

  void add_tip(const pugi::xml_node& link) {
    add(std::string(attribute(link, "tooltip")), Surface::alt_text,
        {{StepKind::property, 0, "tooltip"}});
  }

  void read_shape(const pugi::xml_node& node) {
    const std::string_view hidden = attribute(node, "hidden");
    hidden_shape_ = hidden == "1" || hidden == "true";
    shape_ = node.parent().parent();
    if (may_say_more(attribute(node, "name"))) {
      add(std::string(attribute(node, "name")), Surface::metadata,
          {{StepKind::property, 0, "name"}});
    }
    for (const char* which : {"descr", "title"}) {
      add(std::string(attribute(node, which)), Surface::alt_text, {{StepKind::property, 0, which}});
    }
    if (hidden_shape_) {
      Passage passage = passage_of({}, Surface::hidden_text);
      passage.traces.push_back({TraceKind::hidden_text, {}, "shape", {}, {}});
      out_.add(std::move(passage));
    }
  }

  void read_table(const pugi::xml_node& table) {
    add_strays(
        table, place_.where, [&](const pugi::xml_node& text) { return is_table_text(text, table); },
        out_);
    const std::uint32_t number = ++*place_.tables;
    ++tables_here_;
    std::vector<std::string> header;
    std::uint32_t row = 0;
    for (const pugi::xml_node& tr : table.children()) {
      if (local_name(tr.name()) != "tr") continue;
      ++row;
      std::uint32_t column = 0;
      for (const pugi::xml_node& tc : tr.children()) {
        if (local_name(tc.name()) != "tc") continue;
        ++column;
        std::string text;
        for (const pugi::xml_node& p : docx::child(tc, "txBody").children()) {
          if (local_name(p.name()) != "p") continue;
          if (!text.empty()) text += '\n';
          text += paragraph_text(p);
        }
        if (row == 1) header.push_back(text);
        std::string head = row > 1 && column <= header.size() ? header[column - 1] : std::string();
        Passage passage =
            passage_of(std::move(text), place_.hidden ? Surface::hidden_text : Surface::table_cell);
        passage.where.push_back({StepKind::table, tables_here_, {}});
        passage.where.push_back({StepKind::row, row, {}});
        passage.where.push_back({StepKind::cell, column, head});
        passage.cell = CellPlace{number, row, column, std::move(head), true};
        out_.add(std::move(passage));
      }
    }
  }

  [[nodiscard]] Passage passage_of(std::string text, Surface surface) const {
    Passage passage;
    passage.text = std::move(text);
    passage.surface = surface;
    passage.visibility = place_.hidden ? Visibility::recoverable : usual_visibility(surface);
    passage.where = place_.where;
    passage.page = place_.page;
    return passage;
  }

  void add(std::string text, Surface surface, Provenance steps) {
    if (is_blank(text)) return;
    Passage passage = passage_of(std::move(text), surface);
    if (hidden_shape_ && surface == place_.surface) {
      passage.surface = Surface::hidden_text;
      passage.visibility = Visibility::recoverable;
    }
    for (Step& step : steps) passage.where.push_back(std::move(step));
    out_.add(std::move(passage));
  }

  const DrawingPlace& place_;
  DocumentBuilder& out_;
  pugi::xml_node shape_;
  bool hidden_shape_ = false;
  std::uint32_t paragraphs_ = 0;
  std::uint32_t tables_here_ = 0;
};

}  // namespace

std::string paragraph_text(const pugi::xml_node& paragraph) {
  std::string text;
  for (pugi::xml_node node = paragraph.first_child(); node; node = next_node(node, paragraph)) {
    if (is_text(node) && local_name(node.parent().name()) == "t") text += node.value();
    if (local_name(node.name()) == "br") text += '\n';
    if (local_name(node.name()) == "tab") text += '\t';
  }
  return utf8::is_valid(text) ? text : utf8::sanitise(text);
}

void read_drawing(const pugi::xml_node& root, const DrawingPlace& place, DocumentBuilder& out) {
  Drawing(place, out).read(root);
}

}  // namespace mishen::office
