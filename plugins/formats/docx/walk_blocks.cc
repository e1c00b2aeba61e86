// Walker: what holds text, and the passages it gives.
#include <algorithm>
#include <utility>

#include "plugins/formats/docx/paths.h"
#include "plugins/formats/docx/tree.h"
#include "plugins/formats/docx/walk.h"

namespace mishen::docx {
namespace {

Surface surface_of(Layer layer, Surface here) {
  switch (layer) {
    case Layer::deleted:
      return Surface::deleted_text;
    case Layer::hidden:
      return Surface::hidden_text;
    case Layer::unseen:
      return Surface::white_text;
    case Layer::covered:
      return Surface::obscured_text;
    case Layer::code:
      return Surface::field_code;
    default:
      return here;
  }
}

}  // namespace

void Walker::Container::clear() {
  shown = false;
  paragraphs = tables = 0;
  fields.clear();
  instructions = 0;
  is_cell = false;
  comment.reset();
  loose.clear();
}

void Walker::OpenParagraph::clear() {
  text.clear();
  style = {};
  traces.clear();
  covered = false;
  slot.reset();
  names_seen.clear();
}

void Walker::begin_paragraph(const XmlNode& node) {
  reserve_slot();
  OpenParagraph& paragraph = paragraphs_.push();
  paragraph.ordinal = paragraph_elements_;
  const XmlNode properties = child(node, "pPr");
  if (properties) paragraph.style = attribute(child(properties, "pStyle"), "val");
  paragraph.look = look_of_style(paragraph.style);
  if (properties) {
    read_paragraph_properties(properties, package_.styles.theme(), paragraph.look);
  }
  where_.push_back({StepKind::paragraph, ++containers_.back().paragraphs, {}});
}

// Neighbours are mostly of one style.
const Look& Walker::look_of_style(std::string_view style) {
  if (!last_style_ || last_style_->id != style) {
    const TableLook none;
    const TableLook& table = table_looks_.empty() ? none : table_looks_.back().look;
    last_style_ = {style, package_.styles.run(table, style, {}, {})};
  }
  return last_style_->look;
}

void Walker::end_paragraph() {
  OpenParagraph& paragraph = paragraphs_.back();
  paragraphs_.pop();
  give(paragraph);
  where_.pop_back();
}

// The open paragraph of this container, or the container itself for text outside of paragraphs.
ParagraphText& Walker::target() {
  Container& here = containers_.back();
  return paragraphs_.size() > here.paragraph_depth ? paragraphs_.back().text : here.loose;
}

void Walker::give(OpenParagraph& paragraph) {
  Container& here = containers_.back();
  if (here.comment) paragraph.traces.push_back(*std::exchange(here.comment, std::nullopt));
  if (paragraph.text.is_one()) return give_whole(paragraph);
  std::optional<std::size_t> slot = paragraph.slot;
  taken_.clear();
  paragraph.text.take(taken_);
  for (PassageText& piece : taken_) {
    Surface surface = surface_of(piece.layer, here.surface);
    if (paragraph.covered && piece.layer == Layer::shown) surface = Surface::obscured_text;
    const bool shown = here.shown && piece.layer != Layer::alternate;
    give_piece(piece, paragraph, new_passage(surface, shown, std::exchange(slot, std::nullopt)));
  }
  if (paragraph.traces.empty()) return;
  Passage& passage = new_passage(here.surface, here.shown, slot);
  passage.cell.reset();
  passage.traces = std::move(paragraph.traces);
}

// As nearly always.
void Walker::give_whole(OpenParagraph& paragraph) {
  const Container& here = containers_.back();
  const Surface surface = paragraph.covered ? Surface::obscured_text : here.surface;
  Passage& passage = new_passage(surface, here.shown, paragraph.slot);
  passage.text = paragraph.text.text();
  paragraph.text.take_runs(complete(passage, Layer::shown, paragraph).runs);
}

void Walker::give_piece(PassageText& piece, OpenParagraph& paragraph, Passage& passage) {
  take_traces(piece, passage);
  passage.text = std::move(piece.text);
  complete(passage, piece.layer, paragraph).runs = std::move(piece.runs);
  if (piece.layer != Layer::code) return;
  if (const auto span = machine_path(passage.text)) {
    passage.traces.push_back({TraceKind::machine_path, *span, {}, {}, {}});
  }
}

// The first passage of a paragraph takes its traces.
MarkupAnchors& Walker::complete(Passage& passage, Layer layer, OpenParagraph& paragraph) {
  if (paragraph.covered && layer == Layer::shown && !is_blank(passage.text)) {
    passage.traces.push_back({TraceKind::covered_text, {}, "shape", {}, {}});
  }
  if (!paragraph.traces.empty()) {
    for (Trace& trace : paragraph.traces) passage.traces.push_back(std::move(trace));
    paragraph.traces.clear();
  }
  passage.emphasis = paragraph.text.emphasis();
  MarkupAnchors& anchors = passage.anchors.emplace<MarkupAnchors>();
  anchors.part = part_;
  anchors.paragraph = paragraph.ordinal;
  return anchors;
}

Passage& Walker::new_passage(Surface surface, bool shown, std::optional<std::size_t> slot) {
  Passage& passage = slot ? out_.open_passages()[*slot] : out_.open_passage();
  passage.surface = surface;
  passage.visibility = shown ? usual_visibility(surface) : Visibility::recoverable;
  passage.where = where_;
  if (containers_.back().is_cell && !tables_.empty()) {
    // A row that has text but no cell, in a table inside a cell, is no place in the inner table.
    const Table& table = tables_.back();
    if (table.row() > 0 && table.column() > 0) passage.cell = table.place();
  }
  return passage;
}

// What a paragraph contains is read before it ends, but stands after its own text.
void Walker::reserve_slot() {
  if (paragraphs_.empty() || paragraphs_.back().slot) return;
  paragraphs_.back().slot = pending();
  out_.open_passage();
}

void Walker::flush() {
  for (Passage& passage : out_.open_passages()) {
    if (is_blank(passage.text) && passage.traces.empty()) {
      passage.text.clear();  // a page break, a paragraph of spaces: not taken
      continue;
    }
    if (role_.surface != Surface::smartart) continue;
    const bool known = !package_.diagram_texts.insert(passage.text).second;
    if (!known || !role_.repeats) continue;
    passage.text.clear();
    passage.traces.clear();
  }
  out_.take_open_passages(tree_.is_valid());
}

void Walker::begin_container(Surface surface, bool shown, const Step& step) {
  reserve_slot();
  const Colour background = containers_.back().background;
  Container& container = containers_.push();
  container.surface = surface;
  container.shown = shown;
  container.paragraph_depth = paragraphs_.size();
  container.background = background;
  where_.push_back(step);
}

void Walker::end_container() {
  Container& container = containers_.back();
  if (!container.loose.empty() || container.comment) {
    loose_.clear();
    std::swap(loose_.text, container.loose);
    loose_.ordinal = paragraph_elements_ == 0 ? 0 : paragraph_elements_ - 1;
    give(loose_);
  }
  containers_.pop();
  where_.pop_back();
}

void Walker::begin_note(const XmlNode& node, StepKind kind) {
  // Separators are notes too, without a number.
  const std::string_view type = attribute(node, "type");
  const bool is_numbered = type.empty() || type == "normal";
  if (is_numbered) ++notes_;
  begin_container(containers_.back().surface, containers_.back().shown,
                  {kind, is_numbered ? notes_ : 0, {}});
}

void Walker::begin_table(const XmlNode& node) {
  reserve_slot();
  tables_.emplace_back(++package_.tables, where_.size());
  table_first_.push_back(pending());
  const XmlNode properties = child(node, "tblPr");
  OpenTable look;
  look.look = package_.styles.table(attribute(child(properties, "tblStyle"), "val"));
  if (look.look.background) look.background = *look.look.background;
  if (look.look.conditional) look.background = kUnknown;
  if (const XmlNode shd = child(properties, "shd")) {
    const Colour stated = shading(shd, package_.styles.theme());
    if (stated != kTransparent) look.background = stated;
  }
  table_looks_.push_back(std::move(look));
  last_style_.reset();
  where_.push_back({StepKind::table, ++containers_.back().tables, {}});
}

void Walker::end_table() {
  tables_.back().set_headers(out_.open_passages(), table_first_.back());
  tables_.pop_back();
  table_looks_.pop_back();
  last_style_.reset();
  table_first_.pop_back();
  where_.pop_back();
}

void Walker::begin_cell(const XmlNode& node) {
  Table& table = tables_.back();
  const Table::CellProperties properties = Table::read_cell_properties(child(node, "tcPr"));
  table.begin_cell(properties.span, pending());
  const Container& here = containers_.back();
  begin_container(here.surface == Surface::body ? Surface::table_cell : here.surface, here.shown,
                  {StepKind::cell, table.column(), {}});
  Container& cell = containers_.back();
  cell.is_cell = true;
  const Colour behind = table_looks_.back().background;
  if (behind != kTransparent) cell.background = behind;
  if (properties.shade) {
    const Colour stated = shading(properties.shade, package_.styles.theme());
    if (stated != kTransparent) cell.background = stated;
  }
}

// The header of the first page is shown where its section says so or a later one that has none of
// its own; that of even pages where the document says so.
void Walker::section(const XmlNode& node) {
  for (const XmlNode at : node.children()) {
    const std::string_view name = at.local_name();
    if (name != "headerReference" && name != "footerReference") continue;
    const Relationship* target = package_.relationships.find(role_.key, attribute(at, "id"));
    if (target == nullptr) continue;
    const std::string_view type = attribute(at, "type");
    if (type == "first") {
      (name == "headerReference" ? first_header_ : first_footer_) = target->target;
    } else if (type != "even" || package_.even_headers) {
      package_.used_headers.insert(target->target);
    }
  }
  if (!is_on(child(node, "titlePg"))) return;
  package_.used_headers.insert(first_header_);
  package_.used_headers.insert(first_footer_);
}

// A control round paragraphs, rows or cells is a step on the way if it has a name.
bool Walker::begin_control(const XmlNode& node) {
  const bool is_inline = paragraphs_.size() > containers_.back().paragraph_depth;
  if (is_inline) return false;
  const XmlNode properties = child(node, "sdtPr");
  std::string_view title = attribute(child(properties, "alias"), "val");
  if (title.empty()) title = attribute(child(properties, "tag"), "val");
  if (title.empty()) return false;
  where_.push_back({StepKind::content_control, 0, std::string(title)});
  return true;
}

}  // namespace mishen::docx
