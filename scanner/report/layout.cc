#include "scanner/report/layout.h"

#include <algorithm>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/report/escape.h"
#include "scanner/report/width.h"

namespace mishen {
namespace {

constexpr unsigned kFewestColumns = 20;

constexpr std::u32string_view kClosing = U"，。、；：？！）》〉」』】”’…％%),.;:!?]}>↵";
constexpr std::u32string_view kOpening = U"（《〈「『【“‘([{<";

// A character with the marks that stand on it.
struct Cell {
  std::string bytes;
  char32_t base;
  unsigned width;
  Ink ink;
};

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

std::vector<Cell> cells_of(const std::vector<Piece>& pieces) {
  std::vector<Cell> out;
  for (const Piece& piece : pieces) {
    const std::string text = terminal_escape(piece.text);
    for (std::size_t i = 0; i < text.size();) {
      const utf8::Decoded d = utf8::decode(text, i);
      const std::string bytes = text.substr(i, d.bytes);
      i += d.bytes;
      const unsigned width = width_of(d.code_point);
      if (width == 0 && !out.empty()) {
        out.back().bytes += bytes;
      } else {
        out.push_back({bytes, d.code_point, width, piece.ink});
      }
    }
  }
  return out;
}

// May a line end between `a` and `b`?
bool breaks_between(const Cell& a, const Cell& b) {
  if (b.base == ' ') return false;  // the space itself is dropped at the end of its line
  if (a.base == ' ') return true;
  if (is_in(kClosing, b.base) || is_in(kOpening, a.base)) return false;
  return a.width == 2 || b.width == 2 || a.base == '/';
}

// The end of the line that starts at `begin` and has room for `room` columns.
std::size_t line_end(const std::vector<Cell>& cells, std::size_t begin, unsigned room) {
  unsigned used = 0;
  std::size_t last_break = begin;
  for (std::size_t i = begin; i < cells.size(); ++i) {
    if (i > begin && breaks_between(cells[i - 1], cells[i])) last_break = i;
    used += cells[i].width;
    if (used <= room || (cells[i].base == ' ' && used == room + 1)) continue;
    if (last_break > begin) return last_break;
    return std::max(i, begin + 1);
  }
  return cells.size();
}

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::strong:
      return "1";
    case Ink::faint:
      return "2";
    case Ink::block:
      return "1;31";
    case Ink::review:
      return "1;33";
    case Ink::notice:
      return "36";
    case Ink::good:
      return "32";
  }
  return "";
}

void append_inked(const std::vector<Cell>& cells, std::size_t begin, std::size_t end, bool colour,
                  std::string& out) {
  Ink ink = Ink::plain;
  const auto change_to = [&](Ink next) {
    if (!colour || next == ink) return;
    if (ink != Ink::plain) out += "\x1b[0m";
    if (next != Ink::plain) out.append("\x1b[").append(code_of(next)).append("m");
    ink = next;
  };
  for (std::size_t i = begin; i < end; ++i) {
    change_to(cells[i].ink);
    out += cells[i].bytes;
  }
  change_to(Ink::plain);
}

}  // namespace

Sheet::Sheet(unsigned columns, bool colour)
    : columns_(std::max(columns, kFewestColumns)), colour_(colour) {}

void Sheet::paragraph(unsigned indent, unsigned hang, const std::vector<Piece>& pieces) {
  const std::vector<Cell> cells = cells_of(pieces);
  unsigned margin = std::min(indent, columns_ / 2);
  for (std::size_t begin = 0; begin < cells.size();) {
    const std::size_t next = line_end(cells, begin, columns_ - margin);
    std::size_t end = next;
    while (end > begin && cells[end - 1].base == ' ') --end;
    text_.append(margin, ' ');
    append_inked(cells, begin, end, colour_, text_);
    text_ += '\n';
    begin = next;
    while (begin < cells.size() && cells[begin].base == ' ') ++begin;
    margin = std::min(hang, columns_ / 2);
  }
}

void Sheet::blank() { text_ += '\n'; }

void Sheet::rule() {
  for (unsigned i = 0; i < columns_; ++i) text_ += "─";
  text_ += '\n';
}

std::string Sheet::take() { return std::move(text_); }

}  // namespace mishen
