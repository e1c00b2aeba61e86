#include "plugins/formats/docx/relationships.h"

#include <algorithm>

#include "plugins/formats/docx/package.h"
#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

std::string_view last_segment(std::string_view uri) {
  const std::size_t slash = uri.find_last_of('/');
  return slash == std::string_view::npos ? uri : uri.substr(slash + 1);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
    if (text[i] == '%' && high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '\\' ? '/' : text[i];
    }
  }
  return out;
}

// "word/_rels/document.xml.rels" -> "word/document.xml"; "_rels/.rels" -> "".
std::string owner_of(std::string_view rels_part) {
  std::string key = part_key(rels_part);
  if (key.ends_with(".rels")) key.resize(key.size() - 5);
  const std::size_t folder = key.rfind("_rels/");
  if (folder != std::string::npos) key.erase(folder, 6);
  return key;
}

template <class Map>
const typename Map::mapped_type& at_or_empty(const Map& map, std::string_view key) {
  static const typename Map::mapped_type kEmpty{};
  const auto found = map.find(key);
  return found == map.end() ? kEmpty : found->second;
}

}  // namespace

std::string resolve_target(std::string_view part, std::string_view target) {
  target = target.substr(0, target.find('#'));
  const std::string decoded = percent_decoded(target);
  std::string whole;
  if (!decoded.starts_with('/')) {
    const std::size_t slash = part.find_last_of('/');
    if (slash != std::string_view::npos) whole = part.substr(0, slash + 1);
  }
  whole += decoded;
  std::vector<std::string_view> segments;
  const std::string_view rest = whole;
  for (std::size_t at = 0; at <= rest.size();) {
    const std::size_t end = std::min(rest.find('/', at), rest.size());
    const std::string_view segment = rest.substr(at, end - at);
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!segment.empty() && segment != ".") {
      segments.push_back(segment);
    }
    at = end + 1;
  }
  std::string out;
  for (const std::string_view segment : segments) {
    if (!out.empty()) out += '/';
    out += segment;
  }
  return part_key(out);
}

void Relationships::add(std::string_view rels_part, const pugi::xml_node& root) {
  const std::string owner = owner_of(rels_part);
  std::vector<Relationship>& list = by_part_[owner];
  for (const pugi::xml_node& node : root.children()) {
    if (local_name(node.name()) != "Relationship") continue;
    Relationship one;
    one.id = attribute(node, "Id");
    one.type = last_segment(attribute(node, "Type"));
    one.external = attribute(node, "TargetMode") == "External";
    const std::string_view target = attribute(node, "Target");
    one.target = one.external ? std::string(target) : resolve_target(owner, target);
    if (!one.external) roles_[one.target].insert(one.type);
    by_id_.try_emplace(owner + '\n' + one.id, list.size());
    list.push_back(std::move(one));
  }
}

void Relationships::add_content_types(const pugi::xml_node& root) {
  for (const pugi::xml_node& node : root.children()) {
    const std::string_view name = local_name(node.name());
    const std::string type = part_key(attribute(node, "ContentType"));
    if (name == "Override") type_of_part_[resolve_target("", attribute(node, "PartName"))] = type;
    if (name == "Default") type_of_extension_[part_key(attribute(node, "Extension"))] = type;
  }
}

const std::vector<Relationship>& Relationships::of(std::string_view part) const {
  return at_or_empty(by_part_, part);
}

const Relationship* Relationships::find(std::string_view part, std::string_view id) const {
  if (id.empty()) return nullptr;
  const auto found = by_id_.find(std::string(part) + '\n' + std::string(id));
  return found == by_id_.end() ? nullptr : &of(part)[found->second];
}

const std::set<std::string>& Relationships::roles(std::string_view part) const {
  return at_or_empty(roles_, part);
}

std::set<std::string> Relationships::reached() const {
  std::set<std::string> seen = {""};
  std::vector<std::string> open = {""};
  while (!open.empty()) {
    const std::string part = std::move(open.back());
    open.pop_back();
    for (const Relationship& one : of(part)) {
      if (!one.external && seen.insert(one.target).second) open.push_back(one.target);
    }
  }
  return seen;
}

std::string_view Relationships::content_type(std::string_view part) const {
  if (const auto found = type_of_part_.find(part); found != type_of_part_.end()) {
    return found->second;
  }
  const std::size_t dot = part.find_last_of("./");
  if (dot == std::string_view::npos || part[dot] != '.') return {};
  return at_or_empty(type_of_extension_, part.substr(dot + 1));
}

Relationships relationships_of(Package& package) {
  Relationships out;
  for (const PackageEntry& one : package.entries()) {
    const bool types = one.key == "[content_types].xml";
    if (!types && !one.key.ends_with(".rels")) continue;
    auto bytes = package.read(one);
    pugi::xml_document xml;
    if (!bytes || !xml.load_buffer(bytes->data(), bytes->size(), kParseOptions)) continue;
    if (types) {
      out.add_content_types(xml.document_element());
    } else {
      out.add(one.key, xml.document_element());
    }
  }
  return out;
}

}  // namespace mishen::docx
