#include "scanner/document/trace.h"

#include <algorithm>
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

bool names_nobody(std::string_view name) {
  constexpr std::array<std::string_view, 16> kNobody = {
      "",          "anonymous", "(anonymous)", "unspecified", "(unspecified)", "unknown",
      "(unknown)", "none",      "n/a",         "-",           "author",        "unnamed",
      "匿名",      "未知",      "佚名",        "无"};
  std::string plain;
  for (const char c : name) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
    }
  }
  return std::find(kNobody.begin(), kNobody.end(), plain) != kNobody.end();
}

}  // namespace mishen
