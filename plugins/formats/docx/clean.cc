#include "plugins/formats/docx/clean.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "plugins/formats/docx/clean_part.h"
#include "plugins/formats/docx/package.h"
#include "plugins/formats/docx/relationships.h"
#include "plugins/formats/docx/rewrite_zip.h"
#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

class StringWriter final : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
  std::string text;
};

std::string text_of(const pugi::xml_document& xml) {
  StringWriter writer;
  xml.save(writer, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(writer.text);
}

class Cleaner {
 public:
  Cleaner(std::string_view bytes, const CleanOptions& options, const Document& before,
          const Limits& limits)
      : bytes_(bytes),
        options_(options),
        before_(before),
        ledger_(limits),
        package_(bytes, ledger_) {}

  Result<std::string> clean() {
    if (Status wired = read_wiring(); !wired) return wired.error();
    choose_parts();
    if (signed_ && !options_.drop_signature)
      return Error{ErrorKind::input, "", {"clean.signed", {}}};
    choose_text();
    for (const PackageEntry& entry : package_.entries()) {
      if (gone_.contains(entry.key)) {
        changes_.removed.insert(entry.index);
      } else if (entry.key.ends_with(".xml") || entry.key.ends_with(".rels")) {
        if (Status edited = edit(entry); !edited) return edited.error();
      }
    }
    return rewrite_zip(bytes_, changes_);
  }

 private:
  [[nodiscard]] bool goes(TraceKind kind) const { return options_.kinds.contains(kind); }

  // False, with the part named, when it cannot be read.
  Status load(const PackageEntry& entry, pugi::xml_document& xml) {
    auto part = package_.read(entry);
    if (!part) return Error{ErrorKind::input, "", {"clean.part", {{"part", entry.name}}}};
    const std::size_t size = part->size();
    const bool good =
        static_cast<bool>(xml.load_buffer_inplace_own(part->release(), size, kParseOptions));
    if (!good) return Error{ErrorKind::input, "", {"clean.part", {{"part", entry.name}}}};
    return Done{};
  }

  Status read_wiring() {
    for (const PackageEntry& entry : package_.entries()) {
      const bool types = entry.key == "[content_types].xml";
      if (!types && !entry.key.ends_with(".rels")) continue;
      pugi::xml_document xml;
      if (Status loaded = load(entry, xml); !loaded) return loaded;
      if (types) {
        relationships_.add_content_types(xml.document_element());
      } else {
        relationships_.add(entry.key, xml.document_element());
      }
    }
    return Done{};
  }

  void choose_parts() {
    for (const PackageEntry& entry : package_.entries()) {
      const std::string& key = entry.key;
      const bool is_signature = key.starts_with("_xmlsignatures/");
      signed_ = signed_ || (is_signature && entry.size != 0);
      const bool properties =
          key.starts_with("docprops/") && !key.starts_with("docprops/thumbnail");
      const bool comments = has_role(key, "comments") || key.starts_with("word/comments");
      const bool people = has_role(key, "people") || key == "word/people.xml";
      const bool macros = has_role(key, "wordVbaData") || key == "word/vbadata.xml";
      if ((is_signature && options_.drop_signature) ||
          (goes(TraceKind::author_name) && (properties || people)) ||
          (goes(TraceKind::comment) && comments) || (goes(TraceKind::script) && macros)) {
        drop_part(key);
      }
    }
    for (const Passage& passage : before_.passages) {
      for (const Trace& trace : passage.traces) {
        if (trace.what == "xml-comment" && goes(trace.kind)) {
          commented_.insert(part_key(passage.where.front().name));
        }
        if (passage.where.size() != 1) continue;
        const bool whole = trace.kind == TraceKind::attachment || trace.kind == TraceKind::script ||
                           trace.kind == TraceKind::unreferenced ||
                           trace.kind == TraceKind::maker_data;
        if (whole && goes(trace.kind)) drop_part(part_key(passage.where.front().name));
      }
    }
  }

  // With its own relationships.
  void drop_part(const std::string& key) {
    gone_.insert(key);
    const std::size_t slash = key.rfind('/');
    const std::size_t stem = slash == std::string::npos ? 0 : slash + 1;
    gone_.insert(key.substr(0, stem) + "_rels/" + key.substr(stem) + ".rels");
  }

  [[nodiscard]] bool has_role(const std::string& key, const char* prefix) const {
    const std::set<std::string>& roles = relationships_.roles(key);
    return std::any_of(roles.begin(), roles.end(),
                       [&](const std::string& role) { return role.starts_with(prefix); });
  }

  // The elements that hold hidden text: those of the runs inside the spans of its traces.
  void choose_text() {
    for (const Passage& passage : before_.passages) {
      const auto* anchors = std::get_if<MarkupAnchors>(&passage.anchors);
      const bool of_draft = !passage.where.empty() && passage.where.front().kind == StepKind::part;
      if (anchors == nullptr || !of_draft) continue;
      for (const Trace& trace : passage.traces) {
        const bool hides =
            trace.kind == TraceKind::hidden_text || trace.kind == TraceKind::unseen_text;
        if (!hides || !goes(trace.kind)) continue;
        for (const MarkupRun& run : anchors->runs) {
          if (run.text_begin >= trace.span.begin && run.text_begin < trace.span.end) {
            hidden_[part_key(anchors->part)].insert(run.node);
          }
        }
      }
    }
  }

  bool edit_relationships(const PackageEntry& entry, pugi::xml_document& xml) {
    std::string owner = entry.key.substr(0, entry.key.size() - 5);
    const std::size_t folder = owner.rfind("_rels/");
    if (folder != std::string::npos) owner.erase(folder, 6);
    bool changed = false;
    pugi::xml_node root = xml.document_element();
    for (pugi::xml_node at = root.first_child(); at;) {
      const pugi::xml_node one = at;
      at = at.next_sibling();
      const bool external = attribute(one, "TargetMode") == "External";
      const std::string_view type = attribute(one, "Type");
      const bool making = external &&
                          (goes(TraceKind::machine_path) || goes(TraceKind::author_name)) &&
                          (type.ends_with("/attachedTemplate") ||
                           type.find("/mailMerge") != std::string_view::npos);
      const bool dangling =
          !external && gone_.contains(resolve_target(owner, attribute(one, "Target")));
      if (!making && !dangling) continue;
      root.remove_child(one);
      changed = true;
    }
    return changed;
  }

  bool edit_types(pugi::xml_document& xml) {
    bool changed = false;
    pugi::xml_node root = xml.document_element();
    for (pugi::xml_node at = root.first_child(); at;) {
      pugi::xml_node one = at;
      at = at.next_sibling();
      const std::string_view name = attribute(one, "PartName");
      if (!name.empty() && gone_.contains(resolve_target("", name))) {
        root.remove_child(one);
        changed = true;
        continue;
      }
      const std::string_view type = attribute(one, "ContentType");
      if (goes(TraceKind::script) && type.find("macroEnabled.main") != std::string_view::npos) {
        const bool is_template = type.find("template") != std::string_view::npos;
        one.attribute("ContentType")
            .set_value(is_template
                           ? "application/vnd.openxmlformats-officedocument.wordprocessingml."
                             "template.main+xml"
                           : "application/vnd.openxmlformats-officedocument.wordprocessingml."
                             "document.main+xml");
        changed = true;
      }
    }
    return changed;
  }

  bool edit_content(const PackageEntry& entry, pugi::xml_document& xml) {
    bool changed = false;
    if (const auto hidden = hidden_.find(entry.key); hidden != hidden_.end()) {
      changed = drop_text(xml, hidden->second);
    }
    if (goes(TraceKind::comment)) changed = drop_comment_marks(xml) || changed;
    if (goes(TraceKind::tracked_change) && options_.revisions) {
      changed = settle_revisions(xml, *options_.revisions) || changed;
    }
    if (goes(TraceKind::machine_path)) changed = drop_paths(xml) || changed;
    std::set<std::string> dangling;
    for (const Relationship& one : relationships_.of(entry.key)) {
      if (!one.external && gone_.contains(one.target)) dangling.insert(one.id);
    }
    if (!dangling.empty()) changed = drop_references(xml, dangling) || changed;
    if (local_name(xml.document_element().name()) == "settings") {
      changed = drop_settings(xml, options_) || changed;
    }
    return changed;
  }

  Status edit(const PackageEntry& entry) {
    pugi::xml_document xml;
    if (Status loaded = load(entry, xml); !loaded) return loaded;
    const bool changed = entry.key == "[content_types].xml" ? edit_types(xml)
                         : entry.key.ends_with(".rels")     ? edit_relationships(entry, xml)
                                                            : edit_content(entry, xml);
    // What was parsed holds no comments of the XML any more.
    if (changed || commented_.contains(entry.key)) changes_.replaced[entry.index] = text_of(xml);
    return Done{};
  }

  std::string_view bytes_;
  const CleanOptions& options_;
  const Document& before_;
  DocumentBuilder ledger_;
  Package package_;
  Relationships relationships_;
  std::set<std::string> gone_;       // keys of parts
  std::set<std::string> commented_;  // whose XML has comments that go
  std::map<std::string, std::set<std::uint32_t>> hidden_;
  ZipChanges changes_;
  bool signed_ = false;
};

}  // namespace

Result<std::string> clean(std::string_view bytes, const CleanOptions& options,
                          const Document& before, const Limits& limits) {
  return Cleaner(bytes, options, before, limits).clean();
}

}  // namespace mishen::docx
