#include "scanner/document/provenance.h"

#include <array>

namespace mishen {
namespace {

constexpr std::array<std::string_view, kStepKindCount> kNames = {
    "part",  "attachment", "page",     "block",   "p",        "tbl",     "tr",
    "tc",    "txbx",       "sdt",      "comment", "footnote", "endnote", "hyperlink",
    "field", "annot",      "property", "obj",     "revision", "sheet",
};

// Control characters can never be printed as they are; structure characters only where the name is
// not itself a path.
std::string escape(std::string_view name, bool is_path) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool structure = c == '/' || c == '!' || c == '[' || c == ']';
    if (byte < 0x20 || byte == 0x7F || c == '%' || (structure && !is_path)) {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string_view name(StepKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::string path(const Provenance& where) {
  std::string out;
  bool inside_attachment = false;
  for (const Step& step : where) {
    if (!out.empty()) out += inside_attachment ? '!' : '/';
    inside_attachment = step.kind == StepKind::attachment;
    switch (step.kind) {
      case StepKind::part:
      case StepKind::attachment:
        out += escape(step.name, true);
        break;
      case StepKind::sheet:
        out += escape(step.name, false);
        break;
      case StepKind::property:
      case StepKind::field:
        out += name(step.kind);
        out += '[' + escape(step.name, false) + ']';
        break;
      default:
        out += name(step.kind);
        if (step.ordinal != 0) out += '[' + std::to_string(step.ordinal) + ']';
        break;
    }
  }
  return out;
}

std::optional<std::uint32_t> page_of(const Provenance& where) {
  for (const Step& step : where) {
    if (step.kind == StepKind::page) return step.ordinal;
  }
  return std::nullopt;
}

}  // namespace mishen
