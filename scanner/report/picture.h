// A page's picture made ready for a report: what must not be shown is black, and it is a PNG.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "scanner/document/view.h"

namespace mishen {

// Pages with findings that are drawn for one draft, and how large their PNGs may be together: 500
// such pages would make a report that no browser opens in a second.
inline constexpr std::size_t kMostPictures = 60;
inline constexpr std::size_t kMostPictureBytes = std::size_t{10} << 20;

struct PageImage {
  std::uint32_t page = 0;                               // from 1
  std::uint32_t width = 0, height = 0;                  // pixels
  std::array<double, 6> to_share = {1, 0, 0, 1, 0, 0};  // as in PagePicture
  std::string png;
};

// `hidden` are quads in the page's user space; each is painted black with a little room around it.
// The PNG has 16 shades of grey; it is empty if it could not be made.
[[nodiscard]] PageImage image_of(PagePicture picture, std::span<const Quad> hidden);

// Where `quad` lies on the picture, in shares of its width and height: an upright box.
struct ShareBox {
  double left = 0, top = 0, right = 0, bottom = 0;
  [[nodiscard]] bool on_picture() const { return left < 1 && top < 1 && right > 0 && bottom > 0; }
};
[[nodiscard]] ShareBox box_on(const std::array<double, 6>& to_share, const Quad& quad);

}  // namespace mishen
