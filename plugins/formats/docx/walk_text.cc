// Walker: text, what stands for text, and which layer it belongs to.
#include "plugins/formats/docx/standing.h"
#include "plugins/formats/docx/walk.h"
#include "plugins/formats/docx/xml.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {

Layer Walker::layer() const {
  if (deleted_ > 0) return Layer::deleted;
  if (alternate_ > 0) return Layer::alternate;
  if (containers_.back().instructions > 0) return Layer::code;
  if (hidden_ > 0) return Layer::hidden;
  if (ruby_ > 0) return Layer::ruby;
  return inserted_ > 0 ? Layer::inserted : Layer::shown;
}

void Walker::append(Layer layer, std::string_view text, bool verbatim) {
  ParagraphText& paragraph = target();
  paragraph.append(layer, text, text_elements_, verbatim);
  if (layer == Layer::shown || layer == Layer::inserted) {
    const bool known = !runs_.empty();
    paragraph.weigh(known ? runs_.back() : Look{}, text.size());
  }
}

void Walker::take_text(const pugi::xml_node& node, Tag tag) {
  const Layer here = layer();
  switch (tag) {
    case Tag::tab:
      return append(here, "\t", false);
    case Tag::line_break:
      return append(here, "\n", false);
    case Tag::no_break_hyphen:
      return append(here, kNoBreakHyphen, false);
    case Tag::soft_hyphen:
      return append(here, kSoftHyphen, false);
    case Tag::symbol:
      return append(here, symbol_text(node), false);
    case Tag::note_reference:
      return target().note_mark(here, text_elements_);
    default:
      break;
  }
  Layer layer = here;
  if (tag == Tag::deleted_text || tag == Tag::deleted_instruction) layer = Layer::deleted;
  if (tag == Tag::instruction && here != Layer::deleted) layer = Layer::code;
  const pugi::xml_node only = node.first_child();
  if (only && !only.next_sibling() && is_text(only) && utf8::is_valid(only.value())) {
    append(layer, only.value(), true);  // as nearly always: no copy
  } else {
    append(layer, own_text(node), true);
  }
}

bool Walker::begin_run(const pugi::xml_node& node) {
  Look look;
  std::string_view paragraph_style;
  if (!paragraphs_.empty()) {
    look = paragraphs_.back().look;
    paragraph_style = paragraphs_.back().style;
  }
  if (const pugi::xml_node properties = child(node, "rPr")) {
    Look direct;
    read_run_properties(properties, direct);
    if (const pugi::xml_node style = child(properties, "rStyle")) {
      const std::optional<bool> centred = look.centred;
      look = package_.styles.run(paragraph_style, attribute(style, "val"), direct);
      look.centred = centred;
    } else {
      look.overlay(direct);
    }
  }
  const bool hidden = look.hidden.value_or(false);
  if (hidden) ++hidden_;
  runs_.push_back(look);
  return hidden;
}

void Walker::field_char(const pugi::xml_node& node) {
  Container& here = containers_.back();
  const std::string_view type = attribute(node, "fldCharType");
  if (type == "begin") {
    if (here.instructions == 0) target().part_here();
    here.fields.push_back(true);
    ++here.instructions;
  } else if (type == "separate" && !here.fields.empty() && here.fields.back()) {
    here.fields.back() = false;
    --here.instructions;
  } else if (type == "end" && !here.fields.empty()) {
    if (here.fields.back()) --here.instructions;
    here.fields.pop_back();
  }
}

// Text where the schema has none: no reader shows it, anyone who opens the part finds it. In parts
// that are not WordprocessingML it is their content.
void Walker::stray_text(const pugi::xml_node& text_node) {
  const pugi::xml_node element = text_node.parent();
  const Surface surface = role_.is_word ? Surface::hidden_text : role_.surface;
  property(surface, local_name(element.name()), text_node.value());
}

}  // namespace mishen::docx
