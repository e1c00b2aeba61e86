#include "plugins/formats/docx/walk.h"

#include <algorithm>

#include "plugins/formats/docx/tree.h"

namespace mishen::docx {
namespace {

bool holds_text(Tag tag) {
  return tag == Tag::text || tag == Tag::deleted_text || tag == Tag::instruction ||
         tag == Tag::deleted_instruction;
}

}  // namespace

Walker::Walker(const PartRole& role, PackageState& package, const XmlTree& tree,
               DocumentBuilder& out)
    : role_(role),
      package_(package),
      tree_(tree),
      out_(out),
      names_(tree),
      part_(role.name),
      where_({{StepKind::part, 0, part_}}),
      changes_(1) {
  changes_[0].kind = TraceKind::tracked_change;
}

void Walker::walk() {
  Container& part = containers_.push();
  part.surface = role_.surface;
  part.shown = role_.shown;
  const std::size_t end = tree_.size();
  const std::uint64_t most = out_.limits().max_passages;
  for (std::size_t at = 1; at < end;) {
    while (!frames_.empty() && frames_.back().end <= at) leave();
    if (out_.full() || pending() > most) break;
    const XmlNode node = tree_.node(at);
    const std::size_t behind = at + node.count();
    at = enter(node, behind) ? at + 1 : behind;
  }
  while (!frames_.empty()) leave();
  end_container();
  flush();
}

// `end` is behind all that is below it. True when the node was pushed and leave() must follow.
bool Walker::enter(const XmlNode& node, std::size_t end) {
  if (is_text(node)) {
    const bool known = !frames_.empty() && holds_text(frames_.back().tag);
    if (!known && !is_blank(node.value())) stray_text(node);
    return false;
  }
  if (frames_.size() >= out_.limits().max_xml_depth) return enter_deeper(node);
  const Name name = names_.enter(node);
  if (role_.all_attributes) all_attributes(node);
  bool flag = false;
  bool entered = true;
  switch (name.tag) {
    case Tag::text:
    case Tag::deleted_text:
    case Tag::instruction:
    case Tag::deleted_instruction:
    case Tag::tab:
    case Tag::line_break:
    case Tag::no_break_hyphen:
    case Tag::soft_hyphen:
    case Tag::symbol:
    case Tag::note_reference:
      take_text(node, name.tag);
      count(name);
      entered = !holds_text(name.tag) || !node.only_text();
      break;
    case Tag::run:
      begin_run(node);
      break;
    case Tag::properties:
    case Tag::noise:
      pass_over(node);
      entered = false;
      break;
    case Tag::paragraph:
      begin_paragraph(node);
      count(name);
      break;
    default:
      count(name);
      entered = enter_structure(node, name.tag, flag);
      break;
  }
  if (entered) {
    frames_.push_back({name.tag, flag, end});
  } else {
    names_.leave();
  }
  return entered;
}

// What is too deep is not read, but counted.
bool Walker::enter_deeper(const XmlNode& node) {
  if (!depth_reported_) {
    out_.add_gap(GapCause::limit_reached, {{StepKind::part, 0, role_.name}},
                 {"gap.limit", {{"limit", "max-xml-depth"}}});
  }
  depth_reported_ = true;
  pass_over(node);
  return false;
}

bool Walker::enter_structure(const XmlNode& node, Tag tag, bool& flag) {
  const Container& here = containers_.back();
  switch (tag) {
    case Tag::table:
      begin_table(node);
      return true;
    case Tag::row:
      flag = !tables_.empty();
      if (!flag) return true;
      tables_.back().begin_row(node);
      table_looks_.back().hidden_rows.push_back(is_on(child(child(node, "trPr"), "hidden")));
      if (table_looks_.back().hidden_rows.back()) ++hidden_;
      where_.push_back({StepKind::row, tables_.back().row(), {}});
      return true;
    case Tag::cell:
      flag = !tables_.empty();
      if (flag) begin_cell(node);
      return true;
    case Tag::text_box:
      begin_container(here.surface == Surface::body || here.surface == Surface::table_cell
                          ? Surface::text_box
                          : here.surface,
                      here.shown, {StepKind::text_box, ++text_boxes_, {}});
      containers_.back().background = box_fill(node, package_.styles.theme());
      return true;
    case Tag::note:
      begin_note(node, StepKind::footnote);
      return true;
    case Tag::endnote:
      begin_note(node, StepKind::endnote);
      return true;
    case Tag::comment:
      begin_comment(node);
      return true;
    case Tag::glossary_entry:
      begin_container(here.surface, here.shown, {StepKind::object, ++notes_, {}});
      return true;
    case Tag::content_control:
      flag = begin_control(node);
      return true;
    default:
      return enter_inline(node, tag, flag);
  }
}

bool Walker::enter_inline(const XmlNode& node, Tag tag, bool& flag) {
  switch (tag) {
    case Tag::paragraph_properties:
      if (const XmlNode properties = child(node, "sectPr")) section(properties);
      pass_over(node);
      return false;
    case Tag::section:
      section(node);
      pass_over(node);
      return false;
    case Tag::content_control_properties:
      control_properties(node);
      pass_over(node);
      return false;
    case Tag::form_field:
      form_field(node);
      pass_over(node);
      return false;
    case Tag::inserted:
    case Tag::deleted:
      begin_change(node, tag == Tag::deleted);
      return true;
    case Tag::ruby_text:
      ++ruby_;
      target().part_here();
      return true;
    case Tag::field_char:
      field_char(node);
      return true;
    case Tag::simple_field:
      property(Surface::field_code, "instr", attribute(node, "instr"));
      return true;
    case Tag::hyperlink:
      hyperlink(node);
      return true;
    case Tag::bookmark:
      bookmark(node);
      return true;
    case Tag::drawing_name:
      drawing_name(node);
      return true;
    case Tag::anchor:
      anchor(node);
      return true;
    case Tag::source_rectangle:
      source_rectangle(node);
      return true;
    case Tag::property_change:
      property_change(node, node);
      pass_over(node);
      return false;
    case Tag::vml:
      vml_attributes(node);
      return true;
    case Tag::alternate_content:
      begin_alternate();
      return true;
    case Tag::choice:
    case Tag::fallback:
      flag = begin_branch();
      return true;
    default:
      return true;
  }
}

void Walker::leave() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  names_.leave();
  switch (frame.tag) {
    case Tag::text:
      break;
    case Tag::run:
      end_run();
      break;
    case Tag::paragraph:
      end_paragraph();
      flush_if_closed();
      break;
    case Tag::inserted:
      inserted_by_.pop_back();
      break;
    case Tag::deleted:
      deleted_by_.pop_back();
      break;
    case Tag::ruby_text:
      --ruby_;
      break;
    case Tag::alternate_content:
      alternates_.pop_back();
      break;
    case Tag::choice:
    case Tag::fallback:
      end_branch(frame.flag);
      break;
    default:
      leave_structure(frame);
      break;
  }
}

