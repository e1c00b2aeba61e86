#include "plugins/formats/pdf/draw.h"

#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "plugins/formats/pdf/error_log.h"
#include "plugins/formats/pdf/poppler_document.h"

namespace mishen::pdf {
namespace {

constexpr double kPointsPerInch = 72;

// From the page's user space to shares of its picture: the crop box, turned. x and y of poppler's
// rectangle are its lower left corner.
std::array<double, 6> to_share(const poppler::rectf& crop, poppler::page::orientation_enum turn) {
  const double w = crop.width();
  const double h = crop.height();
  const double x0 = crop.x();
  const double y0 = crop.y();
  switch (turn) {
    case poppler::page::landscape:  // 90 degrees
      return {0, 1 / w, 1 / h, 0, -y0 / h, -x0 / w};
    case poppler::page::upside_down:
      return {-1 / w, 0, 0, 1 / h, (x0 + w) / w, -y0 / h};
    case poppler::page::seascape:  // 270 degrees
      return {0, -1 / w, -1 / h, 0, (y0 + h) / h, (x0 + w) / w};
    case poppler::page::portrait:
      break;
  }
  return {1 / w, 0, 0, -1 / h, -x0 / w, (y0 + h) / h};
}

double dots_for(const poppler::rectf& crop, const DrawStyle& style) {
  const double inches = crop.width() * crop.height() / (kPointsPerInch * kPointsPerInch);
  const double most = std::sqrt(static_cast<double>(style.most_pixels) / inches);
  return std::min(style.dots_per_inch, most);
}

bool draw_page(const poppler::page& page, const poppler::page_renderer& renderer,
               const DrawStyle& style, PagePicture& out) {
  const poppler::rectf crop = page.page_rect(poppler::crop_box);
  if (!(crop.width() >= 1) || !(crop.height() >= 1)) return false;
  const double dots = dots_for(crop, style);
  const poppler::image image = renderer.render_page(&page, dots, dots);
  if (!image.is_valid() || image.width() <= 0 || image.height() <= 0) return false;
  if (image.format() != poppler::image::format_gray8) return false;
  out.width = static_cast<std::uint32_t>(image.width());
  out.height = static_cast<std::uint32_t>(image.height());
  out.to_share = to_share(crop, page.orientation());
  out.grey.reserve(std::size_t{out.width} * out.height);
  for (std::uint32_t row = 0; row < out.height; ++row) {
    out.grey.append(image.const_data() + std::size_t{row} * image.bytes_per_row(), out.width);
  }
  return true;
}

}  // namespace

std::vector<PagePicture> draw(std::string_view bytes, std::span<const std::uint32_t> pages,
                              const DrawStyle& style) {
  std::vector<PagePicture> pictures;
  // What it says here was said when the draft was read.
  ErrorLog log;
  const Listening listening(log);
  listen_to_poppler();
  const PopplerDocument document = load_document(bytes);
  if (!document || document->is_locked()) return pictures;
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hints(poppler::page_renderer::antialiasing |
                            poppler::page_renderer::text_antialiasing);
  for (const std::uint32_t number : pages) {
    if (number == 0 || number > static_cast<std::uint32_t>(std::max(document->pages(), 0)))
      continue;
    const std::unique_ptr<poppler::page> page(document->create_page(static_cast<int>(number) - 1));
    PagePicture picture;
    picture.page = number;
    if (page && draw_page(*page, renderer, style, picture)) pictures.push_back(std::move(picture));
  }
  return pictures;
}

}  // namespace mishen::pdf
