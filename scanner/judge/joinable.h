// Masks that undo each other: 341***19900101**** beside *******19900101123X gives the number away,
// though each hides enough.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/document/document.h"
#include "scanner/judge/weigh.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// Of the candidates of rules that are `joinable` only those stay that another one completes; the
// two become one candidate with both places. Linked are two masks
//   - in different columns of one table row, or
//   - with the same owner, anywhere in the draft, if the digits both show agree beyond the first
//   six.
// They are of one number when they are as long, contradict each other nowhere, and together show
// more than either does: as much as a mask must not (all but 7 of 15 or 18 characters, but 3 of 11,
// but 5 of any other length). Where every row is masked the same way nothing joins: two such masks
// show the same places. A mask stays too when its row tells the rest in another way
// (MaskedNumber::beside: a birthday). Candidates of other rules pass. Each mask is joined once,
// with the first it fits; linear but for the masks of one row or owner, of which kMostLinked are
// compared.
inline constexpr std::size_t kMostLinked = 32;
[[nodiscard]] std::vector<Weighed> join_masks(std::vector<Weighed> candidates,
                                              const Document& document, const Rulebook& book);

inline constexpr char kHidden = '*';  // in a pattern

// Of a number of so many characters: how many may be hidden for it to be given away all the same.
[[nodiscard]] std::size_t most_hidden_of_leak(std::size_t length);

// What two patterns of one number show together; empty if they are not of one number or no more
// comes of it than either shows.
[[nodiscard]] std::string joined_pattern(std::string_view a, std::string_view b);

}  // namespace mishen
