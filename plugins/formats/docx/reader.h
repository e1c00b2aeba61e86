// A package from its archive to passages: the order of the parts, and what becomes of each.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/package.h"
#include "plugins/formats/docx/parts.h"
#include "plugins/formats/docx/walk.h"

namespace mishen::docx {

class Reader {
 public:
  Reader(std::string_view bytes, DocumentBuilder& out) : out_(out), package_(bytes, out) {}

  void read();

 private:
  // reader.cc: wiring, order
  void read_wiring();
  void read_beforehand();
  void read_styles(Theme theme);
  [[nodiscard]] const PackageEntry* part_for(std::string_view role,
                                             std::string_view usual_key) const;
  [[nodiscard]] std::vector<const PackageEntry*> in_order() const;
  [[nodiscard]] int rank(const PackageEntry& entry) const;
  void trace_unreferenced();
  void check_whole();
  void check_targets();

  // read_part.cc: one part
  void read_part(const PackageEntry& entry);
  void read_xml(const PackageEntry& entry);
  void read_root(const PackageEntry& entry, const XmlTree& xml);
  void read_binary(const PackageEntry& entry);
  void walk(const PackageEntry& entry, const XmlTree& xml, RootKind kind);
  [[nodiscard]] PartRole role_of(const PackageEntry& entry, RootKind kind) const;
  [[nodiscard]] bool is_main(const std::string& key) const;
  [[nodiscard]] bool has_place(const std::string& key) const;
  void unsupported(const std::string& part, const char* id);
  void embed(const PackageEntry& entry, Surface surface, bool shown);
  void trace_part(const std::string& part, Surface surface, Trace trace,
                  std::string_view text = {});

  // read_values.cc: parts whose content is single values
  void read_settings(const PackageEntry& entry, const XmlNode& root, Surface surface);
  void read_custom_properties(const PackageEntry& entry, const XmlNode& root);
  void read_signature(const PackageEntry& entry, const XmlNode& root);
  void read_leftovers(const PackageEntry& entry, const XmlNode& root);
  void read_authors();
  void read_external_targets();
  void add_value(const std::string& part, Surface surface, std::string name, std::string_view text);

  DocumentBuilder& out_;
  Package package_;
  PackageState state_;
  std::set<std::string> reached_;
  bool has_root_ = false;  // the package names a main part
  std::size_t documents_ = 0;
  std::size_t pictures_ = 0;
};

}  // namespace mishen::docx
