// One pass over the tree of one part, in document order and without recursion: every text node,
// every attribute a text can hide in, every element MarkupRun::node counts.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/names.h"
#include "plugins/formats/docx/paragraph.h"
#include "plugins/formats/docx/pile.h"
#include "plugins/formats/docx/relationships.h"
#include "plugins/formats/docx/styles.h"
#include "plugins/formats/docx/tables.h"
#include "plugins/formats/docx/tree.h"
#include "scanner/document/document.h"

namespace mishen::docx {

// What a part is, for its walk.
struct PartRole {
  std::string name;  // of the part, as provenance and anchors spell it
  std::string key;
  Surface surface = Surface::body;
  bool shown = true;            // a reader can come across it
  bool is_word = true;          // WordprocessingML: text outside its text elements is nobody's
  bool all_attributes = false;  // attribute values are content too (custom XML)
  bool repeats = false;         // what an earlier part of the same surface said is not news
};

// What word/commentsExtended.xml says of a comment.
struct CommentState {
  bool resolved = false;
  bool reply = false;
};

// What the parts of one package share.
struct PackageState {
  Relationships relationships;
  Styles styles;
  std::uint32_t tables = 0;             // CellPlace::table of the last one
  std::set<std::string> used_headers;   // keys of header and footer parts a section names
  std::set<std::string> used_links;     // part key, line feed, id of a hyperlink that stands there
  std::set<std::string> diagram_texts;  // the drawing of a SmartArt repeats its data
  bool even_headers = false;            // w:evenAndOddHeaders
  std::map<std::string, CommentState, std::less<>> comments;  // by w14:paraId of its last paragraph
  // Of changes and comments: who, and the part that says so first.
  std::map<std::string, std::string> authors;
};

class Walker {
 public:
  // All must outlive the walker.
  Walker(const PartRole& role, PackageState& package, const XmlTree& tree, DocumentBuilder& out);

  void walk();

 private:
  // A thing that holds paragraphs: the part, a cell, a text box, a note, a comment.
  struct Container {
    Surface surface;
    bool shown;
    std::uint32_t paragraphs = 0;
    std::uint32_t tables = 0;
    std::vector<bool> fields;      // open complex fields; true: still in the instruction
    std::size_t instructions = 0;  // how many of them are true
    bool is_cell = false;
    Colour background = kPaper;
    std::optional<Trace> comment;     // until a passage takes it
    std::size_t paragraph_depth = 0;  // paragraphs_ open outside it
    ParagraphText loose;              // text outside any paragraph

    void clear();
  };
  struct OpenParagraph {
    ParagraphText text;
    std::uint32_t ordinal = 0;  // in the part, from 0
    std::string_view style;
    Look look;
    std::vector<Trace> traces;            // of the paragraph as a whole
    bool covered = false;                 // by a shape in front of it
    std::optional<std::size_t> slot;      // of what is open in out_: before what it contains
    std::vector<std::string> names_seen;  // alternative texts, which Word writes twice

    void clear();
  };
  struct Alternate {
    bool has_choice = false;  // the first branch was read; what it held:
    bool choice_has_text = false;
    std::set<std::string> choice;  // passages, without blanks
    std::string choice_pieces;     // text in the paragraph round it
    std::size_t branch_begin = 0;  // of the branch being read: index into what is open in out_
    ParagraphText::Mark piece_branch_begin;
  };
  struct Run {
    Look look;
    Sight sight = Sight::seen;
    bool hidden = false;
    std::uint32_t formatted = 0;  // see changes_
  };
  struct OpenTable {
    TableLook look;
    Colour background = kTransparent;
    std::vector<bool> hidden_rows;  // of the open row: w:hidden
  };
  // What the w:rPr that was read last says, but for changes.
  struct DirectLook {
    XmlNode properties;
    Look look;
    XmlNode style;  // w:rStyle
  };
  // What a paragraph's style says in the table that is open.
  struct StyleLook {
    std::string_view id;
    Look look;
  };
  struct Frame {
    Tag tag;
    bool flag;        // what leave() has to undo; its meaning depends on the tag
    std::size_t end;  // of what is below it, in the tree
  };

  // walk.cc: the cursor
  bool enter(const XmlNode& node, std::size_t end);  // false: do not go below
  void leave();
  bool enter_deeper(const XmlNode& node);
  bool enter_structure(const XmlNode& node, Tag tag, bool& flag);
  bool enter_inline(const XmlNode& node, Tag tag, bool& flag);
  void leave_structure(Frame frame);
  void pass_over(const XmlNode& node);
  void count(Name name) {
    if (name.counts_as_text) ++text_elements_;
    if (name.counts_as_paragraph) ++paragraph_elements_;
  }

