#include "plugins/formats/docx/names.h"

#include <algorithm>
#include <array>

namespace mishen::docx {
namespace {

struct Space {
  std::string_view uri;
  std::string_view prefix;  // as every writer spells it
  Ns ns;
};

// ECMA-376-1 (transitional and strict), ECMA-376-3, [MS-OE376].
constexpr std::array<Space, 13> kSpaces = {{
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w", Ns::word},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w", Ns::word},
    {"http://schemas.microsoft.com/office/word/2003/wordml", "w", Ns::word},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m", Ns::math},
    {"http://purl.oclc.org/ooxml/officeDocument/math", "m", Ns::math},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc", Ns::compatibility},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a", Ns::drawing},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a", Ns::drawing},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp",
     Ns::word_drawing},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp", Ns::word_drawing},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing", "wp14",
     Ns::word_drawing},
    {"urn:schemas-microsoft-com:vml", "v", Ns::vml},
    {"urn:schemas-microsoft-com:office:word", "w10", Ns::none},
}};

struct Row {
  Ns ns;
  std::string_view local;
  Tag tag;
};

constexpr Row kRows[] = {
    {Ns::word, "p", Tag::paragraph},
    {Ns::word, "r", Tag::run},
    {Ns::word, "t", Tag::text},
    {Ns::word, "delText", Tag::deleted_text},
    {Ns::word, "instrText", Tag::instruction},
    {Ns::word, "delInstrText", Tag::deleted_instruction},
    {Ns::word, "tab", Tag::tab},
    {Ns::word, "ptab", Tag::tab},
    {Ns::word, "br", Tag::line_break},
    {Ns::word, "cr", Tag::line_break},
    {Ns::word, "noBreakHyphen", Tag::no_break_hyphen},
    {Ns::word, "softHyphen", Tag::soft_hyphen},
    {Ns::word, "sym", Tag::symbol},
    {Ns::word, "footnoteReference", Tag::note_reference},
    {Ns::word, "endnoteReference", Tag::note_reference},
    {Ns::word, "pPr", Tag::paragraph_properties},
    {Ns::word, "rPr", Tag::properties},
    {Ns::word, "tblPr", Tag::properties},
    {Ns::word, "tblPrEx", Tag::properties},
    {Ns::word, "trPr", Tag::properties},
    {Ns::word, "tcPr", Tag::properties},
    {Ns::word, "tblGrid", Tag::properties},
    {Ns::word, "tbl", Tag::table},
    {Ns::word, "tr", Tag::row},
    {Ns::word, "tc", Tag::cell},
    {Ns::word, "txbxContent", Tag::text_box},
    {Ns::word, "sectPr", Tag::section},
    {Ns::word, "footnote", Tag::note},
    {Ns::word, "endnote", Tag::endnote},
    {Ns::word, "comment", Tag::comment},
    {Ns::word, "docPart", Tag::glossary_entry},
    {Ns::word, "ins", Tag::inserted},
    {Ns::word, "moveTo", Tag::inserted},
    {Ns::word, "del", Tag::deleted},
    {Ns::word, "moveFrom", Tag::deleted},
    {Ns::word, "rPrChange", Tag::property_change},
    {Ns::word, "pPrChange", Tag::property_change},
    {Ns::word, "tblPrChange", Tag::property_change},
    {Ns::word, "tblPrExChange", Tag::property_change},
    {Ns::word, "trPrChange", Tag::property_change},
    {Ns::word, "tcPrChange", Tag::property_change},
    {Ns::word, "sectPrChange", Tag::property_change},
    {Ns::word, "tblGridChange", Tag::property_change},
    {Ns::word, "numberingChange", Tag::property_change},
    {Ns::word, "cellIns", Tag::property_change},
    {Ns::word, "cellDel", Tag::property_change},
    {Ns::word, "cellMerge", Tag::property_change},
    {Ns::word, "fldChar", Tag::field_char},
    {Ns::word, "fldSimple", Tag::simple_field},
    {Ns::word, "fldData", Tag::noise},
    {Ns::word, "binData", Tag::noise},
    {Ns::word, "hyperlink", Tag::hyperlink},
    {Ns::word, "rt", Tag::ruby_text},
    {Ns::word, "ffData", Tag::form_field},
    {Ns::word, "bookmarkStart", Tag::bookmark},
    {Ns::word, "sdt", Tag::content_control},
    {Ns::word, "sdtPr", Tag::content_control_properties},
    {Ns::word, "altChunk", Tag::foreign_part},
    {Ns::word, "subDoc", Tag::foreign_part},
    {Ns::math, "t", Tag::text},
    {Ns::math, "r", Tag::run},
    {Ns::math, "rPr", Tag::properties},
    {Ns::math, "ctrlPr", Tag::properties},
    {Ns::drawing, "p", Tag::paragraph},
    {Ns::drawing, "r", Tag::run},
    {Ns::drawing, "t", Tag::text},
    {Ns::drawing, "br", Tag::line_break},
    {Ns::drawing, "rPr", Tag::properties},
    {Ns::drawing, "txBody", Tag::text_box},
    {Ns::drawing, "srcRect", Tag::source_rectangle},
    {Ns::word_drawing, "anchor", Tag::anchor},
    {Ns::word_drawing, "docPr", Tag::drawing_name},
    {Ns::word_drawing, "posOffset", Tag::noise},
    {Ns::word_drawing, "align", Tag::noise},
    {Ns::word_drawing, "pctPosHOffset", Tag::noise},
    {Ns::word_drawing, "pctPosVOffset", Tag::noise},
    {Ns::word_drawing, "pctWidth", Tag::noise},
    {Ns::word_drawing, "pctHeight", Tag::noise},
    {Ns::compatibility, "AlternateContent", Tag::alternate_content},
    {Ns::compatibility, "Choice", Tag::choice},
    {Ns::compatibility, "Fallback", Tag::fallback},
};

