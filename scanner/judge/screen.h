// Which candidates are worth weighing, told from their values and what touches them: gathering all
// that stands around one costs many times as much, a list of names with masked numbers has nothing
// but masks, and a report on openness says 主动公开 in every sentence.
#pragma once

#include <deque>
#include <span>
#include <vector>

#include "scanner/document/document.h"
#include "scanner/judge/judge.h"
#include "scanner/match/match.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// A candidate that its value does not rule out.
struct Possible {
  const Reading* reading = nullptr;
  Candidate candidate;
};

struct Screened {
  std::vector<Possible> possible;
  // Of passages that repeat another's text; `possible` points into them and into what was screened.
  std::deque<Reading> repeated;
};

// The candidates of `matched` in order (of readings: by passages, kind, text; in one: by span, then
// rule, each rule's span once, whichever of its patterns found it) less those
//  - that a validator rules out by their value (Validator::can_be) or by what it stands between
//    (Validator::can_stand), and
//  - of joinable rules, that no other mask of this draft and no cell beside it can complete
//    (joinable.h): masks of one length that show the same places tell nothing more together.
// Linear in the candidates.
[[nodiscard]] Screened screen(const Document& document, std::span<const MatchedReading> matched,
                              const Rulebook& book, const BoundValidators& validators);

}  // namespace mishen
