// Traces -> findings: what a draft holds beside what a reader sees, as the rules about traces tell
// it. No text is matched and nothing competes: a trace is there because a format saw it.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/judge/excerpt.h"
#include "scanner/judge/ident.h"
#include "scanner/judge/judge.h"
#include "scanner/judge/place.h"

namespace mishen {

// One trace of a document, by where it is.
struct TraceHit {
  std::uint32_t passage = 0;
  std::uint32_t trace = 0;  // index into Passage::traces
};

// The traces one finding tells of.
struct TraceGroup {
  std::uint32_t rule = 0;
  std::vector<TraceHit> hits;  // in reading order, not empty
};

// For each rule one group of all its traces; for a rule with `each` one group a trace, of which the
// kMostListedPlaces-th takes all that follow. In the order of the rules; those without a trace have
// no group. Linear in the traces times the rules that want one kind.
[[nodiscard]] std::vector<TraceGroup> gather_traces(const Document& document, const Rulebook& book);

// The text a trace is on, inside its passage and between code points, whatever the format said.
[[nodiscard]] SourcePiece piece_of(const Document& document, const TraceHit& hit);

// The member that stands for the group: the first that has a text to show.
[[nodiscard]] const TraceHit& spokesman(const Document& document, const TraceGroup& group);

// What a finding is written with; all must know the document. `excerpts` is sealed.
struct FindingMakers {
  const ExcerptMaker& excerpts;
  PlaceMaker& places;
  IdMaker& ids;
};

// The id is made of what the members say and how many there are, not of where they lie: it
// survives edits, and a member that comes or goes makes another finding of it. Of each member's
// text the first 480 bytes and the length count.
[[nodiscard]] Finding tell(const TraceGroup& group, const Document& document, const Rulebook& book,
                           const JudgeOptions& options, const FindingMakers& makers);

}  // namespace mishen
