#include "plugins/formats/docx/tree.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

#include "plugins/formats/docx/tree_parse.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {

void XmlTree::reset() {
  // Gives the memory back: another parser may need it.
  decoded_ = {};
  nodes_ = {};
  attributes_ = {};
  lists_ = {};
  declaring_ = {};
  names_ = {};
  memo_ = {};
  nodes_.add({});
  lists_.add(0);
  lists_.add(0);
  static_cast<void>(new_name({}, 0));
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
  const auto count = [this] { return static_cast<std::uint32_t>(nodes_.size()); };
  pugi::xml_node node = xml.first_child();
  while (node) {
    if (node.type() == pugi::node_element) {
      take_element(node, parent);
      if (node.first_child()) {
        parent = count() - 1;
        node = node.first_child();
        continue;
      }
    } else if (is_text(node)) {
      const std::string_view text = node.value();
      nodes_.add({text.data(), static_cast<std::uint32_t>(text.size()), count() - parent, 1, 0});
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      if (node == xml) node = {};
      if (!node) break;
      nodes_[parent].count = count() - parent;
      parent -= nodes_[parent].up;
    }
    if (node) node = node.next_sibling();
  }
  nodes_[0].count = count();
}

void XmlTree::take_element(const pugi::xml_node& node, std::uint32_t parent) {
  const std::string_view spelling = node.name();
  const std::uint32_t name = name_of(spelling, name_head(spelling));
  const auto up = static_cast<std::uint32_t>(nodes_.size()) - parent;
  Data& element = nodes_.add({nullptr, name, up, 1, 0});
  for (const pugi::xml_attribute& at : node.attributes()) {
    const std::string_view spelled = at.name();
    const std::string_view value = at.value();
    look_for_declaration(spelled);
    attributes_.add({spelled.data(), value.data(), static_cast<std::uint32_t>(spelled.size()),
                     static_cast<std::uint32_t>(value.size())});
  }
  element.attributes = new_list();
}

std::uint32_t XmlTree::new_list() {
  const auto end = static_cast<std::uint32_t>(attributes_.size());
  if (lists_[lists_.size() - 1] == end) return 0;
  lists_.add(end);
  return static_cast<std::uint32_t>(lists_.size() - 2);
}

std::uint32_t XmlTree::new_name(std::string_view qualified, std::uint64_t head) {
  const std::string_view local = docx::local_name(qualified);
  const bool is_whole = qualified.size() >= sizeof head;
  const std::uint64_t mask =
      is_whole ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * qualified.size())) - 1;
  names_.push_back({qualified, local, head, name_head(local), mask});
  return static_cast<std::uint32_t>(names_.size() - 1);
}

bool XmlNode::holds_same(const XmlNode& other) const {
  static_assert(std::has_unique_object_representations_v<XmlTree::Data>);
  return at_->count == other.at_->count &&
         std::memcmp(at_ + 1, other.at_ + 1, (at_->count - 1) * sizeof *at_) == 0;
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
