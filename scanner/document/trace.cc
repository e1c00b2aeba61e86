#include "scanner/document/trace.h"

#include <array>

namespace mishen {
namespace {

constexpr std::array<std::string_view, kTraceKindCount> kNames = {
    "covered-text",     "unapplied-redaction", "unseen-text", "ocr-layer",   "hidden-text",
    "off-page-text",    "tracked-change",      "comment",     "attachment",  "removed-in-revision",
    "unreferenced",     "contradicting-text",  "script",      "author-name", "machine-path",
    "picture-metadata", "cropped-picture",     "maker-data"};

}  // namespace

std::string_view name(TraceKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<TraceKind> trace_kind_by_name(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<TraceKind>(i);
  }
  return std::nullopt;
}

}  // namespace mishen