void Walker::leave_structure(Frame frame) {
  switch (frame.tag) {
    case Tag::table:
      end_table();
      break;
    case Tag::row:
      if (!frame.flag) break;
      if (table_looks_.back().hidden_rows.back()) --hidden_;
      table_looks_.back().hidden_rows.pop_back();
      where_.pop_back();
      break;
    case Tag::cell:
      if (!frame.flag) break;
      end_container();
      tables_.back().end_cell(out_.open_passages());
      break;
    case Tag::text_box:
    case Tag::note:
    case Tag::endnote:
    case Tag::comment:
    case Tag::glossary_entry:
      end_container();
      break;
    case Tag::content_control:
      if (frame.flag) where_.pop_back();
      break;
    default:
      return;
  }
  flush_if_closed();
}

// Nothing of the subtree is read as text, but what counts is counted, and text that has no business
// there is told.
void Walker::pass_over(const XmlNode& node) {
  const std::size_t begin = node.index();
  const std::size_t end = begin + node.count();
  for (std::size_t i = begin; i < end; ++i) {
    const XmlNode at = tree_.node(i);
    if (!at.is_text()) {
      const Name name = names_.look(at);
      count(name);
      if (name.is_change && at != node) property_change(at, node);
    } else if (!is_blank(at.value()) && names_.look(at.parent()).tag != Tag::noise) {
      stray_text(at);
    }
  }
}

}  // namespace mishen::docx
