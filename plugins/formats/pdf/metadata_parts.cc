#include "plugins/formats/pdf/metadata_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugins/formats/pdf/markup.h"
#include "plugins/formats/pdf/value_traces.h"

namespace mishen::pdf {
namespace {

// Traces of a property's value: who made it. `/Creator` of the document is a program in most files.
std::vector<Trace> traces_of(std::string_view key, std::string_view value) {
  const bool program = key == "/Creator" && !looks_like_chinese_name(value);
  if (program || !names_a_person(key)) return {};
  Trace trace = make_trace(TraceKind::author_name);
  trace.author = value;
  return {trace};
}

// In XMP the program has an entry of its own, so that dc:creator is a person.
std::vector<Trace> traces_of_xmp(std::string_view name, const std::string& value) {
  if (!names_a_person(name) || name == "xmp:Creator") return {};
  Trace trace = make_trace(TraceKind::author_name);
  trace.author = value;
  return {trace};
}

void read_info_entry(Parts& parts, const std::string& key, QPDFObjectHandle value) {
  constexpr std::array<std::string_view, 6> kStandard = {"/Title",    "/Author",  "/Subject",
                                                         "/Keywords", "/Creator", "/Producer"};
  const bool standard = std::find(kStandard.begin(), kStandard.end(), key) != kStandard.end();
  const Provenance where = with_property({}, key.substr(1));
  const Surface surface = standard ? Surface::metadata : Surface::custom_property;
  if (!value.isString()) return add_strings(parts, value, surface, where);
  const std::string text = text_of(value);
  if (is_date(text)) return;  // the program's, not the author's
  add_value(parts.out, surface, where, text, 0, traces_of(key, text));
}

}  // namespace

void read_information(Parts& parts) {
  QPDFObjectHandle info = parts.pdf.getTrailer().getKey("/Info");
  if (!info.isDictionary()) return;
  parts.take(info);
  for (const auto& [key, value] : info.getDictAsMap()) read_info_entry(parts, key, value);
}

void read_xmp(Parts& parts, QPDFObjectHandle metadata, const Provenance& where) {
  if (!metadata.isStream() || !parts.take(metadata)) return;
  const auto data = data_of(metadata, parts.out.limits().max_part_bytes);
  if (!data) {
    parts.out.add_gap(GapCause::part_failed, where, {"gap.pdf-part-failed", {}});
    return;
  }
  const std::string markup = markup_in_utf8(*data);
  walk_markup(markup, [&](std::string_view name, const std::string& text, MarkupPlace) {
    if (is_date(text)) return;
    add_value(parts.out, Surface::xmp, with_property(where, std::string(name)), text, 0,
              traces_of_xmp(name, text));
  });
}

void read_bookmarks(Parts& parts) {
  Walk walk(parts.out.limits().max_objects);
  std::uint32_t ordinal = 0;
  // Depth first, without recursion: a list of those still to be read.
  std::vector<QPDFObjectHandle> waiting = {
      parts.pdf.getRoot().getKey("/Outlines").getKeyIfDict("/First")};
  while (!waiting.empty() && !parts.out.full()) {
    QPDFObjectHandle item = waiting.back();
    waiting.pop_back();
    if (!item.isDictionary() || !walk.enter(item)) continue;
    parts.take(item);
    add_value(parts.out, Surface::bookmark,
              {{StepKind::property, ++ordinal, "bookmark " + std::to_string(ordinal)}},
              text_of(item.getKey("/Title")));
    waiting.push_back(item.getKey("/Next"));
    waiting.push_back(item.getKey("/First"));
  }
}

void read_names(Parts& parts) {
  QPDFObjectHandle root = parts.pdf.getRoot();
  const Provenance where = with_property({}, "Dests");
  const auto add = [&](const std::string& name) {
    add_value(parts.out, Surface::bookmark, where, name);
  };
  walk_tree(root.getKey("/Names").getKeyIfDict("/Dests"), "/Names",
            [&](const std::string& name, QPDFObjectHandle) { add(name); });
  QPDFObjectHandle old = root.getKey("/Dests");
  if (old.isDictionary()) {
    for (const std::string& name : old.getKeys()) add(name.substr(1));
  }
  walk_tree(root.getKey("/PageLabels"), "/Nums",
            [&](const std::string& first, QPDFObjectHandle label) {
              add_value(parts.out, Surface::metadata,
                        with_property(with_property({}, "PageLabels"), first),
                        text_of(label.getKeyIfDict("/P")));
            });
}

void read_layers(Parts& parts) {
  QPDFObjectHandle layers = parts.pdf.getRoot().getKey("/OCProperties");
  if (!layers.isDictionary()) return;
  add_strings(parts, layers, Surface::metadata, with_property({}, "OCProperties"));
}

void read_piece_info(Parts& parts, QPDFObjectHandle info, const Provenance& where) {
  if (!info.isDictionary() || !parts.take(info)) return;
  for (const auto& [maker, data] : info.getDictAsMap()) {
    Provenance place = with_property(with_property(where, "PieceInfo"), maker.substr(1));
    add_value(parts.out, Surface::metadata, place, {}, 0,
              {make_trace(TraceKind::maker_data, "piece-info")});
    add_strings(parts, data, Surface::metadata, place);
  }
}

void read_catalogue_rest(Parts& parts) {
  QPDFObjectHandle root = parts.pdf.getRoot();
  for (const char* key : {"/SpiderInfo", "/Extensions", "/Legal", "/Requirements", "/Collection",
                          "/OutputIntents", "/URI", "/DPartRoot"}) {
    add_strings(parts, root.getKey(key), Surface::metadata, with_property({}, key + 1));
  }
  for (const char* key : {"/IDS", "/URLS", "/Renditions", "/AlternatePresentations"}) {
    QPDFObjectHandle tree = root.getKey("/Names").getKeyIfDict(key);
    if (tree.isDictionary()) {
      add_strings(parts, tree, Surface::metadata, with_property({}, key + 1));
    }
  }
}

void read_structure(Parts& parts) {
  constexpr std::array<std::string_view, 4> kKeys = {"/Alt", "/ActualText", "/E", "/T"};
  Walk walk(parts.out.limits().max_objects);
  std::vector<QPDFObjectHandle> waiting = {
      parts.pdf.getRoot().getKey("/StructTreeRoot").getKeyIfDict("/K")};
  while (!waiting.empty() && !parts.out.full()) {
    QPDFObjectHandle element = waiting.back();
    waiting.pop_back();
    if (element.isArray()) {
      for (int i = element.getArrayNItems(); i-- > 0;) waiting.push_back(element.getArrayItem(i));
      continue;
    }
    if (!element.isDictionary() || !walk.enter(element)) continue;
    const Provenance where = {
        {StepKind::property, 0, "StructTreeRoot"},
        {StepKind::object, static_cast<std::uint32_t>(element.getObjectID()), {}}};
    for (const std::string_view key : kKeys) {
      const std::string text = text_of(element.getKey(std::string(key)));
      if (text.empty()) continue;
      std::vector<Trace> traces;
      if (key == "/ActualText") {
        if (parts.drawn.has(text)) {
          parts.decide(text);
          continue;
        }
        traces.push_back(make_trace(TraceKind::contradicting_text, "actual-text"));
      }
      add_value(parts.out, Surface::alt_text, with_property(where, std::string(key.substr(1))),
                text, 0, std::move(traces));
    }
    add_strings(parts, element.getKey("/A"), Surface::alt_text, with_property(where, "A"));
    waiting.push_back(element.getKey("/K"));
    if (parts.gone != nullptr) parts.gone->let_go(parts.pdf, element);
  }
  if (walk.too_many()) {
    parts.out.add_gap(GapCause::limit_reached, with_property({}, "StructTreeRoot"),
                      {"gap.limit", {{"limit", "max-objects"}}});
  }
}

}  // namespace mishen::pdf
