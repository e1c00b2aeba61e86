// The tree of a part that is only read: its nodes stand in one array in document order, so that
// whatever looks through it goes straight on, and its texts are views of the part's bytes.
//
// What every writer of packages writes is parsed here (tree_parse.cc). For anything else - a
// damaged part, another encoding, comments, CDATA, a document type, an entity nobody knows -
// pugixml reads the part, as it does for who changes one, and its tree is taken over: there is one
// opinion of what such a part says.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/package.h"
#include "plugins/formats/docx/plain_list.h"
#include "plugins/formats/docx/xml.h"
#include "scanner/document/document.h"

namespace mishen::docx {

// The first eight bytes of a name as a number, which tells nearly all names apart.
constexpr std::uint64_t name_head(std::string_view name) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < name.size() && i < sizeof head; ++i) {
    head |= std::uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
  }
  return head;
}

// A name to look for; one that is written in the program costs nothing to make.
struct SoughtName {
  consteval SoughtName(const char* name) : text(name), head(name_head(text)) {}  // NOLINT

  std::string_view text;
  std::uint64_t head;
};

struct XmlAttribute {
  const char* name_data;
  const char* value_data;
  std::uint32_t name_size;
  std::uint32_t value_size;

  [[nodiscard]] std::string_view name() const { return {name_data, name_size}; }
  [[nodiscard]] std::string_view value() const { return {value_data, value_size}; }
};

class XmlNode;
class XmlChildren;

class XmlTree {
 public:
  struct Name {
    std::string_view qualified;
    std::string_view local;
    std::uint64_t head;  // see name_head()
    std::uint64_t local_head;
    std::uint64_t mask;  // of the bytes that `head` is made of
  };

  XmlTree() = default;
  XmlTree(const XmlTree&) = delete;
  XmlTree& operator=(const XmlTree&) = delete;

  // As load_xml() does, with the same gaps.
  void load(PartBytes bytes, const std::string& part, DocumentBuilder& out);

  [[nodiscard]] XmlNode document() const;
  [[nodiscard]] XmlNode document_element() const;
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] XmlNode node(std::size_t index) const;
  // Each as often as it is kept, which is no more often than it is written.
  [[nodiscard]] std::span<const XmlAttribute> attributes() const {
    return {attributes_.data(), attributes_.size()};
  }
  // The first is the document's, which has none. Several may be spelled alike.
  [[nodiscard]] const std::vector<Name>& names() const { return names_; }
  // The elements with attributes that begin like a declaration of a namespace, by their index, in
  // order: few, and mostly the first.
  [[nodiscard]] std::span<const std::uint32_t> declaring() const { return declaring_; }
  // Every text and attribute is valid UTF-8.
  [[nodiscard]] bool is_valid() const { return valid_; }

 private:
  friend class XmlNode;
  friend class TreeParser;

  // No two of an element and what is below it that say the same differ, wherever they stand, but
  // for texts.
  struct Data {
    const char* text = nullptr;  // of a text; null: an element, or the document, which is the first
    std::uint32_t size = 0;      // of a text; of an element: its name
    std::uint32_t up = 0;        // so many nodes before it its parent stands; 0: the document
    std::uint32_t count = 1;     // of nodes: itself and all below it
    std::uint32_t attributes = 0;  // of an element: which list of them
  };

  void reset();
  void take(const pugi::xml_document& xml);
  void take_element(const pugi::xml_node& node, std::uint32_t parent);
  // The attributes that came since the last list are one now. Returns which; 0 if there are none.
  [[nodiscard]] std::uint32_t new_list();
  // Names are few; of two that share a place in the memo each is entered anew.
  [[nodiscard]] std::uint32_t name_of(std::string_view qualified, std::uint64_t head) {
    const std::uint64_t mixed = (head + qualified.size()) * 0x9E3779B97F4A7C15ULL;
    std::uint32_t& memo = memo_[mixed >> 56U];
    const Name& known = names_[memo];
    const bool same = known.head == head && known.qualified.size() == qualified.size() &&
                      (qualified.size() <= sizeof head || known.qualified == qualified);
    return same ? memo : memo = new_name(qualified, head);
  }
  // The last node has an attribute of this name.
  void look_for_declaration(std::string_view attribute) {
    if (!attribute.starts_with("xmlns")) return;
    const auto element = static_cast<std::uint32_t>(nodes_.size() - 1);
    if (declaring_.empty() || declaring_.back() != element) declaring_.push_back(element);
  }
  [[nodiscard]] std::uint32_t new_name(std::string_view qualified, std::uint64_t head);

  PartBytes bytes_;
  pugi::xml_document slow_;          // where pugixml had to read the part
  std::deque<std::string> decoded_;  // texts with references or line ends of another kind
  PlainList<Data> nodes_;
  PlainList<XmlAttribute> attributes_;
  // Where in attributes_ each list begins, and one more, where the next will. The first is empty;
  // elements whose attributes say the same may share one.
  PlainList<std::uint32_t> lists_;
  std::vector<std::uint32_t> declaring_;
  std::vector<Name> names_;
  std::array<std::uint32_t, 256> memo_{};  // by hash of a name: its place in names_, maybe
  bool valid_ = false;
};

// An element, a text (CDATA too) or the document; or null, of which everything is null and empty.
// As cheap to copy as a pointer; its tree must outlive it.
class XmlNode {
 public:
  XmlNode() = default;
  XmlNode(const XmlTree& tree, std::size_t index) : XmlNode(&tree, tree.nodes_.data() + index) {}

