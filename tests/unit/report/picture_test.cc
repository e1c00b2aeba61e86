#include "scanner/report/picture.h"

#include <gtest/gtest.h>
#include <png.h>

#include <cstring>

namespace mishen {
namespace {

// A white page of 200 by 100 points at a pixel a point.
PagePicture white() {
  PagePicture out;
  out.page = 1;
  out.width = 200;
  out.height = 100;
  out.grey.assign(200 * 100, '\xFF');
  out.to_share = {1.0 / 200, 0, 0, -1.0 / 100, 0, 1};
  return out;
}

Quad box(double left, double bottom, double right, double top) {
  return {{left, top}, {right, top}, {left, bottom}, {right, bottom}};
}

std::string pixels(const PageImage& image) {
  png_image png;
  std::memset(&png, 0, sizeof png);
  png.version = PNG_IMAGE_VERSION;
  EXPECT_TRUE(png_image_begin_read_from_memory(&png, image.png.data(), image.png.size()));
  png.format = PNG_FORMAT_GRAY;
  std::string out(PNG_IMAGE_SIZE(png), '\0');
  EXPECT_TRUE(png_image_finish_read(&png, nullptr, out.data(), 0, nullptr));
  EXPECT_EQ(png.width, image.width);
  EXPECT_EQ(png.height, image.height);
  return out;
}

char at(const std::string& all, int x, int y) { return all[static_cast<std::size_t>(y * 200 + x)]; }

TEST(Picture, HidesWhatItMustAndNothingFarFromIt) {
  const std::vector<Quad> hidden = {box(50, 60, 90, 70)};
  const PageImage image = image_of(white(), hidden);
  const std::string all = pixels(image);
  for (int y = 30; y < 40; ++y) {
    for (int x = 50; x < 90; ++x) ASSERT_EQ(at(all, x, y), '\0') << x << "," << y;
  }
  for (int y = 0; y < 100; ++y) {
    for (int x = 0; x < 200; ++x) {
      const bool near = x >= 46 && x < 94 && y >= 26 && y < 44;
      if (near) continue;
      ASSERT_EQ(at(all, x, y), '\xFF') << x << "," << y;
    }
  }
}

// A line of text that runs upwards at 45 degrees: the figure is filled, its upright box is not.
TEST(Picture, HidesTurnedText) {
  const std::vector<Quad> hidden = {{{20, 30}, {80, 90}, {30, 20}, {90, 80}}};
  const std::string all = pixels(image_of(white(), hidden));
  EXPECT_EQ(at(all, 55, 45), '\0');
  EXPECT_EQ(at(all, 30, 72), '\0');
  EXPECT_EQ(at(all, 78, 70), '\xFF');
  EXPECT_EQ(at(all, 30, 20), '\xFF');
}

TEST(Picture, ToleratesPlacesOffThePage) {
  const std::vector<Quad> hidden = {box(-500, -500, -400, -400), box(190, 90, 900, 900),
                                    box(5, 5, 5, 5)};
  const std::string all = pixels(image_of(white(), hidden));
  EXPECT_EQ(at(all, 199, 0), '\0');
  EXPECT_EQ(at(all, 100, 50), '\xFF');
}

TEST(Picture, FramesAreSharesFromTheTopLeft) {
  const ShareBox frame = box_on(white().to_share, box(50, 60, 90, 70));
  EXPECT_DOUBLE_EQ(frame.left, 0.25);
  EXPECT_DOUBLE_EQ(frame.right, 0.45);
  EXPECT_DOUBLE_EQ(frame.top, 0.3);
  EXPECT_DOUBLE_EQ(frame.bottom, 0.4);
  EXPECT_TRUE(frame.on_picture());
  EXPECT_FALSE(box_on(white().to_share, box(300, 300, 310, 310)).on_picture());
}

}  // namespace
}  // namespace mishen
