#include "plugins/formats/ole/ole.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "plugins/formats/ole/cfb.h"
#include "plugins/formats/ole/native.h"
#include "plugins/formats/ole/property_set.h"
#include "plugins/formats/ole/vba.h"
#include "plugins/formats/support/decode.h"
#include "plugins/formats/support/paths.h"

namespace mishen {
namespace ole {
namespace {

Provenance at(const StreamEntry& stream) { return {{StepKind::part, 0, stream.path}}; }

// Main streams of file formats whose text is not read yet.
const char* legacy_kind(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, const char*>, 6> kMain = {{
      {"WordDocument", "DOC"},
      {"Workbook", "XLS"},
      {"Book", "XLS"},
      {"PowerPoint Document", "PPT"},
      {"MatOST", "WPS"},
      {"__properties_version1.0", "MSG"},
  }};
  for (const auto& [stream, kind] : kMain) {
    if (stream == name) return kind;
  }
  return nullptr;
}

// Streams that say nothing a reader could miss: class names, icons' geometry, caches of macros.
bool is_harmless(std::string_view name) {
  constexpr std::array<std::string_view, 17> kNames = {
      "\x01"
      "CompObj",
      "\x01"
      "Ole",
      "\x03"
      "ObjInfo",
      "\x03"
      "LinkInfo",
      "\x03"
      "EPRINT",
      "\x03"
      "META",
      "\x03"
      "ACCESSOBJSITEDATA",
      "_VBA_PROJECT",
      "PROJECT",
      "PROJECTwm",
      "PROJECTlk",
      "dir",
      "\x03"
      "VBFrame",
      "contents",
      "f",
      "o",
      "\x03"
      "PRINT"};
  return name.starts_with("\x02OlePres") || name.starts_with("__SRP_") ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

class Reader {
 public:
  Reader(std::string_view bytes, DocumentBuilder& out) : file_(bytes), out_(out) {}

  void read() {
    if (!file_.opened() || file_.streams().empty()) {
      out_.add_gap(GapCause::damaged, {}, {"gap.ole.damaged", {}});
      return;
    }
    if (file_.damaged()) out_.add_gap(GapCause::damaged, {}, {"gap.ole.damaged", {}});
    read_legacy();
    read_macros();
    for (const StreamEntry& stream : file_.streams()) {
      if (out_.full()) return;
      if (!done_.contains(stream.path)) read_stream(stream);
    }
  }

 private:
  [[nodiscard]] std::string content(const StreamEntry& stream) {
    const std::uint64_t most = out_.limits().max_part_bytes;
    if (stream.size > most) {
      out_.add_gap(GapCause::limit_reached, at(stream),
                   {"gap.limit", {{"limit", "max-part-bytes"}}});
      return {};
    }
    std::string bytes = file_.read(stream);
    if (bytes.size() < stream.size) {
      out_.add_gap(GapCause::damaged, at(stream), {"gap.ole.stream", {}});
    }
    return bytes;
  }

  void read_legacy() {
    for (const StreamEntry& stream : file_.streams()) {
      const char* kind = legacy_kind(stream.path);
      if (kind == nullptr) continue;
      legacy_ = true;
      out_.add_gap(GapCause::unsupported_format, {}, {"gap.ole.legacy", {{"kind", kind}}});
      return;
    }
  }

  void read_macros() {
    for (const StreamEntry& stream : file_.streams()) {
      if (stream.name != "dir" || !stream.path.ends_with("VBA/dir")) continue;
      const std::string folder = stream.path.substr(0, stream.path.size() - 3);
      const auto dir = decompress_vba(content(stream), out_.limits().max_part_bytes);
      read_project(folder, dir ? read_dir(*dir) : VbaProject{});
    }
  }

  void read_project(const std::string& folder, const VbaProject& project) {
    std::size_t read = 0;
    for (const VbaModule& module : project.modules) {
      const StreamEntry* stream = file_.find(folder + module.stream);
      if (stream == nullptr) continue;
      const std::string bytes = content(*stream);
      const std::size_t offset = std::min<std::size_t>(module.offset, bytes.size());
      read += add_source(*stream, std::string_view(bytes).substr(offset), project.charset) ? 1 : 0;
    }
    if (read < project.modules.size() || read == 0) {
      out_.add_gap(GapCause::unsupported_part, {{StepKind::part, 0, folder + "dir"}},
                   {"gap.ole.macros", {}});
    }
  }

  bool add_source(const StreamEntry& stream, std::string_view bytes, const std::string& charset) {
    const auto source = decompress_vba(bytes, out_.limits().max_part_bytes);
    if (!source) return false;
    done_.insert(stream.path);
    Passage passage;
    const auto text = decode(*source, charset);
    passage.text = text ? text->text : std::string();
    std::erase(passage.text, '\r');
    passage.surface = Surface::field_code;
    passage.visibility = Visibility::recoverable;
    passage.where = at(stream);
    passage.traces.push_back({TraceKind::script, {}, "macro", {}, {}});
    out_.add(std::move(passage));
    return true;
  }

  void read_stream(const StreamEntry& stream) {
    const std::string_view name = stream.name;
    if (name == "\x05SummaryInformation" || name ==
                                                "\x05"
                                                "DocumentSummaryInformation") {
      for (const Property& one : text_properties(content(stream), name.starts_with("\x05"
                                                                                   "Doc"))) {
        add_value(out_, {{StepKind::property, 0, one.name}}, Surface::metadata, one.text);
      }
    } else if (name == "\x01Ole10Native") {
      read_native(stream);
    } else if (name == "Package" || name == "CONTENTS" || name == "EmbeddedOdf") {
      embed(at(stream), std::string(name), content(stream));
    } else if (stream.size != 0 && !is_harmless(name) && !legacy_) {
      out_.add_gap(GapCause::unsupported_part, at(stream), {"gap.docx.part-unknown", {}});
    }
  }

  void read_native(const StreamEntry& stream) {
    const std::string bytes = content(stream);
    const auto file = native_file(bytes);
    if (!file) {
      // Other programs keep their object's bare data behind its size (MS-OLEDS 2.3.6).
      if (bytes.size() > 4) embed(at(stream), "Ole10Native", bytes.substr(4));
      return;
    }
    const Provenance where = {{StepKind::attachment, 0, file->name}};
    add_attachment(out_, where, file->name);
    for (const std::string& source : file->paths) {
      Provenance property = where;
      property.push_back({StepKind::property, 0, "source"});
      add_value(out_, std::move(property), Surface::metadata, source);
    }
    embed(where, file->name, std::string(file->bytes));
  }

  void embed(const Provenance& where, std::string name, std::string bytes) {
    if (bytes.empty()) return;
    out_.embed({std::move(name), where, std::move(bytes), Surface::attachment, false});
  }

  CompoundFile file_;
  DocumentBuilder& out_;
  std::set<std::string> done_;
  bool legacy_ = false;
};

class OleFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "ole"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    Reader(bytes, out).read();
  }
};

}  // namespace
}  // namespace ole

const Format& ole_format() {
  static const ole::OleFormat format;
  return format;
}

}  // namespace mishen
