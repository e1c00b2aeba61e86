// Page pictures on their way from a worker. What comes back is checked like everything else: sizes
// that agree, pages that were asked for, numbers that are numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/document/view.h"

namespace mishen {

[[nodiscard]] std::string encode_pictures(const std::vector<PagePicture>& pictures);

// `asked` are the pages asked for, in order. Error kind input: not an answer to that.
[[nodiscard]] Result<std::vector<PagePicture>> decode_pictures(std::string_view answer,
                                                               std::span<const std::uint32_t> asked,
                                                               const DrawStyle& style,
                                                               const Limits& limits);

}  // namespace mishen
