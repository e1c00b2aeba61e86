// From a run's reviews to what is written of them: the receipt's drafts and the manifest. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scanner/gate/receipt.h"

namespace mishen {

// What a review does not know of its draft.
struct DraftFacts {
  std::string name;  // within the publication, raw bytes
  std::string sm3;   // hex, of the bytes whose SHA-256 the review has; empty: none were read
  Profile profile = Profile::external;
  std::vector<Severity> hold_on;
};

// The draft as the receipt has it.
[[nodiscard]] ReceiptDraft receipt_draft(const Review& review, DraftFacts facts);

// What of each draft was reviewed and, gap by gap, what was not: JSON, schema mishen.manifest/1,
// receipt.drafts[i] beside reviews[i]; and what the policy ignores. Digit runs in the names of
// places are masked. Ends with a line feed.
[[nodiscard]] std::string manifest(const Receipt& receipt, std::span<const Review> reviews);

}  // namespace mishen
