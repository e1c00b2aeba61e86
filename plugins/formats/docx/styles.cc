#include "plugins/formats/docx/styles.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "plugins/formats/docx/tree.h"

namespace mishen::docx {
namespace {

// A text colour people call red: much more red than anything else.
bool is_red(std::string_view colour) {
  const auto channel = [&](std::size_t at) {
    return colour.size() == 6 ? std::strtol(std::string(colour.substr(at, 2)).c_str(), nullptr, 16)
                              : 0L;
  };
  return channel(0) >= 0xA0 && channel(2) <= 0x60 && channel(4) <= 0x60;
}

std::uint16_t number16(const XmlNode& property) {
  return static_cast<std::uint16_t>(std::min(number_of(attribute(property, "val"), 0), 0xFFFFU));
}

}  // namespace

void Look::overlay(const Look& other) {
  if (other.bold) bold = other.bold;
  if (other.hidden) hidden = other.hidden;
  if (other.red) red = other.red;
  if (other.centred) centred = other.centred;
  if (other.half_points != 0) half_points = other.half_points;
  if (other.scale != 0) scale = other.scale;
  if (other.ink) ink = other.ink;
  if (other.highlight) highlight = other.highlight;
  if (other.shade) shade = other.shade;
  if (other.paragraph_shade) paragraph_shade = other.paragraph_shade;
}

Sight Look::sight(Colour background) const {
  constexpr std::uint16_t kSpeck = 2;       // half points: 1 pt
  constexpr std::uint16_t kNarrowest = 10;  // percent
  if ((half_points != 0 && half_points <= kSpeck) || (scale != 0 && scale <= kNarrowest)) {
    return Sight::unseen;
  }
  // Automatic text turns white on dark shading, but not on a dark highlight.
  if (ink.value_or(kAutomatic) == kAutomatic) {
    return highlight == 0x000000 ? Sight::covered : Sight::seen;
  }
  if (ink == kTransparent) return Sight::unseen;
  for (const std::optional<Colour>& over : {paragraph_shade, shade, highlight}) {
    if (over && *over != kTransparent) background = *over;
  }
  return sight_of(*ink, background);
}

void read_run_properties(const XmlNode& properties, const Theme& theme, Look& look) {
  std::optional<Colour> fill;
  bool outlined = false;
  for (const XmlNode property : properties.children()) {
    const std::string_view name = property.local_name();
    if (name == "b") look.bold = is_on(property);
    if (name == "vanish" || (name == "specVanish" && is_on(property))) {
      look.hidden = is_on(property);
    }
    if (name == "color") {
      look.red = is_red(attribute(property, "val"));
      look.ink = text_colour(property, theme);
    }
    if (name == "highlight") look.highlight = highlight(property);
    if (name == "shd") look.shade = shading(property, theme);
    if (name == "w") look.scale = number16(property);
    if (name == "sz") look.half_points = number16(property);
    if (name == "textFill") fill = text_fill(property, theme);
    if (name == "textOutline") outlined = !child(property, "noFill");
  }
  if (fill) look.ink = outlined ? kUnknown : *fill;
}

void read_paragraph_properties(const XmlNode& properties, const Theme& theme, Look& look) {
  if (!properties) return;
  if (const XmlNode jc = child(properties, "jc")) {
    look.centred = attribute(jc, "val") == "center";
  }
  if (const XmlNode shd = child(properties, "shd")) {
    look.paragraph_shade = shading(shd, theme);
  }
}

Styles::Styles(const XmlNode& root, Theme theme) : theme_(std::move(theme)) {
  const XmlNode doc_defaults = child(root, "docDefaults");
  read_run_properties(child(child(doc_defaults, "rPrDefault"), "rPr"), theme_, defaults_);
  read_paragraph_properties(child(child(doc_defaults, "pPrDefault"), "pPr"), theme_, defaults_);
  for (const XmlNode node : root.children()) {
    if (node.local_name() == "style") read_style(node);
  }
  inherit();
}

void Styles::read_style(const XmlNode& node) {
  const std::string_view type = attribute(node, "type");
  if (type != "paragraph" && type != "character" && type != "table") return;
  const std::string id(attribute(node, "styleId"));
  Style& style = styles_[id];
  style.parent = attribute(child(node, "basedOn"), "val");
  Look& look = type == "table" ? style.table.look : style.look;
  read_run_properties(child(node, "rPr"), theme_, look);
  read_paragraph_properties(child(node, "pPr"), theme_, look);
  if (type == "table") {
    for (const SoughtName& properties : {SoughtName("tblPr"), SoughtName("tcPr")}) {
      const XmlNode shd = child(child(node, properties), "shd");
      if (shd) style.table.background = shading(shd, theme_);
    }
    style.table.conditional = static_cast<bool>(child(node, "tblStylePr"));
  }
  const std::string_view is_default = attribute(node, "default");
  if (type == "paragraph" && (is_default == "1" || is_default == "true" || is_default == "on")) {
    default_paragraph_ = id;
  }
}

// Each style once, its parent first; a circle of parents ends where it closes.
void Styles::inherit() {
  std::map<const Style*, bool> done;
  for (auto& [id, style] : styles_) {
    std::vector<Style*> chain;
    for (Style* at = &style; at != nullptr && !done[at];) {
      done[at] = true;
      chain.push_back(at);
      const auto parent = styles_.find(at->parent);
      at = parent == styles_.end() ? nullptr : &parent->second;
    }
    for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
      const auto parent = styles_.find((*at)->parent);
      if (parent == styles_.end()) continue;
      Look look = parent->second.look;
      look.overlay((*at)->look);
      (*at)->look = look;
      TableLook table = parent->second.table;
      table.look.overlay((*at)->table.look);
      if ((*at)->table.background) table.background = (*at)->table.background;
      table.conditional = table.conditional || (*at)->table.conditional;
      (*at)->table = table;
    }
  }
}

const Look& Styles::find(std::string_view id) const {
  const auto at = styles_.find(id);
  return at == styles_.end() ? nothing_ : at->second.look;
}

const Look& Styles::paragraph(std::string_view id) const {
  const bool known = !id.empty() && styles_.contains(id);
  return find(known ? id : std::string_view(default_paragraph_));
}

const Look& Styles::character(std::string_view id) const { return find(id); }

const TableLook& Styles::table(std::string_view id) const {
  const auto at = styles_.find(id);
  return at == styles_.end() ? no_table_ : at->second.table;
}

Look Styles::run(const TableLook& table, std::string_view paragraph_style,
                 std::string_view character_style, const Look& direct) const {
  Look look = defaults_;
  std::optional<bool> bold;
  std::optional<bool> hidden;
  const auto toggle = [](std::optional<bool>& so_far, std::optional<bool> stated) {
    if (stated) so_far = so_far.value_or(false) != *stated;
  };
  for (const Look* level :
       {&table.look, &paragraph(paragraph_style), &character(character_style)}) {
    look.overlay(*level);
    toggle(bold, level->bold);
    toggle(hidden, level->hidden);
  }
  if (bold) look.bold = *bold || defaults_.bold.value_or(false);
  if (hidden) look.hidden = *hidden || defaults_.hidden.value_or(false);
  look.overlay(direct);
  return look;
}

}  // namespace mishen::docx
