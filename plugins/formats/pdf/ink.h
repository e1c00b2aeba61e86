// How dark the pictures are that lie over text, place by place: whether a page-sized picture shows
// the text under it (a scan with its reading) or hides it (something pasted over a page).
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/area.h"

namespace mishen::pdf {

class Ink {
 public:
  // Counts one pixel at `at`, of `darkness` 0 (white) to 255. Points outside `page` are left out.
  void add(const Box& page, Point at, std::uint8_t darkness);
  [[nodiscard]] bool empty() const { return cells_.empty(); }
  // The mean darkness at `at`; below 0 where no pixel was counted.
  [[nodiscard]] double at(Point at) const;

 private:
  struct Cell {
    std::uint32_t sum = 0;
    std::uint32_t count = 0;
  };
  [[nodiscard]] std::size_t index_of(Point at) const;

  Box page_;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::vector<Cell> cells_;
};

}  // namespace mishen::pdf
