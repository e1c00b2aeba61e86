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

}  // namespace

bool has_long_number(std::string_view bytes) {
  constexpr std::size_t kDigits = 11;  // ids of shapes, axes and revisions have ten at most
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  // Every run of this length covers a place that is a multiple of it.
  for (std::size_t at = kDigits - 1; at < bytes.size(); at += kDigits) {
    if (!is_digit(bytes[at])) continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < kDigits && is_digit(bytes[begin - 1])) --begin;
    std::size_t end = at + 1;
    while (end < bytes.size() && end - begin < kDigits && is_digit(bytes[end])) ++end;
    if (end - begin >= kDigits) return true;
  }
  return false;
}

void add_odd_values(const pugi::xml_node& root, const Provenance& where, std::size_t first,
                    DocumentBuilder& out) {
  std::set<std::pair<std::string, std::string>> found;  // name, value
  for (pugi::xml_node node = root; node; node = next_node(node, root)) {
    for (const pugi::xml_attribute& one : node.attributes()) {
      if (has_long_number(one.value())) found.emplace(local_name(one.name()), one.value());
    }
  }
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

}  // namespace mishen::docx
