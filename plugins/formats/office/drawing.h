// Text in DrawingML: shapes, charts, diagrams.
#pragma once

#include <pugixml.hpp>

#include "scanner/document/document.h"

namespace mishen::office {

// The text of one a:p: its runs, breaks ('\n') and fields, in order.
[[nodiscard]] std::string paragraph_text(const pugi::xml_node& paragraph);

// Where and how what a drawing holds is to be recorded.
struct DrawingPlace {
  Provenance where;  // the part, or the slide
  std::uint32_t page = 0;
  Surface surface = Surface::text_box;
  bool hidden = false;  // nobody sees the drawing: all of it is recoverable
  std::uint32_t* tables =
      nullptr;  // ordinals of tables in the document; null: cells are plain text
};

// Every paragraph, table cell, alternative text and title below `root`, and the cached values of a
// chart. Shapes marked hidden are hidden text.
void read_drawing(const pugi::xml_node& root, const DrawingPlace& place, DocumentBuilder& out);

}  // namespace mishen::office
