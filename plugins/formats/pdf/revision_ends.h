// Where earlier revisions end, by the bytes alone.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace mishen::pdf {

// Where each earlier revision of `bytes` ends, oldest first; each prefix is a PDF by itself. The
// first section of a linearized file is no revision, nor is a PDF inside a stream.
[[nodiscard]] std::vector<std::size_t> find_revisions(std::string_view bytes);

}  // namespace mishen::pdf
