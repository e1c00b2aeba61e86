#include "plugins/formats/docx/paths.h"

#include <algorithm>
#include <cstdint>

namespace mishen::docx {
namespace {

// Metadata that names persons, accounts and their organisation: docProps/core.xml and app.xml.
struct Naming {
  std::string_view property;
  std::string_view what;
};
constexpr Naming kNaming[] = {
    {"creator", ""},        {"lastModifiedBy", ""}, {"Manager", ""},
    {"Company", "company"}, {"author", ""},         {"X509SubjectName", ""},
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alnum(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

bool begins_path(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const bool fresh = at == 0 || !is_alnum(text[at - 1]);
  if (!fresh) return false;
  if (rest.starts_with("file:/") || rest.starts_with("file:\\")) return true;
  if (rest.starts_with("/home/") || rest.starts_with("/Users/")) {
    return at == 0 || text[at - 1] == '"' || text[at - 1] == ' ';
  }
  if (rest.size() > 3 && is_letter(rest[0]) && rest[1] == ':') {
    return rest[2] == '\\' || (rest[2] == '/' && rest[3] != '/');
  }
  // A share: two backslashes, a host, another backslash. A field doubles each of them.
  std::size_t host = 0;
  while (host < rest.size() && host < 5 && rest[host] == '\\') ++host;
  if (host < 2 || host > 4 || (at > 0 && text[at - 1] == '\\')) return false;
  std::size_t end = host;
  while (end < rest.size() && (is_alnum(rest[end]) || rest[end] == '.' || rest[end] == '-' ||
                               rest[end] == '_' || rest[end] == '$')) {
    ++end;
  }
  return end > host && end < rest.size() && rest[end] == '\\';
}

}  // namespace

std::optional<std::string_view> naming_property(std::string_view property) {
  for (const Naming& naming : kNaming) {
    if (naming.property == property) return naming.what;
  }
  return std::nullopt;
}

std::optional<SourceSpan> machine_path(std::string_view text) {
  if (text.find_first_of("\\/") == std::string_view::npos) return std::nullopt;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!begins_path(text, at)) continue;
    const std::size_t end = std::min(text.find_first_of("\"\n\r\t<>|", at), text.size());
    return SourceSpan{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  }
  return std::nullopt;
}

}  // namespace mishen::docx
