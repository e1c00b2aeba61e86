// What the control words of RTF begin, and what they stand for (Rich Text Format
// Specification 1.9.1).
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/document/passage.h"

namespace mishen::rtf {

enum class Place : std::uint8_t {
  flow,      // text of some surface
  property,  // one value of the info group, or of a destination of no known use
  skip,      // looks, styles, lists: says nothing
  fonts,     // the font table: names, which usually say nothing either
  data,      // the bytes of a picture or an object
};

struct Destination {
  std::string_view name;
  Place place;
  Surface surface;
};

// Null: it begins none that is known.
[[nodiscard]] const Destination* find_destination(std::string_view name);

// Groups whose content is the document's.
[[nodiscard]] bool is_transparent(std::string_view name);

// Destinations whose text is data in hexadecimal digits.
[[nodiscard]] bool is_hex_data(std::string_view name);

// The character a word stands for; empty: none.
[[nodiscard]] std::string_view symbol_word(std::string_view name);

}  // namespace mishen::rtf
