// What the parts that workbooks and presentations share are, by their root element.
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/document/surface.h"

namespace mishen::office {

enum class Reading : std::uint8_t {
  harmless,  // the reason stands at its row
  drawing,   // DrawingML
  text,      // its text nodes
  values,    // its text nodes and all its attributes' values
  unknown,   // as values, and a gap
};

struct Root {
  Reading reading = Reading::unknown;
  Surface surface = Surface::unreferenced_object;
};

[[nodiscard]] Root kind_of_root(std::string_view local_name, std::string_view part_key);

}  // namespace mishen::office
