// Stands in for collector.cc where poppler's private headers are missing.
#include "plugins/formats/pdf/glyph_source.h"

namespace mishen::pdf {

bool has_collector() { return false; }

OpenedPdf open_collector(std::string_view bytes, const Limits& limits) {
  return open_popplercpp(bytes, limits);
}

OpenedPdf open_recorder(std::string_view bytes, const Limits& limits) {
  return open_popplercpp(bytes, limits);
}

}  // namespace mishen::pdf