  explicit operator bool() const { return tree_ != nullptr; }
  friend bool operator==(const XmlNode&, const XmlNode&) = default;

  // Not of null.
  [[nodiscard]] std::size_t index() const {
    return static_cast<std::size_t>(at_ - tree_->nodes_.data());
  }
  // Of nodes: itself and all that is below it.
  [[nodiscard]] std::size_t count() const { return at_->count; }
  [[nodiscard]] bool is_text() const { return tree_ != nullptr && at_->text != nullptr; }
  [[nodiscard]] bool is_element() const {
    return tree_ != nullptr && at_->text == nullptr && at_->up != 0;
  }

  // Of an element.
  [[nodiscard]] std::string_view name() const {
    return is_element() ? spelled().qualified : std::string_view();
  }
  [[nodiscard]] std::string_view local_name() const {
    return is_element() ? spelled().local : std::string_view();
  }
  [[nodiscard]] std::size_t name_index() const { return at_->size; }
  [[nodiscard]] std::span<const XmlAttribute> attributes() const;
  // Of a text.
  [[nodiscard]] std::string_view value() const {
    return is_text() ? std::string_view(at_->text, at_->size) : std::string_view();
  }
  [[nodiscard]] bool is_valid() const { return tree_->is_valid(); }

  [[nodiscard]] XmlNode parent() const {
    return tree_ == nullptr || at_->up == 0 ? XmlNode() : XmlNode(tree_, at_ - at_->up);
  }
  [[nodiscard]] XmlNode first_child() const {
    return tree_ != nullptr && at_->count > 1 ? XmlNode(tree_, at_ + 1) : XmlNode();
  }
  [[nodiscard]] XmlNode next_sibling() const {
    if (tree_ == nullptr || at_->up == 0) return {};
    const XmlTree::Data* const parent = at_ - at_->up;
    const XmlTree::Data* const next = at_ + at_->count;
    return next < parent + parent->count ? XmlNode(tree_, next) : XmlNode();
  }
  // Its only child if that is a text, or null.
  [[nodiscard]] XmlNode only_text() const {
    const bool is_one = tree_ != nullptr && at_->count == 2 && at_[1].text != nullptr;
    return is_one ? XmlNode(tree_, at_ + 1) : XmlNode();
  }

  // The nodes right below it, to go through.
  [[nodiscard]] XmlChildren children() const;
  // The first element among them with this local name, or null.
  [[nodiscard]] XmlNode child(const SoughtName& local) const;
  // What stands below both says the same: true only where that is seen at a glance, never where
  // there are texts. Both of one tree.
  [[nodiscard]] bool holds_same(const XmlNode& other) const;

 private:
  XmlNode(const XmlTree* tree, const XmlTree::Data* at) : tree_(tree), at_(at) {}
  [[nodiscard]] const XmlTree::Name& spelled() const { return tree_->names_[at_->size]; }

  const XmlTree* tree_ = nullptr;
  const XmlTree::Data* at_ = nullptr;
};

class XmlChildren {
 public:
  class Iterator {
   public:
    explicit Iterator(XmlNode at) : at_(at) {}
    XmlNode operator*() const { return at_; }
    Iterator& operator++() {
      at_ = at_.next_sibling();
      return *this;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    XmlNode at_;
  };

  explicit XmlChildren(XmlNode parent) : parent_(parent) {}
  [[nodiscard]] Iterator begin() const { return Iterator(parent_.first_child()); }
  [[nodiscard]] static Iterator end() { return Iterator(XmlNode()); }

 private:
  XmlNode parent_;
};

inline XmlChildren XmlNode::children() const { return XmlChildren(*this); }

inline XmlNode XmlTree::node(std::size_t index) const { return {*this, index}; }
inline XmlNode XmlNode::child(const SoughtName& local) const {
  if (tree_ == nullptr) return {};
  const XmlTree::Name* const names = tree_->names_.data();
  const XmlTree::Data* const end = at_ + at_->count;
  for (const XmlTree::Data* at = at_ + 1; at < end; at += at->count) {
    if (at->text != nullptr) continue;
    const XmlTree::Name& name = names[at->size];
    if (name.local_head != local.head || name.local.size() != local.text.size()) continue;
    if (name.local.size() <= sizeof local.head || name.local == local.text) return {tree_, at};
  }
  return {};
}
inline XmlNode XmlTree::document() const { return nodes_.empty() ? XmlNode() : XmlNode(*this, 0); }

inline std::span<const XmlAttribute> XmlNode::attributes() const {
  if (!is_element()) return {};
  const std::uint32_t list = at_->attributes;
  const std::uint32_t first = tree_->lists_[list];
  return {tree_->attributes_.data() + first, tree_->lists_[list + 1] - first};
}

// What xml.h says of pugixml's nodes, for these.
[[nodiscard]] inline bool is_text(const XmlNode& node) { return node.is_text(); }
[[nodiscard]] inline XmlNode child(const XmlNode& node, const SoughtName& local) {
  return node.child(local);
}
[[nodiscard]] std::string_view attribute(const XmlNode& node, std::string_view local);
[[nodiscard]] std::string own_text(const XmlNode& node);
[[nodiscard]] bool is_on(const XmlNode& property);
[[nodiscard]] XmlNode next_node(const XmlNode& node, const XmlNode& root);

// A whole number as pugixml reads it: after blanks, to the first character that is none of it, no
// more than fits; 0 for anything else.
[[nodiscard]] std::int32_t whole_number(std::string_view text);

}  // namespace mishen::docx
