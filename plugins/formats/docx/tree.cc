#include "plugins/formats/docx/tree.h"

#include <algorithm>
#include <limits>

#include "plugins/formats/docx/tree_parse.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {

void XmlTree::reset() {
  // Gives the memory back: another parser may need it.
  decoded_ = {};
  nodes_ = {};
  attributes_ = {};
  declaring_ = {};
  names_ = {};
  memo_ = {};
  nodes_.add({}).end = 1;
}

void XmlTree::load(PartBytes bytes, const std::string& part, DocumentBuilder& out) {
  reset();
  slow_.reset();
  bytes_ = std::move(bytes);
  valid_ = TreeParser(*this, out.limits().max_attribute_bytes).parse();
  if (valid_) return;
  reset();
  load_xml(std::move(bytes_), part, slow_, out);
  take(slow_);
}

XmlNode XmlTree::document_element() const {
  for (const XmlNode node : document().children()) {
    if (node.is_element()) return node;
  }
  return {};
}

void XmlTree::take(const pugi::xml_document& xml) {
  std::uint32_t parent = 0;  // of `node`
  pugi::xml_node node = xml.first_child();
  while (node) {
    if (node.type() == pugi::node_element) {
      take_element(node, parent);
      if (node.first_child()) {
        parent = static_cast<std::uint32_t>(nodes_.size() - 1);
        node = node.first_child();
        continue;
      }
    } else if (is_text(node)) {
      const std::string_view text = node.value();
      const auto count = static_cast<std::uint32_t>(nodes_.size());
      nodes_.add({text.data(), static_cast<std::uint32_t>(text.size()), parent, count + 1,
                  static_cast<std::uint32_t>(attributes_.size())});
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      if (node == xml) node = {};
      if (!node) break;
      nodes_[parent].end = static_cast<std::uint32_t>(nodes_.size());
      parent = nodes_[parent].parent;
    }
    if (node) node = node.next_sibling();
  }
  finish();
}

void XmlTree::finish() {
  nodes_[0].end = static_cast<std::uint32_t>(nodes_.size());
  nodes_.add({}).first_attribute = static_cast<std::uint32_t>(attributes_.size());
}

void XmlTree::take_element(const pugi::xml_node& node, std::uint32_t parent) {
  const std::string_view spelling = node.name();
  const std::uint32_t name = name_of(spelling, name_head(spelling));
  const auto count = static_cast<std::uint32_t>(nodes_.size());
  nodes_.add({nullptr, name, parent, count + 1, static_cast<std::uint32_t>(attributes_.size())});
  for (const pugi::xml_attribute& at : node.attributes()) {
    const std::string_view spelled = at.name();
    const std::string_view value = at.value();
    look_for_declaration(spelled);
    attributes_.add({spelled.data(), value.data(), static_cast<std::uint32_t>(spelled.size()),
                     static_cast<std::uint32_t>(value.size())});
  }
}

std::uint32_t XmlTree::new_name(std::string_view qualified, std::uint64_t head) {
  const std::string_view local = docx::local_name(qualified);
  names_.push_back({qualified, local, head, name_head(local)});
  return static_cast<std::uint32_t>(names_.size() - 1);
}

XmlNode XmlNode::child(const SoughtName& local) const {
  if (tree_ == nullptr) return {};
  const XmlTree::Data* const nodes = tree_->nodes_.data();
  for (std::uint32_t at = index_ + 1; at < nodes[index_].end; at = nodes[at].end) {
    if (nodes[at].text != nullptr) continue;
    const XmlTree::Name& name = tree_->names_[nodes[at].size];
    if (name.local_head != local.head || name.local.size() != local.text.size()) continue;
    if (name.local.size() <= sizeof local.head || name.local == local.text) return {*tree_, at};
  }
  return {};
}

std::string_view attribute(const XmlNode& node, std::string_view local) {
  for (const XmlAttribute& at : node.attributes()) {
    const std::string_view name = at.name();
    if (name.ends_with(local) && name.find(':') + 1 == name.size() - local.size()) {
      return at.value();
    }
  }
  return {};
}

std::string own_text(const XmlNode& node) {
  std::string text;
  for (const XmlNode at : node.children()) text += at.value();
  if (!utf8::is_valid(text)) text = utf8::sanitise(text);
  return text;
}

bool is_on(const XmlNode& property) {
  if (!property) return false;
  return !is_off_value(attribute(property, "val"));
}

XmlNode next_node(const XmlNode& node, const XmlNode& root) {
  XmlNode next = node.first_child();
  for (XmlNode at = node; !next && at && at != root; at = at.parent()) next = at.next_sibling();
  return next;
}

std::int32_t whole_number(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const bool hex = text.starts_with("0x") || text.starts_with("0X");
  if (hex) text.remove_prefix(2);
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  std::int64_t value = 0;
  for (const char c : text) {
    const int letter = (static_cast<unsigned char>(c) | 0x20) - 'a';
    if (c >= '0' && c <= '9') {
      value = value * (hex ? 16 : 10) + (c - '0');
    } else if (hex && letter >= 0 && letter < 6) {
      value = value * 16 + letter + 10;
    } else {
      break;
    }
    value = std::min(value, kMost + 1);
  }
  return static_cast<std::int32_t>(negative ? -value : std::min(value, kMost));
}

}  // namespace mishen::docx
