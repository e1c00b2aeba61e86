#include "plugins/formats/html/walk.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "plugins/formats/support/paths.h"
#include "scanner/base/utf8.h"

namespace mishen::html {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
}

std::string_view value_of(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool is_inline(GumboTag tag) {
  constexpr std::array kInline = {
      GUMBO_TAG_A,      GUMBO_TAG_ABBR,  GUMBO_TAG_B,     GUMBO_TAG_BIG,    GUMBO_TAG_CITE,
      GUMBO_TAG_CODE,   GUMBO_TAG_DEL,   GUMBO_TAG_DFN,   GUMBO_TAG_EM,     GUMBO_TAG_FONT,
      GUMBO_TAG_I,      GUMBO_TAG_INS,   GUMBO_TAG_KBD,   GUMBO_TAG_MARK,   GUMBO_TAG_Q,
      GUMBO_TAG_S,      GUMBO_TAG_SAMP,  GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,   GUMBO_TAG_STRIKE,
      GUMBO_TAG_STRONG, GUMBO_TAG_SUB,   GUMBO_TAG_SUP,   GUMBO_TAG_TIME,   GUMBO_TAG_TT,
      GUMBO_TAG_U,      GUMBO_TAG_VAR,   GUMBO_TAG_WBR,   GUMBO_TAG_BR,     GUMBO_TAG_LABEL,
      GUMBO_TAG_IMG,    GUMBO_TAG_INPUT, GUMBO_TAG_NOBR,  GUMBO_TAG_UNKNOWN};
  return std::find(kInline.begin(), kInline.end(), tag) != kInline.end();
}

bool hides(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  if (element.tag == GUMBO_TAG_TEMPLATE || element.tag == GUMBO_TAG_NOSCRIPT) return true;
  std::string style;
  for (const char c : value_of(element, "style")) {
    if (c != ' ' && c != '\t' && c != '\n') {
      style += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos ||
         style.find("mso-hide:all") != std::string::npos;
}

// Attributes that are read wherever they stand, or by read_source().
bool is_read(std::string_view name) {
  constexpr std::string_view kNames[] = {"alt",     "title", "aria-label", "placeholder",
                                         "summary", "href",  "action",     "cite",
                                         "value",   "src",   "content"};
  return name.starts_with("on") || name.starts_with("data-") ||
         std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

}  // namespace

void Walker::add(std::string text, Surface surface, Provenance where, TraceKind trace,
                 const char* what) {
  if (is_blank(text)) return;
  Passage passage;
  passage.text = utf8::sanitise(text);
  passage.surface = surface;
  passage.visibility = usual_visibility(surface);
  passage.where = std::move(where);
  passage.traces.push_back({trace, {}, what, {}, {}});
  out_.add(std::move(passage));
}

void Walker::add_plain(std::string text, Surface surface, const char* property) {
  add_value(out_, {{StepKind::property, 0, property}}, surface, text);
}

void Walker::flush() {
  // White space runs are one blank to a browser; line ends in text_ stand for <br>.
  std::string text = std::exchange(text_, {});
  const bool hidden = std::exchange(text_hidden_, false);
  if (is_blank(text)) return;
  while (text.ends_with(' ') || text.ends_with('\n')) text.pop_back();
  const bool in_cell = !tables_.empty() && tables_.back().column != 0;
  Passage passage;
  passage.surface = in_cell ? Surface::table_cell : Surface::body;
  if (in_cell) {
    Table& table = tables_.back();
    std::string header;
    if (table.row > 1 && table.column <= table.header.size()) {
      header = table.header[table.column - 1];
    }
    if (table.row == 1) {
      table.header.resize(std::max<std::size_t>(table.header.size(), table.column));
      table.header[table.column - 1] += text;
    }
    passage.where = {{StepKind::table, table.number, {}},
                     {StepKind::row, table.row, {}},
                     {StepKind::cell, table.column, header}};
    passage.cell = CellPlace{table.number, table.row, table.column, std::move(header), true};
  } else {
    passage.where = {{StepKind::paragraph, ++blocks_, {}}};
  }
  if (hidden) {
    passage.surface = Surface::hidden_text;
    passage.traces.push_back({TraceKind::hidden_text, {}, {}, {}, {}});
  }
  passage.visibility = usual_visibility(passage.surface);
  passage.text = utf8::sanitise(text);
  out_.add(std::move(passage));
}

void Walker::read_source(const GumboElement& element) {
  const std::string_view source = value_of(element, "src");
  const bool picture = element.tag == GUMBO_TAG_IMG;
  if (picture && !out_.add_picture()) return;
  const Provenance where = {{StepKind::paragraph, blocks_ + 1, {}}};
  if (picture) out_.add_gap(GapCause::picture_not_read, where, {"gap.embedded-picture", {}});
  if (source.empty() || source.starts_with("data:")) return;
  add_plain(std::string(source), Surface::hyperlink, "src");
  // A name without a scheme is a file beside the page; it is not here either.
  out_.add_gap(GapCause::external_content, where,
               {"gap.html.outside", {{"kind", gumbo_normalized_tagname(element.tag)}}});
}

void Walker::read_attributes(const GumboElement& element) {
  for (const char* name : {"alt", "title", "aria-label", "placeholder", "summary"}) {
    add_plain(std::string(value_of(element, name)), Surface::alt_text, name);
  }
  for (const char* name : {"href", "action", "cite"}) {
    add_plain(std::string(value_of(element, name)), Surface::hyperlink, name);
  }
  if (element.tag == GUMBO_TAG_META) {
    const std::string name(value_of(element, "name"));
    add_plain(std::string(value_of(element, "content")), Surface::metadata,
              name.empty() ? "meta" : name.c_str());
  } else if (element.tag != GUMBO_TAG_LI) {
    add_plain(std::string(value_of(element, "value")), Surface::form_field, "value");
  }
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* one = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    const std::string_view name = one->name;
    const std::string_view value = one->value;
    // "font-family:宋体" stands at every paragraph of some pages; once is enough.
    const bool odd = !is_read(name) && may_say_more(value) &&
                     odd_values_.insert(std::string(name) + "=" + std::string(value)).second;
    if (odd || name.starts_with("data-")) {
      add_plain(std::string(value), Surface::metadata, one->name);
    }
    if (name.starts_with("on") && !is_blank(one->value)) {
      add(one->value, Surface::field_code, {{StepKind::property, 0, one->name}}, TraceKind::script,
          "javascript");
    }
  }
  switch (element.tag) {
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_FRAME:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
      return read_source(element);
    default:
      return;
  }
}

void Walker::enter_element(const GumboElement& element, Level& level) {
  level.block = !is_inline(element.tag);
  if (level.block || level.hidden != text_hidden_) flush();
  read_attributes(element);
  switch (element.tag) {
    case GUMBO_TAG_BR:
      text_ += '\n';
      break;
    case GUMBO_TAG_TABLE:
      level.table = true;
      tables_.push_back({++table_count_, 0, 0, {}});
      break;
    case GUMBO_TAG_TR:
      if (!tables_.empty()) {
        ++tables_.back().row;
        tables_.back().column = 0;
      }
      break;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      if (!tables_.empty()) ++tables_.back().column;
      break;
    default:
      break;
  }
}

void Walker::enter(const GumboNode* node, bool hidden) {
  switch (node->type) {
    case GUMBO_NODE_DOCUMENT:
      open_.push_back({node, 0, hidden, true, false, false});
      return;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: {
      Level level{node, 0, hidden || hides(node->v.element), true, false, false};
      enter_element(node->v.element, level);
      level.raw = node->v.element.tag == GUMBO_TAG_SCRIPT ||
                  node->v.element.tag == GUMBO_TAG_STYLE || node->v.element.tag == GUMBO_TAG_TITLE;
      open_.push_back(level);
      return;
    }
    case GUMBO_NODE_COMMENT:
      add(node->v.text.text, Surface::comment, {{StepKind::comment, ++comments_, {}}},
          TraceKind::comment, "markup");
      return;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      break;
  }
  const std::string_view text = node->v.text.text;
  if (!open_.empty() && open_.back().raw) {
    const GumboTag tag = open_.back().node->v.element.tag;
    if (tag == GUMBO_TAG_STYLE && may_say_more(text)) {
      add_plain(std::string(text), Surface::metadata, "style");
    }
    if (tag == GUMBO_TAG_TITLE) add_plain(std::string(text), Surface::metadata, "title");
    if (tag == GUMBO_TAG_SCRIPT) {
      add(std::string(text), Surface::field_code, {{StepKind::property, 0, "script"}},
          TraceKind::script, "javascript");
    }
    return;
  }
  if (hidden != text_hidden_) flush();
  text_hidden_ = hidden;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    const bool after_space = text_.empty() || text_.back() == ' ' || text_.back() == '\n';
    if (!space) text_ += c;
    if (space && !after_space) text_ += ' ';
  }
}

void Walker::leave(const Level& level) {
  if (level.block) flush();
  if (level.table) tables_.pop_back();
}

void Walker::walk(const GumboNode* root) {
  enter(root, false);
  while (!open_.empty() && !out_.full()) {
    Level& level = open_.back();
    const GumboVector& children = level.node->type == GUMBO_NODE_DOCUMENT
                                      ? level.node->v.document.children
                                      : level.node->v.element.children;
    if (level.next < children.length) {
      const auto* child = static_cast<const GumboNode*>(children.data[level.next++]);
      enter(child, level.hidden);
    } else {
      const Level done = level;
      open_.pop_back();
      leave(done);
    }
  }
  flush();
}

}  // namespace mishen::html
