#include "plugins/formats/pdf/action_parts.h"

#include "plugins/formats/pdf/file_parts.h"

namespace mishen::pdf {
namespace {

void read_script(Parts& parts, QPDFObjectHandle script, const Provenance& where,
                 std::uint32_t page) {
  if (script.isStream()) parts.take(script);
  if (script.isStream() && !data_of(script, parts.out.limits().max_part_bytes)) {
    parts.out.add_gap(GapCause::part_failed, where, {"gap.pdf-part-failed", {}});
  }
  add_value(parts.out, Surface::field_code, with_property(where, "JavaScript"),
            text_or_stream(script, parts.out.limits()), page,
            {make_trace(TraceKind::script, "javascript")});
}

// Names an action leads to; `file` may be a specification that holds its content.
void read_target(Parts& parts, QPDFObjectHandle file, const Provenance& where, std::uint32_t page) {
  const std::string name = file_name_of(file);
  if (name.empty()) return;
  std::vector<Trace> traces;
  // A share named from the root, as PDF writes it, is a path as well.
  if (name.substr(0, 2) == "//") {
    traces.push_back(make_trace(TraceKind::machine_path));
    traces.back().span = {0, static_cast<std::uint32_t>(name.size())};
  }
  add_value(parts.out, Surface::hyperlink, where, name, page, std::move(traces));
  read_file(parts, file, where);
}

void read_one(Parts& parts, QPDFObjectHandle action, const Provenance& where, std::uint32_t page) {
  parts.take(action);
  if (action.hasKey("/JS")) read_script(parts, action.getKey("/JS"), where, page);
  add_value(parts.out, Surface::hyperlink, where, text_of(action.getKey("/URI")), page);
  read_target(parts, action.getKey("/F"), where, page);
  QPDFObjectHandle windows = action.getKey("/Win");
  if (windows.isDictionary()) {
    for (const auto& [key, value] : windows.getDictAsMap()) {
      add_value(parts.out, Surface::hyperlink,
                with_property(with_property(where, "Win"), key.substr(1)), text_of(value), page);
    }
  }
  for (const char* key : {"/Mac", "/Unix"}) {
    add_strings(parts, action.getKey(key), Surface::hyperlink, with_property(where, key + 1));
  }
  QPDFObjectHandle media = action.getKey("/R");
  if (media.isDictionary()) {
    read_target(parts, media.getKeyIfDict("/C").getKeyIfDict("/D"), with_property(where, "R"),
                page);
  }
}

}  // namespace

void read_action(Parts& parts, QPDFObjectHandle action, const Provenance& where,
                 std::uint32_t page) {
  Walk walk(parts.out.limits().max_objects);
  std::vector<QPDFObjectHandle> waiting = {action};
  while (!waiting.empty()) {
    QPDFObjectHandle now = waiting.back();
    waiting.pop_back();
    if (now.isArray()) {
      for (QPDFObjectHandle one : now.getArrayAsVector()) {
        if (one.isDictionary()) waiting.push_back(one);
      }
      continue;
    }
    if (!now.isDictionary() || !walk.enter(now)) continue;
    read_one(parts, now, where, page);
    waiting.push_back(now.getKey("/Next"));
  }
}

void read_event_actions(Parts& parts, QPDFObjectHandle actions, const Provenance& where,
                        std::uint32_t page) {
  if (!actions.isDictionary()) return;
  parts.take(actions);
  for (const auto& [event, action] : actions.getDictAsMap()) {
    read_action(parts, action, with_property(where, event.substr(1)), page);
  }
}

void read_document_actions(Parts& parts) {
  QPDFObjectHandle root = parts.pdf.getRoot();
  QPDFObjectHandle opening = root.getKey("/OpenAction");
  if (opening.isDictionary()) read_action(parts, opening, with_property({}, "OpenAction"));
  read_event_actions(parts, root.getKey("/AA"), with_property({}, "AA"));
  walk_tree(root.getKey("/Names").getKeyIfDict("/JavaScript"), "/Names",
            [&](const std::string& name, QPDFObjectHandle action) {
              const Provenance where = with_property({}, name);
              add_value(parts.out, Surface::field_code, where, name);
              read_action(parts, action, where);
            });
  Walk walk(parts.out.limits().max_objects);
  std::uint32_t ordinal = 0;
  std::vector<QPDFObjectHandle> waiting = {root.getKey("/Outlines").getKeyIfDict("/First")};
  while (!waiting.empty()) {
    QPDFObjectHandle item = waiting.back();
    waiting.pop_back();
    if (!item.isDictionary() || !walk.enter(item)) continue;
    ++ordinal;
    QPDFObjectHandle action = item.getKey("/A");
    if (action.isDictionary()) {
      read_action(parts, action, with_property({}, "bookmark " + std::to_string(ordinal)));
    }
    waiting.push_back(item.getKey("/Next"));
    waiting.push_back(item.getKey("/First"));
  }
}

}  // namespace mishen::pdf
