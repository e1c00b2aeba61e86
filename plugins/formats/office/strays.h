// Text that stands where a format has none. An application passes over it; whoever opens the file
// with another program reads it.
#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string_view>

#include "scanner/document/document.h"

namespace mishen::office {

// Adds every text below `root`, in order, that is not blank and that `taken` does not claim as read
// elsewhere: as a value at `where` and the name of the element that holds it. What is deeper than
// max_xml_depth is a gap.
void add_strays(const pugi::xml_node& root, const Provenance& where,
                const std::function<bool(const pugi::xml_node& text)>& taken, DocumentBuilder& out);

// Whether `text` stands below an element of this name that is inside `root`.
[[nodiscard]] bool is_inside(const pugi::xml_node& text, std::string_view name,
                             const pugi::xml_node& root);

}  // namespace mishen::office
