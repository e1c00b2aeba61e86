// Traces: that a draft holds something which a reader of its pages does not see, whatever it says.
// A rule with `trace = [...]` makes a finding of them; no pattern has to match.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scanner/base/span.h"

namespace mishen {

enum class TraceKind : std::uint8_t {
  covered_text,         // text under an opaque box, picture or annotation: failed redaction
  unapplied_redaction,  // marked for redaction, never redacted
  unseen_text,          // text a viewer cannot show: its background's colour, size <= 1 pt, clipped
  ocr_layer,            // invisible text over its scan: normal, told once
  hidden_text,          // formatted as hidden, or in a layer that is switched off
  off_page_text,        // outside the visible page
  tracked_change,       // inserted, deleted, moved or re-formatted under revision
  comment,              // comments and replies, resolved ones too; notes in a PDF
  attachment,           // a file inside the file
  removed_in_revision,  // what the latest revision took away and the file still holds
  unreferenced,         // an object or part that nothing points to
  contradicting_text,   // what is extracted differs from what is drawn (ActualText, ToUnicode)
  script,               // macro, JavaScript
  author_name,          // names of persons or accounts in metadata
  machine_path,         // path of a disk, share or server
  picture_metadata,     // EXIF, XMP or a position in a picture
  cropped_picture,      // a picture that holds more than it shows
  maker_data,           // private data of the program that made the file, thumbnails
};
inline constexpr int kTraceKindCount = static_cast<int>(TraceKind::maker_data) + 1;

// The name in rule files and reports: "tracked-change".
[[nodiscard]] std::string_view name(TraceKind kind);
[[nodiscard]] std::optional<TraceKind> trace_kind_by_name(std::string_view name);

// True for what programs and forms write where nobody gave a name: "anonymous", "Unknown", "未知".
[[nodiscard]] bool names_nobody(std::string_view name);

// One trace, on the passage that holds it.
struct Trace {
  TraceKind kind = TraceKind::hidden_text;
  SourceSpan span;  // of the passage's text; empty: the passage as a whole
  std::string
      what;  // one lower-case word that tells kinds apart ("deleted", "moved"); may be empty
  std::string author;  // UTF-8, as the file has it; may be empty
  std::string date;    // as the file has it; may be empty

  friend bool operator==(const Trace&, const Trace&) = default;
};

}  // namespace mishen
