#include "scanner/document/surface.h"

#include <array>

namespace mishen {
namespace {

struct Row {
  std::string_view name;
  Visibility usual;
};

constexpr Visibility kShown = Visibility::shown;
constexpr Visibility kRecoverable = Visibility::recoverable;

// In the order of the enum; the names are those of the JSON contract (ARCHITECTURE).
constexpr std::array<Row, kSurfaceCount> kRows = {{
    {"body", kShown},
    {"table-cell", kShown},
    {"header", kShown},
    {"footer", kShown},
    {"footnote", kShown},
    {"endnote", kShown},
    {"text-box", kShown},
    {"comment", kRecoverable},
    {"inserted-text", kShown},
    {"deleted-text", kRecoverable},
    {"hidden-text", kRecoverable},
    {"white-text", kRecoverable},
    {"invisible-text", kRecoverable},
    {"obscured-text", kRecoverable},
    {"off-page", kRecoverable},
    {"field-code", kRecoverable},
    {"form-field", kShown},
    {"annotation", kShown},
    {"bookmark", kRecoverable},
    {"hyperlink", kRecoverable},
    {"alt-text", kRecoverable},
    {"watermark", kShown},
    {"chart", kShown},
    {"smartart", kShown},
    {"math", kShown},
    {"glossary", kRecoverable},
    {"sdt", kRecoverable},
    {"altchunk", kShown},
    {"attachment", kRecoverable},
    {"metadata", kRecoverable},
    {"custom-property", kRecoverable},
    {"xmp", kRecoverable},
    {"optional-content", kRecoverable},
    {"previous-revision", kRecoverable},
    {"unreferenced-object", kRecoverable},
    {"file-name", kShown},
}};

}  // namespace

std::string_view name(Surface surface) { return kRows[static_cast<std::size_t>(surface)].name; }

std::optional<Surface> surface_by_name(std::string_view wanted) {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (kRows[i].name == wanted) return static_cast<Surface>(i);
  }
  return std::nullopt;
}

std::string_view name(Visibility visibility) {
  return visibility == Visibility::shown ? "shown" : "recoverable";
}

Visibility usual_visibility(Surface surface) {
  return kRows[static_cast<std::size_t>(surface)].usual;
}

}  // namespace mishen
