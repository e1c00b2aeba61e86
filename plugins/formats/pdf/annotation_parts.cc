#include "plugins/formats/pdf/annotation_parts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "plugins/formats/pdf/action_parts.h"
#include "plugins/formats/pdf/file_parts.h"
#include "plugins/formats/pdf/markup.h"
#include "plugins/formats/pdf/metadata_parts.h"
#include "plugins/formats/pdf/shift.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

struct Note {
  QPDFObjectHandle object;
  std::string kind;  // the subtype: "Text"
  Provenance where;
  std::uint32_t page = 0;
  std::string author;
  std::string date;
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// Annotations a person writes, as against links, fields and what a program keeps.
bool is_markup(std::string_view kind) {
  constexpr std::array<std::string_view, 16> kKinds = {
      "Text",     "FreeText",       "Line",      "Square",   "Circle",    "Polygon",
      "PolyLine", "Highlight",      "Underline", "Squiggly", "StrikeOut", "Stamp",
      "Caret",    "FileAttachment", "Ink",       "Popup"};
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

// The box of the annotation as the place of all of `text`, so that a report can point at it.
PageAnchors anchors_of(Note& note, const std::string& text) {
  PageAnchors anchors;
  anchors.page = note.page;
  QPDFObjectHandle array = note.object.getKey("/Rect");
  if (!array.isRectangle()) return anchors;
  const QPDFObjectHandle::Rectangle box = array.getArrayAsRectangle();
  const double width = std::abs(box.urx - box.llx);
  const double height = std::abs(box.ury - box.lly);
  if (width <= 0 || height <= 0) return anchors;
  GlyphLine line;
  line.text_end = static_cast<std::uint32_t>(text.size());
  line.origin = {std::min(box.llx, box.urx), std::min(box.lly, box.ury)};
  line.along = {1, 0};
  line.up = shift_of(0, height);
  ExtentsWriter extents;
  line.extents = extents.begin_line();
  for (std::size_t i = utf8::length_of_valid(text); i > 0; --i) extents.add(0, width);
  anchors.lines.push_back(line);
  anchors.extents = extents.take();
  return anchors;
}

void add_note_text(Parts& parts, Note& note, Provenance where, std::string text, bool is_shown) {
  Passage passage;
  passage.surface = Surface::annotation;
  passage.visibility = Visibility::recoverable;
  passage.where = std::move(where);
  passage.page = note.page;
  if (is_markup(note.kind) && !is_shown) {
    Trace trace = make_trace(TraceKind::comment, lower(note.kind));
    trace.author = note.author;
    trace.date = note.date;
    passage.traces.push_back(std::move(trace));
  }
  PageAnchors anchors = anchors_of(note, text);
  passage.text = std::move(text);
  if (!anchors.lines.empty()) passage.anchors = std::move(anchors);
  parts.out.add(std::move(passage));
}

// True when the annotation has an appearance that shows `text` on its page.
bool is_drawn(Parts& parts, Note& note, const std::string& text) {
  const bool draws_words = note.kind == "FreeText" || note.kind == "Widget" ||
                           note.kind == "Stamp" || note.kind == "Line";
  QPDFObjectHandle box = note.object.getKey("/Rect");
  return draws_words && box.isRectangle() &&
         parts.drawn.has(text, note.page, box.getArrayAsRectangle());
}

void read_note(Parts& parts, Note& note) {
  const Limits& limits = parts.out.limits();
  const std::string contents = text_or_stream(note.object.getKey("/Contents"), limits);
  if (!contents.empty() && !is_drawn(parts, note, contents)) {
    add_note_text(parts, note, note.where, contents, false);
  }
  const std::string marked_up = text_or_stream(note.object.getKey("/RC"), limits);
  const std::string rich = text_of_rich(marked_up);
  parts.decide(contents);
  parts.decide(marked_up);
  if (!rich.empty() && rich != contents && !is_drawn(parts, note, rich)) {
    add_note_text(parts, note, with_property(note.where, "RC"), rich, !contents.empty());
  }
  if (note.kind == "Widget") return;
  std::vector<Trace> traces;
  if (is_markup(note.kind) && !note.author.empty()) {
    traces.push_back(make_trace(TraceKind::author_name, lower(note.kind)));
    traces.back().author = note.author;
  }
  add_value(parts.out, Surface::metadata, with_property(note.where, "T"), note.author, note.page,
            std::move(traces));
  for (const char* key : {"/Subj", "/OverlayText", "/Name"}) {
    QPDFObjectHandle value = note.object.getKey(key);
    const std::string text =
        value.isName() && note.kind == "Stamp" ? value.getName().substr(1) : text_of(value);
    add_value(parts.out, Surface::annotation, with_property(note.where, key + 1), text, note.page);
  }
}

// What else an annotation of its kind can carry.
void read_payload(Parts& parts, Note& note) {
  QPDFObjectHandle object = note.object;
  read_file(parts, object.getKey("/FS"), note.where);
  QPDFObjectHandle associated = object.getKey("/AF");
  for (int i = 0; associated.isArray() && i < associated.getArrayNItems(); ++i) {
    read_file(parts, associated.getArrayItem(i), note.where);
  }
  const std::string& kind = note.kind;
  if (kind == "RichMedia" || kind == "3D" || kind == "Movie" || kind == "Sound" ||
      kind == "Screen" || kind == "Projection") {
    // Files in it are found by the reader of what is left.
    const bool holds = kind != "Screen" || object.hasKey("/A");
    if (holds) {
      parts.out.add_gap(GapCause::unsupported_part, note.where,
                        {"gap.pdf-media", {{"kind", kind}}});
    }
    add_strings(parts, object.getKey("/Movie"), Surface::hyperlink,
                with_property(note.where, "Movie"));
  }
  add_strings(parts, object.getKey("/PA"), Surface::hyperlink, with_property(note.where, "PA"));
  if (kind == "Widget") {
    QPDFObjectHandle look = object.getKey("/MK");
    for (const char* key : {"/RC", "/AC"}) {
      add_value(parts.out, Surface::form_field, with_property(note.where, key + 1),
                text_of(look.getKeyIfDict(key)), note.page);
    }
  }
  if (kind == "Link" || kind == "Screen" || kind == "Widget" || is_markup(kind)) return;
  if (kind == "Redact" || kind == "Watermark" || kind == "PrinterMark" || kind == "TrapNet") return;
  // A kind of its own: whatever words it has.
  for (const auto& [key, entry] : object.getDictAsMap()) {
    QPDFObjectHandle value = entry;
    if (value.isString() && key != "/NM" && key != "/M" && key != "/Contents" && key != "/T" &&
        key != "/Subj") {
      add_value(parts.out, Surface::annotation, with_property(note.where, key.substr(1)),
                text_of(value), note.page);
    }
  }
}

void note_widget(QPDFObjectHandle annotation, std::uint32_t page, Widgets& widgets) {
  widgets.all.push_back(annotation);
  QPDFObjectHandle box = annotation.getKey("/Rect");
  if (!annotation.isIndirect() || !box.isRectangle()) return;
  widgets.places[annotation.getObjGen()] = {page, box.getArrayAsRectangle()};
}

void read_annotation(Parts& parts, QPDFObjectHandle annotation, std::uint32_t page,
                     std::uint32_t ordinal, Widgets& widgets) {
  if (!annotation.isDictionary()) return;
  QPDFObjectHandle subtype = annotation.getKey("/Subtype");
  Note note;
  note.object = annotation;
  note.kind = subtype.isName() ? subtype.getName().substr(1) : "";
  note.page = page;
  note.where = {{StepKind::page, page, {}}, {StepKind::annotation, ordinal, note.kind}};
  // A field holds its value whatever it calls itself.
  if (note.kind == "Widget" || annotation.hasKey("/FT") || annotation.hasKey("/V")) {
    note_widget(annotation, page, widgets);
  }
  if (!parts.take(annotation)) return;
  if (note.kind != "Widget") note.author = text_of(annotation.getKey("/T"));
  for (const char* key : {"/CreationDate", "/M"}) {
    const std::string date = text_of(annotation.getKey(key));
    if (is_readable(date) && !date.empty()) note.date = date;
  }
  read_note(parts, note);
  read_action(parts, annotation.getKey("/A"), note.where, page);
  read_event_actions(parts, annotation.getKey("/AA"), note.where, page);
  read_payload(parts, note);
}

}  // namespace

void read_page_parts(Parts& parts, QPDFObjectHandle object, std::uint32_t page, Widgets& widgets) {
  const Provenance where = {{StepKind::page, page, {}}};
  read_event_actions(parts, object.getKey("/AA"), where, page);
  read_xmp(parts, object.getKey("/Metadata"), with_property(where, "XMP"));
  read_piece_info(parts, object.getKey("/PieceInfo"), where);
  if (object.getKey("/Thumb").isStream()) {
    parts.take(object.getKey("/Thumb"));
    add_value(parts.out, Surface::metadata, with_property(where, "Thumb"), {}, page,
              {make_trace(TraceKind::maker_data, "thumbnail")});
  }
  QPDFObjectHandle files = object.getKey("/AF");
  for (int i = 0; files.isArray() && i < files.getArrayNItems(); ++i) {
    read_file(parts, files.getArrayItem(i), where);
  }
  QPDFObjectHandle annotations = object.getKey("/Annots");
  if (!annotations.isArray()) return;
  for (int i = 0; i < annotations.getArrayNItems() && !parts.out.full(); ++i) {
    const auto ordinal = static_cast<std::uint32_t>(i + 1);
    const Provenance place = with(where, {StepKind::annotation, ordinal, {}});
    guarded(parts, place,
            [&] { read_annotation(parts, annotations.getArrayItem(i), page, ordinal, widgets); });
  }
}

}  // namespace mishen::pdf
