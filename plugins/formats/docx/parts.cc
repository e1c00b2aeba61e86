#include "plugins/formats/docx/parts.h"

#include <algorithm>
#include <array>

#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

struct Row {
  std::string_view local;
  RootKind kind;
};

constexpr RootKind kHarmless{Treatment::harmless};
constexpr RootKind kMetadata{Treatment::text, Surface::metadata};
constexpr RootKind kAllMetadata{Treatment::values, Surface::metadata};

// By local name; prefixes and namespaces vary with version and strictness.
constexpr Row kRoots[] = {
    {"document", {Treatment::document, Surface::body}},
    {"hdr", {Treatment::story, Surface::header}},
    {"ftr", {Treatment::story, Surface::footer}},
    {"footnotes", {Treatment::story, Surface::footnote}},
    {"endnotes", {Treatment::story, Surface::endnote}},
    {"comments", {Treatment::story, Surface::comment}},
    {"glossaryDocument", {Treatment::story, Surface::glossary}},
    {"settings", {Treatment::settings, Surface::custom_property}},
    {"numbering", {Treatment::settings, Surface::body}},
    {"people", {Treatment::settings, Surface::metadata}},
    {"coreProperties", kMetadata},
    {"Properties", kMetadata},  // docProps/app.xml; custom.xml see kind_of_root
    {"chartSpace", {Treatment::text, Surface::chart}},
    {"userShapes", {Treatment::text, Surface::chart}},
    {"dataModel", {Treatment::text, Surface::smartart}},
    {"drawing", {Treatment::text, Surface::smartart, true}},
    {"ocx", {Treatment::values, Surface::form_field}},  // an ActiveX control and its values
    {"xml", {Treatment::text, Surface::text_box}},      // a VML drawing of its own
    {"recipients", kMetadata},       // mail merge: who is left out, and where the data lies
    {"webextension", kAllMetadata},  // an add-in and its settings
    {"taskpanes", kAllMetadata},
    {"labelList", kAllMetadata},  // sensitivity labels
    {"customUI", kAllMetadata},
    {"html", {Treatment::unsupported, Surface::altchunk}},
    {"svg", {Treatment::unsupported, Surface::text_box}},
    // The package's own wiring; read before everything else.
    {"Types", kHarmless},
    {"Relationships", kHarmless},
    // Looks: fonts and colours. Text where they should have none is read all the same.
    {"styles", {Treatment::settings, Surface::custom_property}},
    {"fonts", kHarmless},
    {"theme", kHarmless},
    {"themeOverride", kHarmless},
    {"chartStyle", kHarmless},
    {"colorStyle", kHarmless},
    {"layoutDef", kHarmless},
    {"layoutDefHdrLst", kHarmless},
    {"styleDef", kHarmless},
    {"colorsDef", kHarmless},
    // Frames and margins of a web page; what they fetch is a relationship.
    {"webSettings", kHarmless},
    // Numbers that tie comments to their replies, states and times.
    {"commentsEx", kHarmless},
    {"commentsIds", kHarmless},
    {"commentsExtensible", kHarmless},
    // Which schemas a custom XML part follows; the part itself is read.
    {"datastoreItem", kHarmless},
    {"Signature", {Treatment::signature, Surface::metadata}},
    // Names of macros' entry points; the macros themselves are a gap.
    {"vbaSuppData", kHarmless},
    {"tcg", kHarmless},
};

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

bool starts_as_xml(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    head = head.substr(2, 2);
    return head.find('<') != std::string_view::npos;
  }
  if (head.starts_with(std::string_view("<\0", 2)) ||
      head.starts_with(std::string_view("\0<", 2))) {
    return true;
  }
  const std::size_t ink = head.find_first_not_of(" \t\r\n");
  return ink != std::string_view::npos && head[ink] == '<';
}

bool is_picture(std::string_view head) {
  constexpr std::array<std::string_view, 7> kMagic = {"\x89PNG", "\xFF\xD8\xFF",     "GIF8",  "BM",
                                                      "II*",     "\xD7\xCD\xC6\x9A", "II\xBC"};
  const bool big_endian_tiff = head.starts_with(std::string_view("MM\0*", 4));
  const bool emf = head.size() >= 44 && head.substr(40, 4) == " EMF";
  const bool webp = head.starts_with("RIFF") && head.substr(8, 4) == "WEBP";
  const bool wmf = head.starts_with(std::string_view("\x01\0\x09\0", 4));
  return emf || webp || wmf || big_endian_tiff ||
         std::any_of(kMagic.begin(), kMagic.end(),
                     [&](std::string_view magic) { return head.starts_with(magic); });
}

// Something that has no business in a font or in a printer's settings.
bool is_container_or_text(std::string_view head) {
  if (head.starts_with("PK") || head.starts_with("%PDF") || head.starts_with("\xD0\xCF\x11\xE0")) {
    return true;
  }
  return std::none_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\r' && c != '\n';
  });
}

}  // namespace

RootKind kind_of_root(std::string_view qualified_name, std::string_view part_key) {
  const std::string_view local = local_name(qualified_name);
  if (local == "Properties" && part_key.ends_with("custom.xml")) {
    return {Treatment::custom_properties, Surface::custom_property};
  }
  for (const Row& row : kRoots) {
    if (row.local == local) return row.kind;
  }
  if (part_key.starts_with("customxml/")) return {Treatment::values, Surface::custom_property};
  return {};
}

bool is_named_xml(std::string_view part_key) {
  return ends_with_any(part_key, {".xml", ".rels", ".vml"});
}

BinaryKind kind_of_binary(std::string_view head, std::string_view part_key,
                          std::string_view content_type) {
  if (is_named_xml(part_key) || starts_as_xml(head)) return BinaryKind::xml;
  if (is_picture(head)) return BinaryKind::picture;
  // Obfuscated fonts show no magic number; a printer's settings are the driver's own memory.
  const bool font = ends_with_any(part_key, {".odttf", ".fntdata", ".ttf", ".otf"}) ||
                    content_type.find("font") != std::string_view::npos;
  const bool printer = content_type.find("printersettings") != std::string_view::npos;
  if (is_container_or_text(head)) return BinaryKind::unsupported;
  return font || printer ? BinaryKind::harmless : BinaryKind::unsupported;
}

}  // namespace mishen::docx
