#include "plugins/formats/docx/odd_values.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "plugins/formats/docx/xml.h"
#include "plugins/formats/support/paths.h"

namespace mishen::docx {
namespace {

// Each is looked for in the passages; of more than these it is not worth it.
constexpr std::size_t kMostLookedFor = 64;

bool has_long_number(std::string_view text) {
  constexpr std::size_t kDigits = 11;  // ids of shapes, axes and revisions have ten at most
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  // Every run of this length covers a place that is a multiple of it.
  for (std::size_t at = kDigits - 1; at < text.size(); at += kDigits) {
    if (!is_digit(text[at])) continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < kDigits && is_digit(text[begin - 1])) --begin;
    std::size_t end = at + 1;
    while (end < text.size() && end - begin < kDigits && is_digit(text[end])) ++end;
    if (end - begin >= kDigits) return true;
  }
  return false;
}

// Where `end` stands next, and it with it; npos if nowhere.
std::size_t behind(std::string_view bytes, std::string_view end, std::size_t from) {
  const std::size_t at = bytes.find(end, from);
  return at == std::string_view::npos ? at : at + end.size();
}

// The end of the tag whose inside begins at `at`; `take` is shown each quoted value. npos: none.
template <class Take>
std::size_t tag_end(std::string_view bytes, std::size_t at, Take take) {
  while (at < bytes.size() && bytes[at] != '>') {
    const char c = bytes[at++];
    if (c != '"' && c != '\'') continue;
    const std::size_t close = bytes.find(c, at);
    take(bytes.substr(at, close - at));
    at = close == std::string_view::npos ? close : close + 1;
  }
  return at;
}

using Values = std::set<std::pair<std::string, std::string>>;  // name, value

void add_unsaid(const Values& found, const Provenance& where, std::size_t first,
                DocumentBuilder& out) {
  const std::vector<Passage>& passages = out.document().passages;
  const std::size_t last = passages.size();
  for (const auto& [name, value] : found) {
    const auto says = [&said = value](const Passage& passage) {
      return passage.text.find(said) != std::string::npos;
    };
    const auto begin = passages.begin() + static_cast<std::ptrdiff_t>(std::min(first, last));
    const auto end = passages.begin() + static_cast<std::ptrdiff_t>(last);
    if (found.size() <= kMostLookedFor && std::any_of(begin, end, says)) continue;
    Provenance place = where;
    place.push_back({StepKind::property, 0, name});
    add_value(out, std::move(place), Surface::metadata, value);
    if (out.full()) return;
  }
}

}  // namespace

bool may_have_odd_values(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return true;  // UTF-16 or UTF-32
  if (!has_long_number(bytes) && bytes.find("&#") == std::string_view::npos) return false;
  bool found = false;
  const auto look_at = [&](std::string_view value) {
    found = found || has_long_number(value) || value.find("&#") != std::string_view::npos;
  };
  // The same tags, comments and the like as pugixml sees.
  std::size_t at = bytes.find('<');
  while (at < bytes.size() && !found) {
    const std::string_view rest = bytes.substr(at);
    if (rest.starts_with("</")) {
      ++at;  // has no attributes
    } else if (rest.starts_with("<!--")) {
      at = behind(bytes, "-->", at + 4);
    } else if (rest.starts_with("<![CDATA[")) {
      at = behind(bytes, "]]>", at + 9);
    } else if (rest.starts_with("<?")) {
      at = behind(bytes, "?>", at + 2);
    } else if (rest.starts_with("<!")) {
      return true;  // a document type, with quotes of its own
    } else {
      at = tag_end(bytes, at + 1, look_at);
    }
    if (at < bytes.size()) at = bytes.find('<', at);
  }
  return found;
}

void add_odd_values(const pugi::xml_node& root, const Provenance& where, std::size_t first,
                    DocumentBuilder& out) {
  Values found;
  for (pugi::xml_node node = root; node; node = next_node(node, root)) {
    for (const pugi::xml_attribute& one : node.attributes()) {
      if (has_long_number(one.value())) found.emplace(local_name(one.name()), one.value());
    }
  }
  add_unsaid(found, where, first, out);
}

void add_odd_values(const XmlTree& tree, const Provenance& where, std::size_t first,
                    DocumentBuilder& out) {
  Values found;
  for (const XmlAttribute& one : tree.attributes()) {
    if (has_long_number(one.value())) found.emplace(local_name(one.name()), one.value());
  }
  add_unsaid(found, where, first, out);
}

}  // namespace mishen::docx
