// A finding: a candidate that survived, with everything a report needs to show it. It stands alone
// (it crosses the process boundary) and holds the value only as a Secret.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "scanner/base/secret.h"
#include "scanner/document/passage.h"
#include "scanner/judge/validator.h"
#include "scanner/rulebook/rule.h"

namespace mishen {

// Where one stretch of a finding lies in the original. A number joined over cells has several.
struct FindingPlace {
  Provenance where;
  Surface surface = Surface::body;
  Visibility visibility = Visibility::shown;
  std::uint32_t page = 0;   // from 1; 0: none
  Utf16Range range;         // UTF-16 units of the passage's text
  std::vector<Quad> quads;  // PDF points in the page's user space, one a line
  // From CellPlace; row 0: not in a table. `header` has its digit runs masked.
  std::uint32_t table = 0, row = 0, column = 0;
  std::string header;
  // Its passage, by ordinal from 0 among those of the document. Reading the same bytes again gives
  // the same passages; one that is not among them (the file's name) lies outside the content.
  std::uint32_t passage = 0;

  friend bool operator==(const FindingPlace&, const FindingPlace&) = default;
};

// Most traces a group lists; its count goes on. A column is always listed whole.
inline constexpr std::size_t kMostListedPlaces = 1000;

// What one member of a group says.
struct MemberValue {
  std::string id;      // it would have alone
  std::string masked;  // by the rule's shape
  Secret value;        // original text; empty unless the review was asked to reveal
};

// What a finding stands for besides itself: a column of numbers, all comments of a draft.
struct MemberGroup {
  std::uint64_t count = 1;  // members, this finding's own hit among them
  // Where each member begins, in reading order; empty when count is 1.
  std::vector<FindingPlace> places;
  // Of a column, one for each of `places`; empty for traces.
  std::vector<MemberValue> values;
};

struct Finding {
  std::string rule;  // full id "cn-personal/resident-id"
  std::string id;    // rule + ":" + 16 hex digits; survives edits (invariant 6)
  Likelihood likelihood = Likelihood::possible;
  int points = 0;
  Severity cap = Severity::block;    // the most a clue lets it weigh
  std::vector<FindingPlace> places;  // at least one, in reading order
  MemberGroup group;
  Secret value;        // original text; empty unless the review was asked to reveal
  std::string masked;  // the value, masked by the rule's shape
  // The line round it (at most 60 code points) with the value and every other number masked;
  // excerpt_begin/end: where `masked` stands in it, bytes.
  std::string excerpt;
  std::uint32_t excerpt_begin = 0, excerpt_end = 0;
  std::vector<Reason> reasons;         // strongest first
  std::vector<std::string> disguises;  // names of Disguise members
  std::vector<std::string> also;       // full ids of rules that lost the overlap
  std::vector<std::pair<std::string, std::string>> attributes;
};

// What is said of a finding is another on another day: a validator that looks at the day of the
// review says in the attribute "expires" to which one it compared it.
[[nodiscard]] inline bool depends_on_today(const Finding& finding) {
  return std::any_of(finding.attributes.begin(), finding.attributes.end(),
                     [](const auto& attribute) { return attribute.first == "expires"; });
}

}  // namespace mishen
