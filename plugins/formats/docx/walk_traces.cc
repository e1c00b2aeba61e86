// Walker: traces. That something is there which a reader does not see, whatever it says.
#include <utility>

#include "plugins/formats/docx/tree.h"
#include "plugins/formats/docx/walk.h"

namespace mishen::docx {
namespace {

constexpr std::string_view kInserted = "inserted";
constexpr std::string_view kDeleted = "deleted";
constexpr std::string_view kMoved = "moved";
constexpr std::string_view kFormatted = "formatted";

std::string_view what_of(std::string_view element) {
  if (element == "ins" || element == "cellIns") return kInserted;
  if (element == "del" || element == "cellDel") return kDeleted;
  if (element == "moveFrom" || element == "moveTo") return kMoved;
  return kFormatted;
}

// What programs and Word's own inspector write where a name was.
bool is_nobody(std::string_view author) {
  return author.empty() || author == "Author" || author == "作者" || author == "Unknown" ||
         author == "未知";
}

// Where a shape stands; `otherwise` if that is not said in numbers.
int offset_of(const XmlNode& position, int otherwise) {
  for (const XmlNode at : child(position, "posOffset").children()) {
    if (at.is_text()) return whole_number(at.value());
  }
  return otherwise;
}

// The value of the attribute of just this name.
std::string_view stated(const XmlNode& node, std::string_view name) {
  for (const XmlAttribute& at : node.attributes()) {
    if (at.name() == name) return at.value();
  }
  return {};
}

}  // namespace

std::uint32_t Walker::remember_change(const XmlNode& node, std::string_view what) {
  Trace trace;
  trace.kind = TraceKind::tracked_change;
  trace.what = what;
  trace.author = attribute(node, "author");
  trace.date = attribute(node, "date");
  tell_author(trace.author);
  // Word writes an element for each run of one change.
  if (changes_.size() > 1 && changes_.back() == trace) {
    return static_cast<std::uint32_t>(changes_.size() - 1);
  }
  changes_.push_back(std::move(trace));
  return static_cast<std::uint32_t>(changes_.size() - 1);
}

void Walker::begin_change(const XmlNode& node, bool deleted) {
  const std::uint32_t change = remember_change(node, what_of(node.local_name()));
  (deleted ? deleted_by_ : inserted_by_).push_back(change);
}

// A change among the properties `top` of a run, a paragraph, a table, a section.
void Walker::property_change(const XmlNode& node, const XmlNode& top) {
  const std::uint32_t change = remember_change(node, what_of(node.local_name()));
  const bool of_run =
      !frames_.empty() && frames_.back().tag == Tag::run && top.local_name() == "rPr";
  if (of_run && !runs_.empty()) {
    runs_.back().formatted = change;
  } else {
    trace_here(changes_[change]);
  }
}

void Walker::trace_here(Trace trace) {
  if (paragraphs_.size() > containers_.back().paragraph_depth) {
    paragraphs_.back().traces.push_back(std::move(trace));
    return;
  }
  reserve_slot();
  Passage& passage = new_passage(containers_.back().surface, containers_.back().shown);
  passage.cell.reset();
  passage.traces.push_back(std::move(trace));
}

void Walker::tell_author(std::string_view author) {
  if (!is_nobody(author)) package_.authors.try_emplace(std::string(author), role_.name);
}

void Walker::take_traces(const PassageText& text, Passage& passage) const {
  for (const Marked& mark : text.marks) {
    const std::string_view marked =
        std::string_view(text.text).substr(mark.span.begin, mark.span.size());
    const auto add = [&](TraceKind kind, const char* what) {
      if (!is_blank(marked)) passage.traces.push_back({kind, mark.span, what, {}, {}});
    };
    if (mark.layer == Layer::hidden) add(TraceKind::hidden_text, "");
    if (mark.layer == Layer::unseen) add(TraceKind::unseen_text, "");
    if (mark.layer == Layer::covered) add(TraceKind::covered_text, "colour");
    for (const std::uint32_t change : {mark.changes.made, mark.changes.formatted}) {
      if (change == 0) continue;
      passage.traces.push_back(changes_[change]);
      passage.traces.back().span = mark.span;
    }
    if (mark.layer == Layer::deleted && mark.changes.made == 0) {
      passage.traces.push_back(changes_[0]);
      passage.traces.back().what = kDeleted;
      passage.traces.back().span = mark.span;
    }
  }
}

void Walker::begin_comment(const XmlNode& node) {
  Trace trace;
  trace.kind = TraceKind::comment;
  trace.author = attribute(node, "author");
  trace.date = attribute(node, "date");
  // commentsExtended names a comment by its last paragraph.
  XmlNode last;
  for (const XmlNode at : node.children()) {
    if (at.local_name() == "p") last = at;
  }
  const auto state =
      last ? package_.comments.find(attribute(last, "paraId")) : package_.comments.end();
  if (state != package_.comments.end()) {
    if (state->second.reply) trace.what = "reply";
    if (state->second.resolved) trace.what = "resolved";
  }
  const Container& here = containers_.back();
  begin_container(here.surface, here.shown, {StepKind::comment, ++comments_, trace.author});
  tell_author(trace.author);
  containers_.back().comment = std::move(trace);
}

// A filled shape in front of the text, set over the paragraph that anchors it: what is under it is
// covered for the reader only. Decided where the offsets are small and relative to the paragraph;
// pictures may be transparent (seals are) and are not judged.
void Walker::anchor(const XmlNode& node) {
  if (paragraphs_.empty() || attribute(node, "behindDoc") == "1" || !child(node, "wrapNone"))
    return;
  const XmlNode vertical = child(node, "positionV");
  const XmlNode horizontal = child(node, "positionH");
  const std::string_view from = attribute(vertical, "relativeFrom");
  const std::string_view beside = attribute(horizontal, "relativeFrom");
  if ((from != "paragraph" && from != "line") || (beside != "column" && beside != "character"))
    return;
  const XmlNode shape = child(child(child(node, "graphic"), "graphicData"), "wsp");
  const XmlNode properties = child(shape, "spPr");
  const XmlNode fill = child(properties, "solidFill");
  if (!fill || child(shape, "txbx") || attribute(child(properties, "prstGeom"), "prst") != "rect")
    return;
  for (const XmlNode colour : fill.children()) {
    if (child(colour, "alpha")) return;
  }
  constexpr int kLine = 200000;    // EMU: half a line of 14 pt, both ways
  constexpr int kStart = 1800000;  // 5 cm: a paragraph reaches at least so far
  const int down = offset_of(vertical, kLine * 2);
  const int right = offset_of(horizontal, kStart * 2);
  const auto height =
      static_cast<int>(number_of(attribute(child(node, "extent"), "cy"), 0) & 0x7FFFFFFU);
  if (down < -kLine || down > kLine / 2 || down + height < kLine / 2 || right > kStart) return;
  paragraphs_.back().covered = true;
}

void Walker::source_rectangle(const XmlNode& node) {
  constexpr int kLeast = 500;  // thousandths of a percent: a rim, not a part
  for (const char* side : {"l", "t", "r", "b"}) {
    if (whole_number(stated(node, side)) < kLeast) continue;
    cropped(attribute(child(node.parent(), "blip"), "embed"));
    return;
  }
}

void Walker::cropped(std::string_view relation) {
  const Relationship* picture = package_.relationships.find(role_.key, relation);
  reserve_slot();
  Passage& passage = new_passage(Surface::attachment, false);
  passage.cell.reset();
  passage.traces.push_back({TraceKind::cropped_picture, {}, {}, {}, {}});
  if (picture != nullptr) {
    passage.where.push_back({StepKind::part, 0, picture->target});
  }
}

}  // namespace mishen::docx
