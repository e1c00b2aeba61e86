// A worker's account of its time, in front of its answer where it was asked for. Of one size, so
// that no figure in it decides where the answer begins; and believed no further than what its
// parent has measured itself.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "scanner/base/limits.h"
#include "scanner/base/stages.h"

namespace mishen {

// Bytes of an account over `formats` plug-ins.
[[nodiscard]] std::size_t times_size(std::size_t formats);

// `times.formats` has one element for each plug-in.
[[nodiscard]] std::string encode_times(const DraftTimes& times);

// Nothing when it is not of its size, or its counts are no counts of one draft within `limits`.
// Otherwise its stages add up to `measured`, what the parent saw of the worker as a whole: what is
// missing is elsewhere, and an account of more time than there was is shrunk to fit.
[[nodiscard]] std::optional<DraftTimes> decode_times(std::string_view account, std::size_t formats,
                                                     const Limits& limits, const Spent& measured);

}  // namespace mishen
