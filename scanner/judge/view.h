// The draft as a reviewer reads it: its text in order, masked, with the findings marked in it.
#pragma once

#include <span>

#include "scanner/document/document.h"
#include "scanner/document/view.h"
#include "scanner/judge/excerpt.h"
#include "scanner/judge/finding.h"

namespace mishen {

// Code points of a draft up to which its whole text is viewed; of a longer one only what stands
// near findings.
inline constexpr std::size_t kMostViewed = 60'000;
// Passages viewed on each side of one with a finding, in a longer draft.
inline constexpr std::size_t kViewedBeside = 3;

// `findings` are those of `document`, whose every hidden value `excerpts` knows (sealed). Of a
// group the listed members are marked. Costs the document's text and the findings' places.
[[nodiscard]] DraftView make_view(const Document& document, std::span<const Finding> findings,
                                  const ExcerptMaker& excerpts);

}  // namespace mishen
