#include "plugins/formats/support/paths.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string letters_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_letter(c)) out += static_cast<char>(c | 0x20);
  }
  return out;
}

}  // namespace

bool is_machine_path(std::string_view text) {
  const std::size_t ink = text.find_first_not_of(" \t\r\n\"'");
  if (ink == std::string_view::npos) return false;
  text.remove_prefix(ink);
  if (text.starts_with("file:")) return true;
  if (text.starts_with("\\\\") && text.size() > 3) return true;
  if (text.starts_with("/home/") || text.starts_with("/Users/")) return true;
  return text.size() > 3 && is_letter(text[0]) && text[1] == ':' &&
         (text[2] == '\\' || text[2] == '/');
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool names_a_person(std::string_view property) {
  constexpr std::array<std::string_view, 12> kNames = {
      "creator", "author", "lastmodifiedby", "lastauthor",      "manager",  "artist",
      "byline",  "owner",  "ownername",      "cameraownername", "xpauthor", "operator"};
  return std::find(kNames.begin(), kNames.end(), letters_of(property)) != kNames.end();
}

bool may_say_more(std::string_view text) {
  constexpr int kDigits = 11;  // EMUs, colours, times, ids and counters have fewer
  int digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= kDigits || static_cast<unsigned char>(c) >= 0x80) return true;
  }
  return false;
}

void add_value(DocumentBuilder& out, Provenance where, Surface surface, std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
  Passage passage;
  passage.text = utf8::sanitise(text);
  passage.surface = surface;
  passage.visibility = usual_visibility(surface);
  if (is_machine_path(text)) passage.traces.push_back({TraceKind::machine_path, {}, {}, {}, {}});
  if (!where.empty() && where.back().kind == StepKind::property &&
      names_a_person(where.back().name)) {
    passage.traces.push_back({TraceKind::author_name, {}, {}, passage.text, {}});
  }
  passage.where = std::move(where);
  out.add(std::move(passage));
}

void add_attachment(DocumentBuilder& out, Provenance where, std::string_view name) {
  Passage passage;
  passage.text = utf8::sanitise(name);
  passage.surface = Surface::attachment;
  passage.visibility = Visibility::recoverable;
  passage.where = std::move(where);
  passage.traces.push_back({TraceKind::attachment, {}, {}, {}, {}});
  out.add(std::move(passage));
}

}  // namespace mishen
