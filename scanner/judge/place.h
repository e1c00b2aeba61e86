// Where a finding lies, as a report may show it.
#pragma once

#include <cstdint>

#include "scanner/document/document.h"
#include "scanner/judge/finding.h"
#include "scanner/text/reading.h"

namespace mishen {

// Makes places one after the other; asked in reading order it is linear in the passages' texts.
// Not thread-safe.
class PlaceMaker {
 public:
  explicit PlaceMaker(const Document& document) : document_(&document) {}

  // Every name in it (of columns, parts, files, fields) is scrubbed: it comes from the draft.
  [[nodiscard]] FindingPlace make(const SourcePiece& piece);

 private:
  [[nodiscard]] Utf16Range range_of(const SourcePiece& piece);

  const Document* document_;
  // Where counting UTF-16 units got to.
  std::uint32_t passage_ = UINT32_MAX;
  std::uint32_t bytes_ = 0;
  std::uint32_t units_ = 0;
};

}  // namespace mishen
