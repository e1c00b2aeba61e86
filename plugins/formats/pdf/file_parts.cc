#include "plugins/formats/pdf/file_parts.h"

#include <utility>

namespace mishen::pdf {
namespace {

void hand_over(Parts& parts, QPDFObjectHandle stream, const Provenance& where,
               const std::string& name) {
  if (!stream.isStream() || !parts.take(stream)) return;
  auto data = data_of(stream, parts.out.limits().max_part_bytes);
  if (!data) {
    parts.out.add_gap(GapCause::part_failed, where, {"gap.pdf-part-failed", {}});
    return;
  }
  parts.note_content(*data);
  parts.out.embed({name, where, std::move(*data)});
}

// The files named beside the one a specification is of: /RF holds names and streams in turn.
void read_related(Parts& parts, QPDFObjectHandle related, const Provenance& where) {
  if (!related.isDictionary()) return;
  for (const auto& [key, list] : related.getDictAsMap()) {
    QPDFObjectHandle files = list;
    for (int i = 0; files.isArray() && i + 1 < files.getArrayNItems(); i += 2) {
      const std::string name = text_of(files.getArrayItem(i));
      hand_over(parts, files.getArrayItem(i + 1), with(where, {StepKind::attachment, 0, name}),
                name);
    }
  }
}

}  // namespace

std::string file_name_of(QPDFObjectHandle file) {
  if (file.isString()) return text_of(file);
  if (!file.isDictionary()) return {};
  for (const char* key : {"/UF", "/F", "/Unix", "/DOS", "/Mac"}) {
    std::string name = text_of(file.getKey(key));
    if (!name.empty()) return name;
  }
  return {};
}

bool read_file(Parts& parts, QPDFObjectHandle file, const Provenance& where,
               const std::string& name) {
  QPDFObjectHandle content = file.getKeyIfDict("/EF");
  if (!content.isDictionary()) return false;
  if (!parts.take(file)) return true;
  std::string shown = file_name_of(file);
  if (shown.empty()) shown = name;
  const Provenance place = with(where, {StepKind::attachment, 0, shown});
  Trace trace = make_trace(TraceKind::attachment);
  add_value(parts.out, Surface::attachment, place, shown, 0, {std::move(trace)});
  if (name != shown) add_value(parts.out, Surface::attachment, with_property(where, "name"), name);
  for (const char* key : {"/F", "/Unix", "/DOS", "/Mac", "/Desc", "/CI"}) {
    QPDFObjectHandle value = file.getKey(key);
    if (value.isString() && text_of(value) == shown) continue;
    add_strings(parts, value, Surface::attachment, with_property(place, key + 1));
  }
  for (const auto& [key, stream] : content.getDictAsMap()) {
    hand_over(parts, stream, place, shown);
  }
  read_related(parts, file.getKey("/RF"), place);
  return true;
}

void read_embedded_files(Parts& parts) {
  QPDFObjectHandle root = parts.pdf.getRoot();
  walk_tree(root.getKey("/Names").getKeyIfDict("/EmbeddedFiles"), "/Names",
            [&](const std::string& name, QPDFObjectHandle file) {
              guarded(parts, {}, [&] { read_file(parts, file, {}, name); });
            });
  QPDFObjectHandle associated = root.getKey("/AF");
  if (!associated.isArray()) return;
  for (QPDFObjectHandle file : associated.getArrayAsVector()) {
    guarded(parts, {}, [&] { read_file(parts, file, {}); });
  }
}

}  // namespace mishen::pdf
