#include "plugins/formats/pdf/poppler_document.h"

#include <poppler-global.h>

#include <limits>
#include <string>

#include "plugins/formats/pdf/error_log.h"

namespace mishen::pdf {

void listen_to_poppler() {
  poppler::set_debug_error_function(
      [](const std::string& message, void*) { report_error(message); }, nullptr);
}

PopplerDocument load_document(std::string_view bytes) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  return PopplerDocument(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
}

}  // namespace mishen::pdf
