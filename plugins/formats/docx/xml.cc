#include "plugins/formats/docx/xml.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>

#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

// A character reference to NUL ends the C string that pugixml gives back.
bool has_nul_reference(std::string_view bytes) {
  for (std::size_t at = bytes.find("&#"); at != std::string_view::npos;
       at = bytes.find("&#", at + 2)) {
    std::string_view digits = bytes.substr(at + 2, 12);
    if (!digits.empty() && (digits[0] == 'x' || digits[0] == 'X')) digits.remove_prefix(1);
    const std::size_t end = digits.find_first_not_of('0');
    if (end != 0 && end != std::string_view::npos && digits[end] == ';') return true;
  }
  return false;
}

bool is_utf16_or_32(std::string_view bytes) {
  return bytes.size() >= 2 && (bytes[0] == '\0' || bytes[1] == '\0' ||
                               bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE"));
}

// pugixml takes an encoding it does not know for UTF-8, and seven-bit ones are that to the letter.
bool states_unknown_encoding(std::string_view bytes) {
  constexpr std::string_view kKnown[] = {"utf-8",  "utf8",   "us-ascii", "ascii",    "iso-8859-1",
                                         "latin1", "utf-16", "utf-16le", "utf-16be", "ucs-2"};
  if (!bytes.starts_with("<?xml")) return false;
  const std::string_view head = bytes.substr(0, bytes.find("?>"));
  std::size_t at = head.find("encoding");
  if (at == std::string_view::npos) return false;
  at = head.find_first_of("\"'", at);
  if (at == std::string_view::npos) return false;
  std::string name(head.substr(at + 1, head.find(head[at], at + 1) - at - 1));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::find(std::begin(kKnown), std::end(kKnown), name) == std::end(kKnown);
}

// What of the raw bytes pugixml would pass over in silence; null: nothing.
const char* silent_loss(std::string_view bytes) {
  if (is_utf16_or_32(bytes)) return nullptr;
  if (states_unknown_encoding(bytes)) return "encoding";
  if (std::memchr(bytes.data(), '\0', bytes.size()) != nullptr) return "NUL";
  if (has_nul_reference(bytes)) return "&#0;";
  return nullptr;
}

// Takes out attribute values longer than `most` bytes; true if there were any.
bool drop_long_attributes(pugi::xml_document& xml, std::uint64_t most) {
  bool dropped = false;
  for (pugi::xml_node node = xml; node; node = next_node(node, xml)) {
    for (pugi::xml_attribute at = node.first_attribute(); at;) {
      const pugi::xml_attribute next = at.next_attribute();
      if (std::strlen(at.value()) > most) {
        node.remove_attribute(at);
        dropped = true;
      }
      at = next;
    }
  }
  return dropped;
}

}  // namespace

void load_xml(PartBytes bytes, const std::string& part, pugi::xml_document& xml,
              DocumentBuilder& out) {
  const Provenance where = {{StepKind::part, 0, part}};
  const auto damaged = [&](std::string cause) {
    out.add_gap(GapCause::part_failed, where, {"gap.docx.part-damaged", {{"cause", cause}}});
  };
  if (bytes.size() == 0) {
    damaged("empty");
    return;
  }
  if (const char* loss = silent_loss(bytes.view())) damaged(loss);
  const bool valid = utf8::is_valid(bytes.view());
  const std::size_t size = bytes.size();
  const pugi::xml_parse_result result =
      xml.load_buffer_inplace_own(bytes.release(), size, kParseOptions);
  if (!result) damaged(result.description());
  if (!valid && result.encoding == pugi::encoding_utf8) damaged("not UTF-8");
  const std::uint64_t most = out.limits().max_attribute_bytes;
  // No value is longer than its part, so nearly all parts need not be walked.
  if (size > most && drop_long_attributes(xml, most)) {
    out.add_gap(GapCause::limit_reached, where, {"gap.limit", {{"limit", "max-attribute-bytes"}}});
  }
  for (const pugi::xml_node& node : xml.children()) {
    if (node.type() == pugi::node_doctype) damaged("DOCTYPE");
  }
}

std::string_view local_name(std::string_view qualified) {
  const std::size_t colon = qualified.find(':');
  return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

std::string_view attribute(const pugi::xml_node& node, std::string_view local) {
  for (pugi::xml_attribute at = node.first_attribute(); at; at = at.next_attribute()) {
    const std::string_view name = at.name();
    if (name.ends_with(local) && local_name(name) == local) return at.value();
  }
  return {};
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view local) {
  for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
    if (at.type() == pugi::node_element && local_name(at.name()) == local) return at;
  }
  return {};
}

std::string own_text(const pugi::xml_node& node) {
  std::string text;
  for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
    if (is_text(at)) text += at.value();
  }
  if (!utf8::is_valid(text)) text = utf8::sanitise(text);
  return text;
}

bool is_on(const pugi::xml_node& property) {
  if (!property) return false;
  return !is_off_value(attribute(property, "val"));
}

std::optional<std::uint32_t> referenced_number(std::string_view name) {
  if (!name.starts_with('#')) return std::nullopt;
  const bool hex = name.starts_with("#x");
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return code;
}

std::uint32_t number_of(std::string_view text, std::uint32_t otherwise) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

pugi::xml_node next_outside(pugi::xml_node node, const pugi::xml_node& root) {
  while (node && node != root) {
    if (pugi::xml_node next = node.next_sibling()) return next;
    node = node.parent();
  }
  return {};
}

pugi::xml_node next_node(const pugi::xml_node& node, const pugi::xml_node& root) {
  if (pugi::xml_node below = node.first_child()) return below;
  return next_outside(node, root);
}

}  // namespace mishen::docx
