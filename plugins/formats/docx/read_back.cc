#include "plugins/formats/docx/read_back.h"

#include <algorithm>

#include "plugins/formats/docx/names.h"
#include "plugins/formats/docx/package.h"
#include "plugins/formats/docx/standing.h"
#include "plugins/formats/docx/xml.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

TextElement element_of(const pugi::xml_node& node, std::string_view local) {
  if (local == "tab" || local == "ptab") return {"\t", false};
  if (local == "br" || local == "cr") return {"\n", false};
  if (local == "noBreakHyphen") return {std::string(kNoBreakHyphen), false};
  if (local == "softHyphen") return {std::string(kSoftHyphen), false};
  if (local == "sym") return {symbol_text(attribute(node, "char"), attribute(node, "font")), false};
  if (local == "footnoteReference" || local == "endnoteReference") {
    return {std::string(kNoteMark), false};
  }
  return {own_text(node), true};
}

// The byte offset of `units` UTF-16 units into `text`; nothing inside a pair or beyond the end.
std::optional<std::size_t> byte_of(std::string_view text, std::size_t units) {
  std::size_t at = 0;
  while (units > 0 && at < text.size()) {
    const utf8::Decoded c = utf8::decode(text, at);
    const std::size_t size = c.code_point > 0xFFFF ? 2 : 1;
    if (size > units) return std::nullopt;
    units -= size;
    at += c.bytes;
  }
  if (units > 0) return std::nullopt;
  return at;
}

}  // namespace

std::vector<TextElement> text_elements(std::string_view part_bytes) {
  std::vector<TextElement> elements;
  pugi::xml_document xml;
  (void)xml.load_buffer(part_bytes.data(), part_bytes.size(), kParseOptions);
  for (pugi::xml_node node = xml.first_child(); node; node = next_node(node, xml)) {
    if (node.type() != pugi::node_element) continue;
    const std::string_view local = local_name(node.name());
    if (is_text_element(local)) elements.push_back(element_of(node, local));
  }
  return elements;
}

std::optional<std::string> read_back(const Passage& passage, SourceSpan span,
                                     const std::vector<TextElement>& elements) {
  const auto* anchors = std::get_if<MarkupAnchors>(&passage.anchors);
  if (anchors == nullptr) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < anchors->runs.size(); ++i) {
    const MarkupRun& run = anchors->runs[i];
    const std::size_t end =
        i + 1 < anchors->runs.size() ? anchors->runs[i + 1].text_begin : passage.text.size();
    const std::size_t from = std::max<std::size_t>(run.text_begin, span.begin);
    const std::size_t to = std::min<std::size_t>(end, span.end);
    if (from >= to) continue;
    if (run.node >= elements.size()) return std::nullopt;
    const TextElement& element = elements[run.node];
    if (element.verbatim != run.verbatim) return std::nullopt;
    const auto start = byte_of(element.text, run.utf16_offset);
    if (!start) return std::nullopt;
    const std::size_t first = *start + (from - run.text_begin);
    if (first + (to - from) > element.text.size()) return std::nullopt;
    out += element.text.substr(first, to - from);
  }
  return out;
}

std::vector<std::string> parts_named(std::string_view package_bytes, std::string_view name) {
  const Limits limits;
  DocumentBuilder ledger(limits);
  Package package(package_bytes, ledger);
  std::vector<std::string> parts;
  for (const PackageEntry& entry : package.entries()) {
    if (entry.name != name) continue;
    if (auto bytes = package.read(entry)) parts.emplace_back(bytes->view());
  }
  return parts;
}

}  // namespace mishen::docx
