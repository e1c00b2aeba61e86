// Taking out of a draft what its reader does not see.
#pragma once

#include <optional>
#include <set>

#include "scanner/document/trace.h"

namespace mishen {

enum class Revisions : unsigned char { accept, reject };

struct CleanOptions {
  std::set<TraceKind> kinds;           // what goes
  std::optional<Revisions> revisions;  // what becomes of tracked changes; needed if they go
  bool drop_signature = false;         // a signed file loses its signature; otherwise it is refused
};

// What can be taken out without touching what a reader sees, in one format or another
// (Format::cleans()).
[[nodiscard]] inline const std::set<TraceKind>& cleanable_kinds() {
  static const std::set<TraceKind> kinds = {TraceKind::hidden_text,
                                            TraceKind::unseen_text,
                                            TraceKind::covered_text,
                                            TraceKind::off_page_text,
                                            TraceKind::contradicting_text,
                                            TraceKind::tracked_change,
                                            TraceKind::comment,
                                            TraceKind::attachment,
                                            TraceKind::removed_in_revision,
                                            TraceKind::unreferenced,
                                            TraceKind::script,
                                            TraceKind::author_name,
                                            TraceKind::machine_path,
                                            TraceKind::maker_data};
  return kinds;
}

}  // namespace mishen