  // walk_text.cc: text and what stands for it
  void take_text(const XmlNode& node, Tag tag);
  void append(Layer layer, std::string_view text, bool verbatim);
  [[nodiscard]] Layer layer() const;
  void begin_run(const XmlNode& node);
  const DirectLook& direct_look(const XmlNode& properties);
  void end_run();
  [[nodiscard]] Sight sight(const Look& look);
  [[nodiscard]] bool has_backdrop();
  void field_char(const XmlNode& node);
  void stray_text(const XmlNode& text_node);

  // walk_blocks.cc: what holds text
  void begin_paragraph(const XmlNode& node);
  const Look& look_of_style(std::string_view style);
  void end_paragraph();
  void begin_container(Surface surface, bool shown, const Step& step);
  void end_container();
  void begin_note(const XmlNode& node, StepKind kind);
  void begin_table(const XmlNode& node);
  void end_table();
  void begin_cell(const XmlNode& node);
  void section(const XmlNode& node);
  bool begin_control(const XmlNode& node);
  ParagraphText& target();
  void give(OpenParagraph& paragraph);
  void give_whole(OpenParagraph& paragraph);
  void give_piece(PassageText& piece, OpenParagraph& paragraph, Passage& passage);
  MarkupAnchors& complete(Passage& passage, Layer layer, OpenParagraph& paragraph);
  // A passage of what stands here: the one reserved at `slot`, or the last.
  Passage& new_passage(Surface surface, bool shown, std::optional<std::size_t> slot = std::nullopt);
  void reserve_slot();
  // Passages are open in out_ until the table or paragraph round them ends.
  [[nodiscard]] std::size_t pending() { return out_.open_passages().size(); }
  void flush();
  void flush_if_closed() {
    if (tables_.empty() && paragraphs_.empty() && alternates_.empty()) flush();
  }

  // walk_traces.cc: what tells that something is there
  void begin_change(const XmlNode& node, bool deleted);
  void property_change(const XmlNode& node, const XmlNode& top);
  std::uint32_t remember_change(const XmlNode& node, std::string_view what);
  void tell_author(std::string_view author);
  void trace_here(Trace trace);
  void take_traces(const PassageText& text, Passage& passage) const;
  void begin_comment(const XmlNode& node);
  void anchor(const XmlNode& node);
  void cropped(std::string_view relation);
  void source_rectangle(const XmlNode& node);

  // walk_alternate.cc: mc:AlternateContent
  void begin_alternate();
  bool begin_branch();
  void end_branch(bool is_second);
  [[nodiscard]] ParagraphText::Mark piece_mark() const;

  // walk_values.cc: text in attributes
  void value(Surface surface, const Step& step, std::string_view text);
  void property(Surface surface, std::string_view name, std::string_view text);
  void hyperlink(const XmlNode& node);
  void drawing_name(const XmlNode& node);
  void vml_attributes(const XmlNode& node);
  void form_field(const XmlNode& node);
  void control_properties(const XmlNode& node);
  void bookmark(const XmlNode& node);
  void all_attributes(const XmlNode& node);

  const PartRole& role_;
  PackageState& package_;
  const XmlTree& tree_;
  DocumentBuilder& out_;
  Names names_;
  SharedText part_;  // role_.name
  Provenance where_;
  std::vector<Frame> frames_;
  Pile<Container> containers_;
  Pile<OpenParagraph> paragraphs_;
  OpenParagraph loose_;             // the text outside of paragraphs of the container that ends
  std::vector<PassageText> taken_;  // of the paragraph that ends
  std::optional<StyleLook> last_style_;
  DirectLook last_direct_;
  std::vector<Table> tables_;
  std::vector<OpenTable> table_looks_;    // for each of tables_
  std::vector<std::size_t> table_first_;  // of what is open in out_, for each of tables_
  std::vector<Alternate> alternates_;
  std::vector<Run> runs_;
  std::vector<Trace> changes_;  // [0] stands for a change that says nothing of itself
  std::vector<std::uint32_t> inserted_by_, deleted_by_;  // the open ones
  std::uint32_t text_elements_ = 0;
  std::uint32_t paragraph_elements_ = 0;
  std::uint32_t text_boxes_ = 0, notes_ = 0, comments_ = 0, hyperlinks_ = 0;
  int hidden_ = 0, ruby_ = 0, alternate_ = 0;
  std::string first_header_, first_footer_;  // that a section with w:titlePg shows
  std::optional<bool> backdrop_;             // something stands behind the text
  bool depth_reported_ = false;
};

}  // namespace mishen::docx
