// The order in which a person reads what stands on a page.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

// One thing to be ordered. `box` as displayed: x to the right, y upwards, /Rotate applied.
struct Placed {
  Box box;
  std::uint32_t lines = 1;
};

// Indices into `things`, in reading order: top to bottom, columns of running text one after the
// other, what stands side by side otherwise from left to right.
[[nodiscard]] std::vector<std::uint32_t> reading_order(const std::vector<Placed>& things);

// A box of user space as displayed on a page with this /Rotate (turned about the origin).
[[nodiscard]] Box as_displayed(const Box& box, int rotate);

}  // namespace mishen::pdf
