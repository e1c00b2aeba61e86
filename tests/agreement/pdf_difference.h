// How the two glyph sources of the PDF reader differ on one file, and why.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mishen::testing {

enum class DifferenceKind : std::uint8_t {
  none,
  // poppler-cpp leaves out a character that is drawn again on the same spot (fake bold, but also
  // text set over other text); the collector reads it.
  drawn_again,
  // poppler-cpp makes an accent beside a letter a combining one.
  accent_form,
  // The collector alone reads what a page hides: the visible rest of a half hidden value once more
  // together with it, and appearances of annotations that are not displayed.
  hidden_read,
  // One source could not open the file or the page, and its document has a gap that says so.
  said_unread,
  unexplained,
};
inline constexpr int kDifferenceKindCount = static_cast<int>(DifferenceKind::unexplained) + 1;

[[nodiscard]] std::string_view name(DifferenceKind kind);

struct PageDifference {
  std::uint32_t page = 0;
  DifferenceKind kind = DifferenceKind::none;
};

// Reads `bytes` with both and compares the characters of each page, folded and without blanks, as
// multisets: which passage and surface they are in, and in what order, is the layout's and judged
// elsewhere. One element a page that has text in either.
[[nodiscard]] std::vector<PageDifference> pdf_differences(std::string_view bytes);

}  // namespace mishen::testing
