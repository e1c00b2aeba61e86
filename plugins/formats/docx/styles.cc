#include "plugins/formats/docx/styles.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "plugins/formats/docx/xml.h"

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

}  // namespace

void Look::overlay(const Look& other) {
  if (other.bold) bold = other.bold;
  if (other.hidden) hidden = other.hidden;
  if (other.red) red = other.red;
  if (other.centred) centred = other.centred;
  if (other.half_points != 0) half_points = other.half_points;
}

void read_run_properties(const pugi::xml_node& properties, Look& look) {
  for (const pugi::xml_node& property : properties.children()) {
    const std::string_view name = local_name(property.name());
    if (name == "b") look.bold = is_on(property);
    if (name == "vanish") look.hidden = is_on(property);
    if (name == "color") look.red = is_red(attribute(property, "val"));
    if (name == "sz") {
      look.half_points =
          static_cast<std::uint16_t>(std::min(number_of(attribute(property, "val"), 0), 0xFFFFU));
    }
  }
}

void read_paragraph_properties(const pugi::xml_node& properties, Look& look) {
  if (const pugi::xml_node jc = child(properties, "jc")) {
    look.centred = attribute(jc, "val") == "center";
  }
}

Styles::Styles(const pugi::xml_node& root) {
  const pugi::xml_node doc_defaults = child(root, "docDefaults");
  read_run_properties(child(child(doc_defaults, "rPrDefault"), "rPr"), defaults_);
  read_paragraph_properties(child(child(doc_defaults, "pPrDefault"), "pPr"), defaults_);
  for (const pugi::xml_node& node : root.children()) {
    if (local_name(node.name()) != "style") continue;
    const std::string_view type = attribute(node, "type");
    if (type != "paragraph" && type != "character") continue;
    const std::string id(attribute(node, "styleId"));
    Style& style = styles_[id];
    read_run_properties(child(node, "rPr"), style.look);
    read_paragraph_properties(child(node, "pPr"), style.look);
    style.parent = attribute(child(node, "basedOn"), "val");
    const std::string_view is_default = attribute(node, "default");
    if (type == "paragraph" && (is_default == "1" || is_default == "true" || is_default == "on")) {
      default_paragraph_ = id;
    }
  }
  inherit();
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

Look Styles::run(std::string_view paragraph_style, std::string_view character_style,
                 const Look& direct) const {
  const Look& below = paragraph(paragraph_style);
  const Look& above = character(character_style);
  Look look = defaults_;
  look.overlay(below);
  look.overlay(above);
  const auto toggled = [](std::optional<bool> a, std::optional<bool> b) {
    return a.value_or(false) != b.value_or(false);
  };
  if (below.bold && above.bold) look.bold = toggled(below.bold, above.bold);
  if (below.hidden && above.hidden) look.hidden = toggled(below.hidden, above.hidden);
  look.overlay(direct);
  return look;
}

}  // namespace mishen::docx
