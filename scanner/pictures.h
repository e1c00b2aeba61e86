// Pictures of a draft's pages. Runs inside a worker: it reads untrusted bytes once more.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scanner/pipeline.h"

namespace mishen {

// Of `pages` (from 1, in order) those that can be drawn; none for a format without pages. Never
// throws for anything in `draft`.
[[nodiscard]] std::vector<PagePicture> draw_pages(const Draft& draft,
                                                  std::span<const std::uint32_t> pages,
                                                  const Engine& engine, const DrawStyle& style);

}  // namespace mishen
