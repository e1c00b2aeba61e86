#include "plugins/formats/image/image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/format_reading.h"

namespace mishen {
namespace {

using test::gaps_told;
using test::read_with;
using test::told;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string big(std::uint32_t value, int size) {
  std::string out;
  for (int i = size - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i));
  return out;
}

std::string entry(std::uint16_t tag, std::uint16_t type, std::uint32_t count, std::uint32_t value) {
  return big(tag, 2) + big(type, 2) + big(count, 4) + big(value, 4);
}

// Degrees, minutes, seconds.
std::string angle(std::uint32_t degrees, std::uint32_t minutes, std::uint32_t seconds) {
  return big(degrees, 4) + big(1, 4) + big(minutes, 4) + big(1, 4) + big(seconds, 4) + big(1, 4);
}

// Big-endian TIFF structure: an artist, and a position.
std::string exif() {
  const std::string artist = "Zhang San";
  // Header 8; directory 2 + 2 * 12 + 4 = 30, ends at 38; artist 10, ends at 48; positions from 48.
  std::string out = "MM" + big(42, 2) + big(8, 4) + big(2, 2) + entry(0x013B, 2, 10, 38) +
                    entry(0x8825, 4, 1, 48) + big(0, 4) + artist + '\0';
  // Directory of positions: 2 + 4 * 12 + 4 = 54, ends at 102.
  out += big(4, 2) + entry(1, 2, 2, 'N' << 24U) + entry(2, 5, 3, 102) + entry(3, 2, 2, 'W' << 24U) +
         entry(4, 5, 3, 126) + big(0, 4) + angle(32, 30, 0) + angle(117, 0, 36);
  return out;
}

// A JPEG of no pixels with EXIF and a comment.
std::string jpeg() {
  const std::string payload = std::string("Exif\0\0", 6) + exif();
  const std::string comment = "taken at \\\\server\\share";
  return "\xFF\xD8\xFF\xE1" + big(static_cast<std::uint32_t>(payload.size() + 2), 2) + payload +
         "\xFF\xFE" + big(static_cast<std::uint32_t>(comment.size() + 2), 2) + comment + "\xFF\xD9";
}

TEST(Image, ExifPositionArtistAndComment) {
  const Document document = read_with(image_format(), jpeg());
  EXPECT_THAT(
      told(document),
      ElementsAre("metadata property[position] | 32.50000, -117.01000 | picture-metadata(position)",
                  "metadata property[Exif.Image.Artist] | Zhang San | picture-metadata | "
                  "author-name by Zhang San",
                  "metadata property[comment] | taken at \\\\server\\share | picture-metadata"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
}

TEST(Image, TextOfPngs) {
  const std::string text = std::string("Author\0", 7) + "\xE5\xBC\xA0";
  const std::string png = "\x89PNG\r\n\x1A\n" + big(static_cast<std::uint32_t>(text.size()), 4) +
                          "tEXt" + text + big(0, 4);
  const Document document = read_with(image_format(), png);
  EXPECT_THAT(told(document), Contains("metadata property[PNG.Author] | 张 | picture-metadata | "
                                       "author-name by 张"));
}

TEST(Image, WhatCannotBeReadIsAGap) {
  EXPECT_THAT(gaps_told(read_with(image_format(), jpeg().substr(0, 30))),
              ElementsAre("unsupported-part "));
  EXPECT_THAT(gaps_told(read_with(image_format(), "BMxxxx")), IsEmpty());
  test::read_damaged(image_format(), jpeg());
}

}  // namespace
}  // namespace mishen
