// Ids that survive edits: made of the rule, the keyed value and the words right before it; never of
// an offset, a line or a page (invariant 6).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "scanner/base/secret.h"
#include "scanner/document/document.h"
#include "scanner/text/reading.h"

namespace mishen {

// The up to 8 letters or Han characters that lead to the value within its sentence, whatever line
// ends and spaces lie between; where there are none, the column's header.
[[nodiscard]] std::string local_context(const Document& document, const SourcePiece& first);

// Gives out the ids of one document. Equal values with equal context are told apart by their order
// only. Not thread-safe.
class IdMaker {
 public:
  explicit IdMaker(const FingerprintKey& key) : key_(&key) {}

  // The mark of one member of a group, as hex, for the value of the group's own id.
  [[nodiscard]] std::string member(std::string_view rule, std::string_view value) const;

  // `value` is normalised; white space in it does not matter. Call in reading order.
  [[nodiscard]] std::string make(std::string_view rule, std::string_view value, MaskShape shape,
                                 std::string_view context);

 private:
  const FingerprintKey* key_;
  std::map<std::string, std::uint32_t> seen_;
};

}  // namespace mishen
