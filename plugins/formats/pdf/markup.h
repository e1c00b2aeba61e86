// XML and XHTML inside a PDF (XMP, rich text, XFA), read for its text alone: no document is built,
// no entity is fetched, and damage costs the damaged tag.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace mishen::pdf {

// One value of a markup text: the character data of an element, or an attribute. `name` is the
// qualified name it belongs to ("dc:creator"), not rdf:li and the like but what holds them.
enum class MarkupPlace : std::uint8_t { text, attribute };
using MarkupValue =
    std::function<void(std::string_view name, const std::string& text, MarkupPlace place)>;

// Calls `found` for every value of `markup` that is not blank, in order; entities resolved. Leaves
// out namespace declarations, style attributes and the hexadecimal ids programs give to files.
void walk_markup(std::string_view markup, const MarkupValue& found);

// The character data and attribute values of `markup`, a line each.
[[nodiscard]] std::string text_of_markup(std::string_view markup);

// The character data alone, which is what a reader of rich text sees.
[[nodiscard]] std::string text_of_rich(std::string_view markup);

// `raw` in UTF-8 when it begins with the mark of UTF-16, else as it is.
[[nodiscard]] std::string markup_in_utf8(std::string raw);

}  // namespace mishen::pdf
