// Walker: text, what stands for text, and which layer it belongs to.
#include "plugins/formats/docx/standing.h"
#include "plugins/formats/docx/tree.h"
#include "plugins/formats/docx/walk.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {

Layer Walker::layer() const {
  if (!deleted_by_.empty()) return Layer::deleted;
  if (alternate_ > 0) return Layer::alternate;
  if (containers_.back().instructions > 0) return Layer::code;
  if (hidden_ > 0) return Layer::hidden;
  const Sight sight = runs_.empty() ? Sight::seen : runs_.back().sight;
  if (sight != Sight::seen) return sight == Sight::unseen ? Layer::unseen : Layer::covered;
  if (ruby_ > 0) return Layer::ruby;
  return !inserted_by_.empty() ? Layer::inserted : Layer::shown;
}

void Walker::append(Layer layer, std::string_view text, bool verbatim) {
  ParagraphText& paragraph = target();
  Changes changes;
  if (layer == Layer::deleted) {
    changes.made = deleted_by_.empty() ? 0 : deleted_by_.back();
  } else if (!inserted_by_.empty()) {
    changes.made = inserted_by_.back();
  }
  if (!runs_.empty()) changes.formatted = runs_.back().formatted;
  paragraph.append(layer, text, text_elements_, verbatim, changes);
  if (layer == Layer::shown || layer == Layer::inserted) {
    const Look none;
    paragraph.weigh(runs_.empty() ? none : runs_.back().look, text.size());
  }
}

void Walker::take_text(const XmlNode& node, Tag tag) {
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
      return append(here, symbol_text(attribute(node, "char"), attribute(node, "font")), false);
    case Tag::note_reference:
      return target().note_mark(here, text_elements_);
    default:
      break;
  }
  Layer layer = here;
  if (tag == Tag::deleted_text || tag == Tag::deleted_instruction) layer = Layer::deleted;
  if (tag == Tag::instruction && here != Layer::deleted) layer = Layer::code;
  const XmlNode only = node.only_text();
  if (only && (tree_.is_valid() || utf8::is_valid(only.value()))) {
    append(layer, only.value(), true);  // as nearly always: no copy
  } else {
    append(layer, own_text(node), true);
  }
}

void Walker::begin_run(const XmlNode& node) {
  Run& run = runs_.emplace_back();
  std::string_view paragraph_style;
  if (!paragraphs_.empty()) {
    run.look = paragraphs_.back().look;
    paragraph_style = paragraphs_.back().style;
  }
  if (const XmlNode properties = child(node, "rPr")) {
    const DirectLook& direct = direct_look(properties);
    if (direct.style) {
      const Look outer = run.look;
      const TableLook none;
      run.look = package_.styles.run(table_looks_.empty() ? none : table_looks_.back().look,
                                     paragraph_style, attribute(direct.style, "val"), direct.look);
      run.look.centred = outer.centred;
      run.look.paragraph_shade = outer.paragraph_shade;
    } else {
      run.look.overlay(direct.look);
    }
  }
  run.hidden = run.look.hidden.value_or(false);
  if (run.hidden) ++hidden_;
  run.sight = sight(run.look);
}

// Neighbours mostly say the same.
const Walker::DirectLook& Walker::direct_look(const XmlNode& properties) {
  if (!last_direct_.properties || !properties.holds_same(last_direct_.properties)) {
    last_direct_ = {properties, {}, child(properties, "rStyle")};
    read_run_properties(properties, package_.styles.theme(), last_direct_.look);
  }
  return last_direct_;
}

void Walker::end_run() {
  if (runs_.back().hidden) --hidden_;
  runs_.pop_back();
}

// As on the paper, unless something stands behind the text that is not known.
Sight Walker::sight(const Look& look) {
  const Colour background = containers_.back().background;
  const Sight sight = look.sight(background);
  if (sight == Sight::seen || look.sight(kUnknown) != Sight::seen) return sight;
  return has_backdrop() ? Sight::seen : sight;
}

// A picture or shape behind the text, larger than a logo: what looks white on white may be white
// on that. Looked for only when it matters.
bool Walker::has_backdrop() {
  if (backdrop_) return *backdrop_;
  constexpr double kLogo = 360000.0 * 360000.0 * 20;  // 20 cm2 in EMU
  backdrop_ = false;
  for (std::size_t i = 1; i < tree_.size() && !*backdrop_; ++i) {
    const XmlNode at = tree_.node(i);
    if (!at.is_element()) continue;
    const std::string_view name = at.local_name();
    if (name == "anchor" && attribute(at, "behindDoc") == "1") {
      const XmlNode size = child(at, "extent");
      backdrop_ = static_cast<double>(number_of(attribute(size, "cx"), 0)) *
                      number_of(attribute(size, "cy"), 0) >
                  kLogo;
    }
    if (name == "shape" || name == "rect") {
      backdrop_ = attribute(at, "style").find("z-index:-") != std::string_view::npos;
    }
  }
  return *backdrop_;
}

void Walker::field_char(const XmlNode& node) {
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
void Walker::stray_text(const XmlNode& text_node) {
  const XmlNode element = text_node.parent();
  const Surface surface = role_.is_word ? Surface::hidden_text : role_.surface;
  property(surface, element.local_name(), text_node.value());
}

}  // namespace mishen::docx
