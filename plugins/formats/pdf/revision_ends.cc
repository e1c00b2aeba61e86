#include "plugins/formats/pdf/revision_ends.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace mishen::pdf {
namespace {

// The offset a startxref at `at` names, if a cross-reference section stands there.
std::optional<std::size_t> section_of(std::string_view bytes, std::size_t at, std::size_t header) {
  std::size_t i = at + 9;
  while (i < bytes.size() && std::isspace(static_cast<unsigned char>(bytes[i])) != 0) ++i;
  std::size_t offset = 0;
  const std::size_t digits = i;
  for (; i < bytes.size() && i - digits < 12 && bytes[i] >= '0' && bytes[i] <= '9'; ++i) {
    offset = offset * 10 + static_cast<std::size_t>(bytes[i] - '0');
  }
  offset += header;
  if (i == digits || offset == header || offset >= at) return std::nullopt;
  while (offset < at && std::isspace(static_cast<unsigned char>(bytes[offset])) != 0) ++offset;
  const bool table = bytes.substr(offset, 4) == "xref";
  const bool stream = std::isdigit(static_cast<unsigned char>(bytes[offset])) != 0 &&
                      bytes.substr(offset, 24).find(" obj") != std::string_view::npos;
  return table || stream ? std::optional(offset) : std::nullopt;
}

}  // namespace

std::vector<std::size_t> find_revisions(std::string_view bytes) {
  const std::size_t header = std::min(bytes.substr(0, 1024).find("%PDF-"), bytes.size());
  const std::size_t shift = header == bytes.size() ? 0 : header;
  bool first_is_half = bytes.substr(0, 2048).find("/Linearized") != std::string_view::npos;
  std::vector<std::size_t> ends;
  std::size_t last_section = 0;
  for (std::size_t at = bytes.find("startxref"); at != std::string_view::npos;
       at = bytes.find("startxref", at + 9)) {
    if (std::exchange(first_is_half, false)) continue;
    const std::optional<std::size_t> section = section_of(bytes, at, shift);
    const std::size_t mark = bytes.substr(at, 64).find("%%EOF");
    if (!section || mark == std::string_view::npos) continue;
    if (!ends.empty() && *section == last_section) ends.pop_back();
    last_section = *section;
    ends.push_back(at + mark + 5);
  }
  if (!ends.empty()) ends.pop_back();  // the latest
  return ends;
}

}  // namespace mishen::pdf
