// Who points to whom in a package, and what the content types say.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/package.h"

namespace mishen::docx {

struct Relationship {
  std::string id;
  std::string type;    // last segment of the type's URI: "officeDocument", "image", "hyperlink"
  std::string target;  // internal: key of the part; external: the URI as written
  bool external = false;
};

class Relationships {
 public:
  // `rels_part` is the relationships part ("word/_rels/document.xml.rels"), `root` its root
  // element.
  void add(std::string_view rels_part, const pugi::xml_node& root);
  // `root` is the root element of [Content_Types].xml.
  void add_content_types(const pugi::xml_node& root);

  // Those of a part by its key; "" is the package itself.
  [[nodiscard]] const std::vector<Relationship>& of(std::string_view part) const;
  [[nodiscard]] const Relationship* find(std::string_view part, std::string_view id) const;
  [[nodiscard]] const std::map<std::string, std::vector<Relationship>, std::less<>>& all() const {
    return by_part_;
  }

  // The types of the relationships that point to a part.
  [[nodiscard]] const std::set<std::string>& roles(std::string_view part) const;
  // Reached from the package by relationships.
  [[nodiscard]] std::set<std::string> reached() const;
  // Lower case; empty if nothing is said.
  [[nodiscard]] std::string_view content_type(std::string_view part) const;

 private:
  std::map<std::string, std::vector<Relationship>, std::less<>> by_part_;
  std::map<std::string, std::size_t, std::less<>> by_id_;  // part, line feed, id: place in by_part_
  std::map<std::string, std::set<std::string>, std::less<>> roles_;
  std::map<std::string, std::string, std::less<>> type_of_part_;
  std::map<std::string, std::string, std::less<>> type_of_extension_;
};

// `target` as seen from `part`, as a key: resolved, percent-decoded, lower case, without fragment.
[[nodiscard]] std::string resolve_target(std::string_view part, std::string_view target);

// What all relationships parts of the package and its content types say. A part that cannot be read
// says nothing.
[[nodiscard]] Relationships relationships_of(Package& package);

}  // namespace mishen::docx
