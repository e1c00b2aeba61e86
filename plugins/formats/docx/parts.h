// What each part of a package is, and what becomes of it: every one is read, known to be harmless
// (with the reason, below), or a gap.
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/document/surface.h"

namespace mishen::docx {

enum class Treatment : std::uint8_t {
  document,  // w:document: main, or left behind
  story,     // WordprocessingML with a fixed surface
  text,      // text nodes are its content
  values,    // text nodes and attribute values are its content
  settings,  // the attributes of a list of elements
  custom_properties,
  signature,    // who signed and what they said; the rest is digests
  harmless,     // see kRoots in parts.cc for the reason of each
  unsupported,  // its text nodes are read all the same, and it is a gap
};

struct RootKind {
  Treatment treatment = Treatment::unsupported;
  Surface surface = Surface::unreferenced_object;
  bool repeats = false;  // see PartRole::repeats
};

// What a part with this root element is.
[[nodiscard]] RootKind kind_of_root(std::string_view qualified_name, std::string_view part_key);

enum class BinaryKind : std::uint8_t { xml, picture, harmless, unsupported };

// Its name says that it is XML, and whatever it holds is read as such.
[[nodiscard]] bool is_named_xml(std::string_view part_key);

// What a part is by its first bytes, its name and what points to it. Text that starts with '<' is
// XML whatever its name.
[[nodiscard]] BinaryKind kind_of_binary(std::string_view head, std::string_view part_key,
                                        std::string_view content_type);

}  // namespace mishen::docx
