// Numbers in attributes that hold no text. An application shows none of them; whoever opens the
// part does.
#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "plugins/formats/docx/tree.h"
#include "scanner/document/document.h"

namespace mishen::docx {

// False only where no attribute of `bytes`, XML as it stands in the archive, holds a run of digits
// as long as a telephone number: those of such a part need not be looked through. Linear.
[[nodiscard]] bool may_have_odd_values(std::string_view bytes);

// Adds every attribute value below `root` that holds such a run, as a value at `where` and its
// name, unless a passage from `first` on says it already.
void add_odd_values(const pugi::xml_node& root, const Provenance& where, std::size_t first,
                    DocumentBuilder& out);
void add_odd_values(const XmlTree& tree, const Provenance& where, std::size_t first,
                    DocumentBuilder& out);

}  // namespace mishen::docx
