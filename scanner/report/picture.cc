#include "scanner/report/picture.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <memory>
#include <utility>
#include <vector>

namespace mishen {
namespace {

constexpr int kBits = 4;
constexpr int kCompression = 6;
// Glyphs reach a little over the box their font claims.
constexpr double kRoom = 0.04;

Point share_of(const std::array<double, 6>& m, const Point& at) {
  return {m[0] * at.x + m[2] * at.y + m[4], m[1] * at.x + m[3] * at.y + m[5]};
}

// Corners in pixels, in the order of a walk round the quad, moved outwards.
std::array<Point, 4> corners_of(const PagePicture& picture, const Quad& quad) {
  std::array<Point, 4> out = {quad.start_top, quad.end_top, quad.end_bottom, quad.start_bottom};
  Point middle;
  for (Point& corner : out) {
    corner = share_of(picture.to_share, corner);
    corner = {corner.x * picture.width, corner.y * picture.height};
    middle = {middle.x + corner.x / 4, middle.y + corner.y / 4};
  }
  // The same room on all sides: a share of the shorter side, and half a pixel.
  const double side = std::min(std::hypot(out[1].x - out[0].x, out[1].y - out[0].y),
                               std::hypot(out[3].x - out[0].x, out[3].y - out[0].y));
  const double room = 0.5 + side * kRoom;
  for (Point& corner : out) {
    corner.x += corner.x < middle.x ? -room : room;
    corner.y += corner.y < middle.y ? -room : room;
  }
  return out;
}

// Fills a convex four-sided figure, row by row.
void blacken(PagePicture& picture, const std::array<Point, 4>& corners) {
  const auto [low, high] = std::minmax_element(
      corners.begin(), corners.end(), [](const Point& a, const Point& b) { return a.y < b.y; });
  const double first = std::clamp(std::floor(low->y), 0.0, double(picture.height));
  const double last = std::clamp(std::ceil(high->y), 0.0, double(picture.height));
  for (auto row = static_cast<std::uint32_t>(first); row < static_cast<std::uint32_t>(last);
       ++row) {
    double left = picture.width;
    double right = 0;
    // The widest part of the figure within the row's height.
    for (std::size_t i = 0; i < corners.size(); ++i) {
      Point a = corners[i];
      Point b = corners[(i + 1) % corners.size()];
      if (a.y > b.y) std::swap(a, b);
      if (b.y < row || a.y > row + 1.0) continue;
      for (const double y : {std::max(a.y, double(row)), std::min(b.y, row + 1.0)}) {
        const double share = b.y > a.y ? (y - a.y) / (b.y - a.y) : 0;
        const double x = a.x + (b.x - a.x) * share;
        left = std::min(left, x);
        right = std::max(right, x);
        if (!(b.y > a.y)) right = std::max(right, b.x), left = std::min(left, b.x);
      }
    }
    const double begin = std::clamp(std::floor(left), 0.0, double(picture.width));
    const double end = std::clamp(std::ceil(right), 0.0, double(picture.width));
    if (begin >= end) continue;
    const std::size_t from = std::size_t{row} * picture.width + static_cast<std::size_t>(begin);
    std::fill_n(picture.grey.begin() + static_cast<std::ptrdiff_t>(from),
                static_cast<std::size_t>(end - begin), '\0');
  }
}

void append_bytes(png_structp png, png_bytep data, png_size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(data), size);
}

// Rows of one byte a pixel, its upper four bits what is kept. libpng comes back by longjmp when it
// fails, so nothing with a destructor lives in here.
bool write_png(png_structp png, png_infop info, const std::vector<png_bytep>& rows,
               std::uint32_t width, std::string& out) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_write_fn(png, &out, append_bytes, nullptr);
  png_set_compression_level(png, kCompression);
  png_set_filter(png, 0, PNG_FILTER_NONE);
  png_set_IHDR(png, info, width, static_cast<png_uint_32>(rows.size()), kBits, PNG_COLOR_TYPE_GRAY,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  png_set_packing(png);
  png_write_image(png, const_cast<png_bytepp>(rows.data()));
  png_write_end(png, info);
  return true;
}

std::string png_of(PagePicture& picture) {
  for (char& shade : picture.grey) {
    const auto value = static_cast<unsigned char>(shade);
    shade = static_cast<char>((value * 15 + 127) / 255);
  }
  std::vector<png_bytep> rows(picture.height);
  for (std::uint32_t row = 0; row < picture.height; ++row) {
    rows[row] = reinterpret_cast<png_bytep>(picture.grey.data()) + std::size_t{row} * picture.width;
  }
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  if (png == nullptr) return {};
  png_infop info = png_create_info_struct(png);
  std::string out;
  const bool good = info != nullptr && write_png(png, info, rows, picture.width, out);
  png_destroy_write_struct(&png, &info);
  return good ? out : std::string();
}

}  // namespace

PageImage image_of(PagePicture picture, std::span<const Quad> hidden) {
  for (const Quad& quad : hidden) blacken(picture, corners_of(picture, quad));
  PageImage image;
  image.page = picture.page;
  image.width = picture.width;
  image.height = picture.height;
  image.to_share = picture.to_share;
  image.png = png_of(picture);
  return image;
}

ShareBox box_on(const std::array<double, 6>& to_share, const Quad& quad) {
  ShareBox box{1e9, 1e9, -1e9, -1e9};
  for (const Point* corner :
       {&quad.start_top, &quad.end_top, &quad.start_bottom, &quad.end_bottom}) {
    const Point at = share_of(to_share, *corner);
    box.left = std::min(box.left, at.x);
    box.top = std::min(box.top, at.y);
    box.right = std::max(box.right, at.x);
    box.bottom = std::max(box.bottom, at.y);
  }
  box.left = std::max(box.left, 0.0);
  box.top = std::max(box.top, 0.0);
  box.right = std::min(box.right, 1.0);
  box.bottom = std::min(box.bottom, 1.0);
  return box;
}

}  // namespace mishen
