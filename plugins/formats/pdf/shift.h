// Distances as a document keeps them.
#pragma once

#include <algorithm>

#include "scanner/document/geometry.h"

namespace mishen::pdf {

// As near as floats come; what a hostile file puts beyond all pages stays a number.
[[nodiscard]] inline Shift shift_of(double x, double y) {
  constexpr double kFarthest = 1e30;
  return {static_cast<float>(std::clamp(x, -kFarthest, kFarthest)),
          static_cast<float>(std::clamp(y, -kFarthest, kFarthest))};
}

}  // namespace mishen::pdf
