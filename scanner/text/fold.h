// The primary fold: text as DOMAIN section 8 wants it for matching, with the way back. What it
// does, in one pass over the text:
//
//   invisible    default-ignorable characters, directional controls, blank Braille: dropped
//   radicals     Kangxi, CJK Radicals Supplement, strokes: the ideograph they look like
//   ideographs   CJK compatibility ideographs: the unified one
//   digits       of every script, full width, mathematical: 0-9. Circled, raised and lowered ones
//                only where two or more stand together and no plain digit touches them: in
//                "①13800138000" and "13800138000²" the odd digit is a list or note number, and
//                folding it would hide the number beside it. The look-alike reading tries it there.
//   full width   FF01-FF5E: ASCII; small, vertical, half-width and mathematical forms of letters
//                and punctuation likewise; ligatures of letters
//   spaces       all of them: ' '. Dashes: '-'. Line ends of any kind: '\n'. '\t' stays.
//   stars        ☆ ⭐ 🌟 ✩-✰ ⋆ ✶: ★, asterisks ∗ ⁎ ⁕ ✱ ✲ ✳ ٭: '*' (which stays '*', since it counts
//                as a star only before a period). U+F0AB, the star of the font Wingdings, is ★ only
//                where a secrecy level stands before it.
//   composition  letter + combining mark: the composed letter (NFC)
//
// It is not NFKC: ㎡ ½ № Ⅲ ⑴ ⒈ a lone ① and … keep their meaning. Folding twice changes nothing.
#pragma once

#include <string>
#include <string_view>

#include "scanner/text/offset_map.h"

namespace mishen {

struct NormalText {
  std::string text;
  OffsetMap map;  // from `text` to what it was made from
};

// Total; bytes that are not UTF-8 are kept as they are. Linear.
[[nodiscard]] NormalText normalise(std::string_view source);

}  // namespace mishen
