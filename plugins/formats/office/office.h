// An OOXML package that is not Word's: its wiring, its parts, and the reading of those that
// workbooks and presentations share. Every part is read, known to be harmless, or a gap.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

#include "plugins/formats/docx/package.h"
#include "plugins/formats/docx/relationships.h"
#include "scanner/document/document.h"

namespace mishen::office {

using docx::PackageEntry;

// Not thread-safe; `bytes` and `out` must outlive it.
class Office {
 public:
  Office(std::string_view bytes, DocumentBuilder& out);

  [[nodiscard]] bool opened() const { return package_.opened(); }
  [[nodiscard]] const docx::Relationships& relationships() const { return relationships_; }
  [[nodiscard]] DocumentBuilder& out() { return out_; }

  // The part the package's or a part's relationship of this type points to; null if there is none.
  [[nodiscard]] const PackageEntry* related(std::string_view part, std::string_view type) const;
  [[nodiscard]] const PackageEntry* find(std::string_view key) const;

  // Parses a part, which read_rest() then leaves alone. Nothing, and a gap, if it cannot be read.
  std::optional<pugi::xml_document> load(const PackageEntry& entry);

  // Reads every part nobody has loaded: properties, drawings, pictures, files inside, unknown ones;
  // and the targets outside the package.
  void read_rest();

  // A value of a part, by its name.
  void add(const PackageEntry& entry, Surface surface, std::string name, std::string_view text);

  [[nodiscard]] std::size_t pictures() const { return pictures_; }

 private:
  void read_wiring();
  void read_part(const PackageEntry& entry);
  void read_xml(const PackageEntry& entry);
  void read_values(const PackageEntry& entry, const pugi::xml_node& root, Surface surface,
                   bool attributes);
  void read_picture(const PackageEntry& entry);
  void read_binary(const PackageEntry& entry);
  void embed(const PackageEntry& entry, bool picture);
  void read_outside_targets();

  docx::Package package_;
  DocumentBuilder& out_;
  docx::Relationships relationships_;
  std::set<std::uint64_t> loaded_;
  std::size_t pictures_ = 0;
};

}  // namespace mishen::office
