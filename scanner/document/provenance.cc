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

bool is_sheet_cell(const Provenance& where, std::size_t row) {
  return row > 0 && row + 1 < where.size() && where[row - 1].kind == StepKind::sheet &&
         where[row].kind == StepKind::row && where[row + 1].kind == StepKind::cell &&
         where[row].ordinal != 0 && where[row + 1].ordinal != 0;
}

}  // namespace

std::string cell_name(std::uint32_t column, std::uint32_t row) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters + std::to_string(row);
}

std::string_view name(StepKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::string path(const Provenance& where) {
  std::string out;
  bool inside = false;  // what the next step belongs to is a file or a sheet
  for (std::size_t i = 0; i < where.size(); ++i) {
    const Step& step = where[i];
    if (!out.empty()) out += inside ? '!' : '/';
    if (is_sheet_cell(where, i)) {
      out += cell_name(where[i + 1].ordinal, step.ordinal);
      inside = false;
      ++i;
      continue;
    }
    inside = step.kind == StepKind::attachment || step.kind == StepKind::sheet;
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
    if (step.kind == StepKind::attachment) break;
    if (step.kind == StepKind::page) return step.ordinal;
  }
  return std::nullopt;
}

}  // namespace mishen
