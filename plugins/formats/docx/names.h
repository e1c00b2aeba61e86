// What an element is, by namespace and local name. Prefixes mean nothing: any may stand for any
// namespace, and a declaration may stand on any element.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/tree.h"

namespace mishen::docx {

// Transitional, strict (purl.oclc.org) and, for WordprocessingML, Word 2003 namespaces are one. A
// prefix bound to a namespace that is not listed counts as what it conventionally stands for: of
// two wrong readings the one that reads the text is the safe one.
enum class Ns : std::uint8_t { none, word, math, compatibility, drawing, word_drawing, vml };

enum class Tag : std::uint8_t {
  other,       // walked through; its own text nodes are text nobody shows
  properties,  // nothing of it is text: passed over
  noise,       // holds a number or base64 that is no text
  // text and what stands for text: see is_text_element
  text,
  deleted_text,
  instruction,
  deleted_instruction,
  tab,
  line_break,
  no_break_hyphen,
  soft_hyphen,
  symbol,
  note_reference,
  // structure
  paragraph,
  paragraph_properties,
  run,
  table,
  row,
  cell,
  text_box,
  section,
  note,
  endnote,
  comment,
  glossary_entry,
  // inside a paragraph
  inserted,
  deleted,
  property_change,  // what a property was before: rPrChange and its kin, cellIns ...
  field_char,
  simple_field,
  hyperlink,
  ruby_text,
  form_field,
  bookmark,
  content_control,
  content_control_properties,
  foreign_part,  // altChunk, subDoc
  // drawing
  anchor,            // wp:anchor: floats before or behind the text
  source_rectangle,  // a:srcRect: how a picture is cropped
  drawing_name,      // wp:docPr, pic:cNvPr, wps:cNvPr: alternative text
  vml,               // any VML element: alternative text and WordArt stand in its attributes
  alternate_content,
  choice,
  fallback,
};

struct Name {
  Tag tag = Tag::other;
  bool counts_as_text = false;       // see is_text_element
  bool counts_as_paragraph = false;  // local name "p"
  bool is_change = false;            // inserted, deleted, property_change
};

// The elements MarkupRun::node counts, by local name alone: t, delText, instrText, delInstrText,
// tab, ptab, br, cr, noBreakHyphen, softHyphen, sym, footnoteReference, endnoteReference.
[[nodiscard]] bool is_text_element(std::string_view local);

// Resolves element names inside one part. Not thread-safe; the tree must outlive it.
class Names {
 public:
  explicit Names(const XmlTree& tree)
      : tree_(tree), declaring_(tree.declaring()), memo_(tree.names().size()) {}

  // Takes in the element's namespace declarations and tells what it is. To be called for each
  // element when it is entered, in document order; leave() when it is left.
  Name enter(const XmlNode& element) {
    ++depth_;
    if (!declaring_.empty() && declaring_.front() <= element.index()) declare(element);
    return look(element);
  }
  void leave() {
    --depth_;
    if (bound_at_ > depth_) forget();
  }
  // For an element whose declarations do not matter because nothing of it is read.
  [[nodiscard]] Name look(const XmlNode& element) {
    const Slot& slot = memo_[element.name_index()];
    return slot.generation == generation_ ? slot.name : find(element.name_index());
  }

 private:
  struct Binding {
    std::string_view prefix;
    std::string_view uri;
    std::uint32_t depth;
  };
  struct Slot {
    std::uint32_t generation = 0;
    Name name;
  };

  void declare(const XmlNode& element);
  void bind(std::string_view prefix, std::string_view uri);
  void forget();
  [[nodiscard]] std::string_view uri_of(std::string_view prefix) const;
  Name find(std::size_t name_index);
  [[nodiscard]] Name resolve(std::string_view qualified) const;

  const XmlTree& tree_;
  std::span<const std::uint32_t> declaring_;  // those that may still be entered
  std::vector<Binding> bindings_;
  std::uint32_t depth_ = 0;
  std::uint32_t bound_at_ = 0;    // the depth of the last of bindings_
  std::uint32_t generation_ = 1;  // moves on when a prefix changes its meaning
  std::vector<Slot> memo_;        // by the names of the tree
};

}  // namespace mishen::docx
