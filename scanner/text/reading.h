// How a passage can be read. Matching runs on readings: the primary one (folded as DOMAIN-style
// normalisation says: full width, radicals, digits of all scripts, invisible characters; fold.h has
// the list), and, only where the text gives cause, alternate ones that undo one way of breaking a
// number or a mark apart (alternates.h has the ways). An alternate never replaces the primary: two
// phone numbers on two lines are found in the primary, one number wrapped over two lines in
// `line_joined`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/document/document.h"
#include "scanner/text/offset_map.h"

namespace mishen {

enum class ReadingKind : std::uint8_t {
  primary,
  line_joined,    // a line end inside a run of digits (or digits and check letter) is dropped
  ungrouped,      // single separators (space - . · /) inside a run of digits are dropped
  letter_spaced,  // single characters with spaces between them are pulled together: 机 密, 1 3 8
  chinese_numerals,  // runs of 7 and more 〇一二…, 壹贰…, 幺两 become digits
  look_alikes,       // O o l I | and their kin inside a run of digits become digits
  reversed,          // text under a right-to-left override, as it is seen
  cell_joined,       // neighbouring cells or paragraphs that each hold only digits
};
inline constexpr int kReadingKindCount = static_cast<int>(ReadingKind::cell_joined) + 1;

[[nodiscard]] std::string_view name(ReadingKind kind);

// What was folded away inside a span; the finding names it.
enum class Disguise : std::uint16_t {
  none = 0,
  full_width = 1 << 0,
  invisible = 1 << 1,     // zero-width, soft hyphen, variation selectors, tags
  bidi = 1 << 2,          // directional controls
  radical = 1 << 3,       // Kangxi and CJK radicals supplement
  other_digits = 1 << 4,  // digits of other scripts, circled, superscript, mathematical
  spacing = 1 << 5,       // letter-spaced or oddly grouped
  line_wrap = 1 << 6,
  numerals = 1 << 7,  // Chinese numerals for digits
  look_alike = 1 << 8,
  star_variant = 1 << 9,    // ☆ ⭐ * for ★
  cells = 1 << 10,          // joined over cells or paragraphs
  compatibility = 1 << 11,  // any other NFKC fold: CJK compatibility ideographs, letters
};
constexpr Disguise operator|(Disguise a, Disguise b) {
  return static_cast<Disguise>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
constexpr bool has(Disguise set, Disguise one) {
  return (static_cast<std::uint16_t>(set) & static_cast<std::uint16_t>(one)) != 0;
}
// The names of all members of a set, in declaration order: "full-width", "line-wrap".
[[nodiscard]] std::vector<std::string_view> names(Disguise set);

// A stretch of one passage.
struct SourcePiece {
  std::uint32_t passage = 0;  // index into Document::passages
  SourceSpan span;
  friend bool operator==(const SourcePiece&, const SourcePiece&) = default;
};

struct Reading {
  ReadingKind kind = ReadingKind::primary;
  // The passages it was made from, in order: one, or the joined cells. The source text of `map` is
  // their texts, concatenated.
  std::vector<std::uint32_t> passages;
  std::string text;  // normalised UTF-8
  OffsetMap map;
};

// The readings of one passage; the first is the primary, always present, and no other has its text.
// A kind may come several times: where broken numbers stand in a row, each reading joins other
// neighbours; and where disguises are combined (a wrapped number in Chinese numerals), one more
// reading undoes them all and is of the kind undone last. Linear in the text: all readings together
// are at most kMostReadings times as long.
inline constexpr std::size_t kMostReadings = 20;
[[nodiscard]] std::vector<Reading> readings_of(const Document& document, std::uint32_t passage);
// The same, to `out`, whose room is used again.
void readings_of(const Document& document, std::uint32_t passage, std::vector<Reading>& out);

// Readings across passages: neighbouring cells of a row, and neighbouring paragraphs, that each
// hold nothing but digits (and a check letter), none of them long enough to be a number of its own
// (invariant 11). Linear in the document.
[[nodiscard]] std::vector<Reading> joined_readings(const Document& document);

// The pieces of the original that `span` of `reading` came from, in order, none empty.
[[nodiscard]] std::vector<SourcePiece> pieces_of(const Document& document, const Reading& reading,
                                                 NormSpan span);

// What normalisation folded inside `span`. Dashes and spaces that were only made plain say nothing.
[[nodiscard]] Disguise disguises_of(const Document& document, const Reading& reading,
                                    NormSpan span);

// The primary fold of any text, without its map; for headers of columns, words of rules, tests.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace mishen
