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
  };

  XmlTree() = default;
  XmlTree(const XmlTree&) = delete;
  XmlTree& operator=(const XmlTree&) = delete;

  // As load_xml() does, with the same gaps.
  void load(PartBytes bytes, const std::string& part, DocumentBuilder& out);

  [[nodiscard]] XmlNode document() const;
  [[nodiscard]] XmlNode document_element() const;
  [[nodiscard]] std::size_t size() const { return nodes_.empty() ? 0 : nodes_.size() - 1; }
  [[nodiscard]] XmlNode node(std::size_t index) const;
  [[nodiscard]] std::span<const XmlAttribute> attributes() const {
    return {attributes_.data(), attributes_.size()};
  }
  // Several may be spelled alike.
  [[nodiscard]] const std::vector<Name>& names() const { return names_; }
  // The elements with attributes that begin like a declaration of a namespace, by their index, in
  // order: few, and mostly the first.
  [[nodiscard]] std::span<const std::uint32_t> declaring() const { return declaring_; }
  // Every text and attribute is valid UTF-8.
  [[nodiscard]] bool is_valid() const { return valid_; }

 private:
  friend class XmlNode;
  friend class TreeParser;

  struct Data {
    const char* text = nullptr;  // of a text; null: an element, or the document, which is the first
    std::uint32_t size = 0;      // of a text; of an element: its name
    std::uint32_t parent = 0;
    std::uint32_t end = 0;  // behind the last node below it
    std::uint32_t first_attribute = 0;
  };

  void reset();
  void take(const pugi::xml_document& xml);
  void take_element(const pugi::xml_node& node, std::uint32_t parent);
  void finish();
  // Names are few; of two that share a place in the memo each is entered anew.
  [[nodiscard]] std::uint32_t name_of(std::string_view qualified, std::uint64_t head) {
    const std::uint64_t mixed = (head + qualified.size()) * 0x9E3779B97F4A7C15ULL;
    std::uint32_t& memo = memo_[mixed >> 56U];
    if (memo < names_.size()) {
      const Name& known = names_[memo];
      const bool same = known.head == head && known.qualified.size() == qualified.size() &&
                        (qualified.size() <= sizeof head || known.qualified == qualified);
      if (same) return memo;
    }
    return memo = new_name(qualified, head);
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
  PlainList<Data> nodes_;            // and one behind them all
  PlainList<XmlAttribute> attributes_;
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
  XmlNode(const XmlTree& tree, std::size_t index)
      : tree_(&tree), index_(static_cast<std::uint32_t>(index)) {}

  explicit operator bool() const { return tree_ != nullptr; }
  friend bool operator==(const XmlNode&, const XmlNode&) = default;

  [[nodiscard]] std::size_t index() const { return index_; }
  // Of the first node behind it and all that is below it.
  [[nodiscard]] std::size_t end() const { return data().end; }
  [[nodiscard]] bool is_text() const { return tree_ != nullptr && data().text != nullptr; }
  [[nodiscard]] bool is_element() const {
    return tree_ != nullptr && data().text == nullptr && index_ != 0;
  }

  // Of an element.
  [[nodiscard]] std::string_view name() const {
    return is_element() ? spelled().qualified : std::string_view();
  }
  [[nodiscard]] std::string_view local_name() const {
    return is_element() ? spelled().local : std::string_view();
  }
  [[nodiscard]] std::size_t name_index() const { return data().size; }
  [[nodiscard]] std::span<const XmlAttribute> attributes() const;
  // Of a text.
  [[nodiscard]] std::string_view value() const {
    return is_text() ? std::string_view(data().text, data().size) : std::string_view();
  }
  [[nodiscard]] bool is_valid() const { return tree_->is_valid(); }

  [[nodiscard]] XmlNode parent() const {
    return tree_ == nullptr || index_ == 0 ? XmlNode() : XmlNode(*tree_, data().parent);
  }
  [[nodiscard]] XmlNode first_child() const {
    return tree_ != nullptr && index_ + 1 < data().end ? XmlNode(*tree_, index_ + 1) : XmlNode();
  }
  [[nodiscard]] XmlNode next_sibling() const {
    if (tree_ == nullptr || index_ == 0) return {};
    const std::uint32_t next = data().end;
    return next < tree_->nodes_[data().parent].end ? XmlNode(*tree_, next) : XmlNode();
  }

  // The nodes right below it, to go through.
  [[nodiscard]] XmlChildren children() const;
  // The first element among them with this local name, or null.
  [[nodiscard]] XmlNode child(const SoughtName& local) const;

 private:
  [[nodiscard]] const XmlTree::Data& data() const { return tree_->nodes_[index_]; }
  [[nodiscard]] const XmlTree::Name& spelled() const { return tree_->names_[data().size]; }

  const XmlTree* tree_ = nullptr;
  std::uint32_t index_ = 0;
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
inline XmlNode XmlTree::document() const { return nodes_.empty() ? XmlNode() : XmlNode(*this, 0); }

inline std::span<const XmlAttribute> XmlNode::attributes() const {
  if (!is_element()) return {};
  const std::size_t first = data().first_attribute;
  const std::size_t last = tree_->nodes_[index_ + 1].first_attribute;
  return tree_->attributes().subspan(first, last - first);
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
