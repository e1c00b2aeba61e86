// A terminal's page: paragraphs wrapped at its columns by display width, inked only where colour is
// wanted. Everything written on it goes through terminal_escape(): no caller can forget.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mishen {

enum class Ink : unsigned char { plain, strong, faint, block, review, notice, good };

struct Piece {
  std::string text;
  Ink ink = Ink::plain;
};

class Sheet {
 public:
  // Narrower than 20 columns nothing can be laid out: 20 are taken then.
  Sheet(unsigned columns, bool colour);

  [[nodiscard]] unsigned columns() const { return columns_; }
  [[nodiscard]] bool colour() const { return colour_; }

  // The first line starts at column `indent`, those that follow at `hang` (both at most half of the
  // columns). Breaks after spaces and beside wide characters, never before closing or after opening
  // punctuation; a word wider than the line is cut.
  void paragraph(unsigned indent, unsigned hang, const std::vector<Piece>& pieces);
  void blank();
  // A line across the sheet.
  void rule();

  [[nodiscard]] std::string take();

 private:
  unsigned columns_;
  bool colour_;
  std::string text_;
};

}  // namespace mishen
