// Which of the text that is painted on a page a reader sees.
//
// Every glyph is looked at in 25 points of the part of its box that carries ink. What is painted
// after it and lets nothing through covers the points that lie in it, its clip considered; with
// four fifths of them covered, by however many things, the glyph is `obscured`. A glyph of the
// colour of what lies under all of its points is `white` where that is paper, and `obscured` on a
// box of any other colour. One that paints
// nothing (render modes 3 and 7), is outside its clip, transparent or of at most one point is
// `invisible`. Text on top of a box is not covered by it, and a hidden glyph that stands a second
// time at the same place, seen, is no hidden text (fake bold, outlines, shadows).
//
// The text of a scan (render mode 3 over the picture, or any text under a picture that makes up the
// page and is dark where the text is) is what a reader sees, read by a machine: it stays `shown`
// and sets has_ocr_layer. What covers the scan covers its text too; a picture that shows something
// else covers the text of a page like anything else.
//
// Whatever its layer, every value is found: `beside` names the shown glyphs that continue a number
// or word of which a part is hidden. They are laid out twice, once with what a reader sees and once
// with the hidden part.
#pragma once

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

// Call after mark_off_page(). Linear in glyphs and in what is painted over or under them; where
// that is too much, sets seen_unchecked.
void judge_seen(PageContent& page);

}  // namespace mishen::pdf
