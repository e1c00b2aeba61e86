// The ways a number or a mark is broken apart, each as the edits that undo it on folded text. No
// edits: the text gives no cause. All are linear in the text, pure and total. The bounds beside
// them are for whoever asks only where there may be a cause (signs.h); they hold without that.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "scanner/text/rewrite.h"

namespace mishen {

// What stands under a right-to-left override (U+202E) is reversed, as a reader sees it: a number of
// 7 and more digits by itself, so that its place stays exact, other text up to the next line end or
// punctuation mark. `source` is what `primary` was made from; the override itself is gone there.
[[nodiscard]] Edits reversal_edits(std::string_view source, const NormalText& primary);

// Spaces (up to 8, or a line end) are dropped between the characters of a secrecy level (机 密, 密
// 级), between Han characters and stars that each stand alone, between digits that each stand alone
// (7 and more, or behind a star), and single ones between 5 and more single Latin letters.
[[nodiscard]] Edits letter_spacing_edits(std::string_view text);

// Chinese numerals become digits in runs of 7 and more digit characters, which single separators
// may group and ASCII digits may mix with; not beside 十百千万亿. The ring ○ is a zero only where
// no ASCII digit stands: in 138○○○○8000 it is a mask.
// The shortest run is six ASCII digits and a numeral.
inline constexpr std::size_t kShortestNumerals = 9;
// `digits`: of ASCII, in `text`, if they have been counted; where they are few, less is looked at.
[[nodiscard]] Edits numeral_edits(std::string_view text, std::size_t digits = SIZE_MAX);

// O, l, | and their kin become digits in runs of 11 and more of which at least half are digits
// (single separators may group them); so do lone circled, raised and lowered digits. A letter that
// looks like X and ends 17 digits becomes X.
// None where the text has fewer digits.
inline constexpr std::size_t kFewestAmongLookAlikes = 6;
[[nodiscard]] Edits look_alike_edits(std::string_view text);

// Several ways to undo the same thing: where many broken numbers stand in a row, no single one
// finds all. Each layer is a set of edits of its own; there are at most kMaxLayers, and the first
// one holds for the simple case.
inline constexpr int kMaxLayers = 4;
using Layers = std::vector<Edits>;

// First layer: each line end (with the spaces round it) between two digits, or before a check
// letter, is dropped. In a column of such lines the other layers join only neighbours that together
// have the length of a number.
[[nodiscard]] Layers line_join_layers(std::string_view text);

// First layer: single separators (one of - . · / _ • ・ ‧, or up to two spaces, or both) are
// dropped inside runs of 11 to 27 digits. In longer runs, and beside other numbers, the other
// layers join neighbouring groups that are written as numbers are: 3-4-4, 6-8-4, 4-4-4-4 and the
// like, or any 18 digits.
inline constexpr std::size_t kFewestGrouped = 11;
[[nodiscard]] Layers ungroup_layers(std::string_view text);

}  // namespace mishen
