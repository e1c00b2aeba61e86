#include "plugins/formats/docx/asides.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "plugins/formats/support/decode.h"
#include "plugins/formats/support/paths.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

void add(std::string_view text, const std::string& part, const char* name, const char* what,
         DocumentBuilder& out) {
  if (text.find_first_not_of(kBlank) == std::string_view::npos) return;
  Passage passage;
  passage.text = utf8::sanitise(text);
  passage.surface = Surface::metadata;
  passage.visibility = Visibility::recoverable;
  if (!part.empty()) passage.where.push_back({StepKind::part, 0, part});
  passage.where.push_back({StepKind::property, 0, name});
  passage.traces.push_back({TraceKind::maker_data, {}, what, {}, {}});
  if (is_machine_path(passage.text)) {
    passage.traces.push_back({TraceKind::machine_path, {}, {}, {}, {}});
  }
  out.add(std::move(passage));
}

// The encoding's own declaration, and which program opens the file.
bool is_usual_instruction(std::string_view text) {
  return text.starts_with("xml ") || text.starts_with("xml\t") ||
         text.starts_with("mso-application") || text.starts_with("mso-contentType");
}

// From `at` to behind `end`; the text between in `text`. To the end of the bytes if it is missing.
std::size_t take_until(std::string_view bytes, std::size_t at, std::string_view end,
                       std::string_view& text) {
  const std::size_t found = std::min(bytes.find(end, at), bytes.size());
  text = bytes.substr(at, found - at);
  return std::min(found + end.size(), bytes.size());
}

void read_utf8(std::string_view bytes, const std::string& part, DocumentBuilder& out) {
  // Looked for by their second character, which is rarer than the '<' of each tag.
  const auto find = [&](char second, std::size_t from) {
    std::size_t at = bytes.find(second, from + 1);
    while (at != std::string_view::npos && bytes[at - 1] != '<') at = bytes.find(second, at + 1);
    return at == std::string_view::npos ? at : at - 1;
  };
  const bool comments = find('!', 0) != std::string_view::npos;
  const std::size_t first = find('?', 0);
  const bool instructions =
      first != std::string_view::npos && find('?', first + 2) != std::string_view::npos;
  if (!comments && !instructions &&
      (first == std::string_view::npos || is_usual_instruction(bytes.substr(first + 2, 32)))) {
    return;
  }
  for (std::size_t at = bytes.find('<'); at < bytes.size(); at = bytes.find('<', at)) {
    const std::string_view rest = bytes.substr(at);
    std::string_view text;
    if (rest.starts_with("<!--")) {
      at = take_until(bytes, at + 4, "-->", text);
      add(text, part, "XML comment", "xml-comment", out);
    } else if (rest.starts_with("<?")) {
      at = take_until(bytes, at + 2, "?>", text);
      if (!is_usual_instruction(text)) add(text, part, "XML instruction", "xml-comment", out);
    } else if (rest.starts_with("<![CDATA[")) {
      at = take_until(bytes, at + 9, "]]>", text);
    } else {
      ++at;
    }
  }
}

bool is_text(const Decoded& decoded) {
  return decoded.complete && std::none_of(decoded.text.begin(), decoded.text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte == 0x7F || (byte < 0x20 && kBlank.find(c) == std::string_view::npos);
         });
}

}  // namespace

void read_xml_asides(std::string_view bytes, const std::string& part, DocumentBuilder& out) {
  const bool wide =
      bytes.size() >= 2 && (bytes[0] == '\0' || bytes[1] == '\0' || bytes.starts_with("\xFE\xFF") ||
                            bytes.starts_with("\xFF\xFE"));
  if (!wide) return read_utf8(bytes, part, out);
  read_utf8(decode_unknown(bytes).text, part, out);
}

void read_archive_aside(std::string_view bytes, const std::string& part, const char* name,
                        DocumentBuilder& out) {
  constexpr std::string_view kNothing("\0 \t\r\n", 5);
  const std::size_t ink = bytes.find_first_not_of(kNothing);
  if (ink == std::string_view::npos) return;
  const std::string_view said = bytes.substr(ink, bytes.find_last_not_of(kNothing) + 1 - ink);
  const Decoded decoded = decode_unknown(said);
  if (is_text(decoded)) return add(decoded.text, part, name, "archive-data", out);
  Provenance where;
  if (!part.empty()) where.push_back({StepKind::part, 0, part});
  where.push_back({StepKind::property, 0, name});
  out.add_gap(GapCause::unsupported_part, std::move(where),
              {"gap.docx.archive-data", {{"count", std::to_string(said.size())}}});
}

void read_extra_fields(std::string_view fields, const std::string& part, DocumentBuilder& out) {
  // ZIP64, NTFS, OpenVMS and Unix times and rights, hashes of names whose text is read as such, the
  // mark of Java archives, AES; Open Packaging's room to grow, which must be empty.
  constexpr std::array<std::uint32_t, 9> kNumbers = {0x0001, 0x000A, 0x000D, 0x5455, 0x5855,
                                                     0x7855, 0x7875, 0xCAFE, 0x9901};
  constexpr std::uint32_t kRoomToGrow = 0xA220;
  constexpr std::uint32_t kUnicodePath = 0x7075;
  const auto number = [&](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(fields[at])) |
           static_cast<std::uint32_t>(static_cast<unsigned char>(fields[at + 1])) << 8U;
  };
  std::size_t at = 0;
  while (at + 4 <= fields.size()) {
    const std::uint32_t id = number(at);
    std::string_view data = fields.substr(at + 4, number(at + 2));
    at += 4 + number(at + 2);
    if (std::find(kNumbers.begin(), kNumbers.end(), id) != kNumbers.end()) continue;
    if (id == kRoomToGrow) data.remove_prefix(std::min<std::size_t>(4, data.size()));
    // Behind a version and a checksum stands the name or the comment in UTF-8.
    const bool unicode = id == kUnicodePath || id == 0x6375;
    if (unicode) data.remove_prefix(std::min<std::size_t>(5, data.size()));
    if (id == kUnicodePath && data == part) continue;
    read_archive_aside(data, part, "extra field", out);
  }
  if (at < fields.size()) read_archive_aside(fields.substr(at), part, "extra field", out);
}

}  // namespace mishen::docx
