#include "scanner/document/coverage.h"

#include <array>

namespace mishen {
namespace {

constexpr std::array<std::string_view, kGapCauseCount> kNames = {
    "picture-not-read",     "image-only-page",       "page-without-text",
    "unmapped-glyphs",      "password-protected",    "damaged",
    "page-failed",          "part-failed",           "unsupported-part",
    "unsupported-format",   "unknown-format",        "external-content",
    "limit-reached",        "worker-crashed",        "worker-timed-out",
    "worker-out-of-memory", "worker-answer-invalid", "unreadable-file",
    "name-mismatch",        "lfs-pointer",           "submodule",
    "attribute-missing",
};

}  // namespace

std::string_view name(GapCause cause) { return kNames[static_cast<std::size_t>(cause)]; }

std::optional<GapCause> gap_cause_by_name(std::string_view wanted) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == wanted) return static_cast<GapCause>(i);
  }
  return std::nullopt;
}

}  // namespace mishen