constexpr std::string_view kTextElements[] = {"t",
                                              "delText",
                                              "instrText",
                                              "delInstrText",
                                              "tab",
                                              "br",
                                              "cr",
                                              "ptab",
                                              "sym",
                                              "footnoteReference",
                                              "noBreakHyphen",
                                              "softHyphen",
                                              "endnoteReference"};

// Beyond this many open declarations, more are ignored: a lookup must not cost what an attacker
// likes. Word writes about 35 on the root.
constexpr std::size_t kMostBindings = 256;

std::string_view prefix_of(std::string_view qualified) {
  const std::size_t colon = qualified.find(':');
  return colon == std::string_view::npos ? std::string_view{} : qualified.substr(0, colon);
}

Ns by_uri_or_habit(std::string_view uri, std::string_view prefix) {
  for (const Space& space : kSpaces) {
    if (space.uri == uri) return space.ns;
  }
  for (const Space& space : kSpaces) {
    if (space.prefix == prefix) return space.ns;
  }
  return Ns::none;
}

}  // namespace

bool is_text_element(std::string_view local) {
  return std::find(std::begin(kTextElements), std::end(kTextElements), local) !=
         std::end(kTextElements);
}

void Names::declare(const XmlNode& element) {
  while (!declaring_.empty() && declaring_.front() < element.index()) {
    declaring_ = declaring_.subspan(1);
  }
  if (declaring_.empty() || declaring_.front() != element.index()) return;
  for (const XmlAttribute& at : element.attributes()) {
    const std::string_view name = at.name();
    if (name == "xmlns") bind({}, at.value());
    if (name.starts_with("xmlns:")) bind(name.substr(6), at.value());
  }
}

void Names::bind(std::string_view prefix, std::string_view uri) {
  if (bindings_.size() == kMostBindings) return;
  if (by_uri_or_habit(uri, prefix) != by_uri_or_habit(uri_of(prefix), prefix)) ++generation_;
  bindings_.push_back({prefix, uri, depth_});
  bound_at_ = depth_;
}

void Names::forget() {
  while (!bindings_.empty() && bindings_.back().depth > depth_) {
    const Binding gone = bindings_.back();
    bindings_.pop_back();
    const Ns now = by_uri_or_habit(uri_of(gone.prefix), gone.prefix);
    if (by_uri_or_habit(gone.uri, gone.prefix) != now) ++generation_;
  }
  bound_at_ = bindings_.empty() ? 0 : bindings_.back().depth;
}

std::string_view Names::uri_of(std::string_view prefix) const {
  for (auto at = bindings_.rbegin(); at != bindings_.rend(); ++at) {
    if (at->prefix == prefix) return at->uri;
  }
  return {};
}

Name Names::find(std::size_t name_index) {
  memo_[name_index] = {generation_, resolve(tree_.names()[name_index].qualified)};
  return memo_[name_index].name;
}

Name Names::resolve(std::string_view qualified) const {
  const std::string_view local = local_name(qualified);
  const Ns ns = by_uri_or_habit(uri_of(prefix_of(qualified)), prefix_of(qualified));
  Name name;
  name.counts_as_text = is_text_element(local);
  name.counts_as_paragraph = local == "p";
  if (ns == Ns::vml) name.tag = Tag::vml;
  // cNvPr is spelled alike in the namespaces of pictures, shapes, groups and charts.
  if (local == "cNvPr") name.tag = Tag::drawing_name;
  for (const Row& row : kRows) {
    if (row.ns == ns && row.local == local) name.tag = row.tag;
  }
  name.is_change =
      name.tag == Tag::property_change || name.tag == Tag::inserted || name.tag == Tag::deleted;
  return name;
}

}  // namespace mishen::docx
