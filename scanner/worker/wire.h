// The framed protocol between a worker and its parent. The worker has touched untrusted bytes, so
// what it sends is untrusted too: decode() checks every size, count, enum and UTF-8 string against
// the limits, and rejects the whole answer at the first thing that does not hold.
#pragma once

#include <string>
#include <string_view>

#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/policy/policy.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// A complete answer: magic, version, length, payload, SHA-256 of the payload.
[[nodiscard]] std::string encode(const Examination& examination);

// Checks framing, then contents: known enum values, spans in order, rules that exist in `rules`,
// masked texts and ids of the right shape, no more than the limits allow, nothing left over.
// Error kind input, message "worker.answer-invalid" with the field that failed.
[[nodiscard]] Result<Examination> decode(std::string_view answer, const Rulebook& rules,
                                         const Limits& limits);

}  // namespace mishen
