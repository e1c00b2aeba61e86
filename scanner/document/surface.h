// Where in a file a passage lives, and who can see it there. The list is closed: a format that
// meets a kind of place not listed here reports a coverage gap.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mishen {

enum class Surface : std::uint8_t {
  body,
  table_cell,
  header,
  footer,
  footnote,
  endnote,
  text_box,
  comment,
  inserted_text,
  deleted_text,
  hidden_text,
  white_text,
  invisible_text,
  obscured_text,
  off_page,
  field_code,
  form_field,
  annotation,
  bookmark,
  hyperlink,
  alt_text,
  watermark,
  chart,
  smartart,
  math,
  glossary,
  sdt,
  altchunk,
  attachment,
  metadata,
  custom_property,
  xmp,
  optional_content,
  previous_revision,
  unreferenced_object,
  file_name,
};
inline constexpr int kSurfaceCount = static_cast<int>(Surface::file_name) + 1;

enum class Visibility : std::uint8_t {
  shown,        // a reader of the page sees it
  recoverable,  // a reader does not, anyone who looks into the file does
};

// The name in reports and the JSON contract: "table-cell".
[[nodiscard]] std::string_view name(Surface surface);
[[nodiscard]] std::optional<Surface> surface_by_name(std::string_view name);

[[nodiscard]] std::string_view name(Visibility visibility);

// Who sees a surface when the format has no better knowledge of the single passage.
[[nodiscard]] Visibility usual_visibility(Surface surface);

}  // namespace mishen
