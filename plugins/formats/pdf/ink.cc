#include "plugins/formats/pdf/ink.h"

#include <algorithm>
#include <cmath>

namespace mishen::pdf {
namespace {

constexpr double kCell = 2;         // points
constexpr double kMostCells = 640;  // in each direction

}  // namespace

std::size_t Ink::index_of(Point at) const {
  const double u = (at.x - page_.left) / page_.width();
  const double v = (at.y - page_.bottom) / page_.height();
  if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return cells_.size();
  return static_cast<std::size_t>(v * static_cast<double>(rows_)) * columns_ +
         static_cast<std::size_t>(u * static_cast<double>(columns_));
}

void Ink::add(const Box& page, Point at, std::uint8_t darkness) {
  if (cells_.empty()) {
    if (!(page.width() > 0 && page.height() > 0)) return;
    page_ = page;
    const auto count = [](double length) {
      return static_cast<std::size_t>(std::clamp(std::ceil(length / kCell), 1.0, kMostCells));
    };
    columns_ = count(page.width());
    rows_ = count(page.height());
    cells_.resize(columns_ * rows_);
  }
  const std::size_t index = index_of(at);
  if (index >= cells_.size()) return;
  cells_[index].sum += darkness;
  ++cells_[index].count;
}

double Ink::at(Point at) const {
  const std::size_t index = index_of(at);
  if (index >= cells_.size() || cells_[index].count == 0) return -1;
  return static_cast<double>(cells_[index].sum) / cells_[index].count;
}

}  // namespace mishen::pdf
