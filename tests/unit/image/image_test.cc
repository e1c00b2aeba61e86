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

TEST(Image, UnknownSegmentsOfJpegsAndWhatStandsBehindTheirEnd) {
  std::string picture = jpeg();
  picture.insert(2, "\xFF\xEB" + big(2 + 8, 2) + "own note");
  EXPECT_THAT(told(read_with(image_format(), picture + "behind")),
              testing::IsSupersetOf({"metadata property[JPEG.APP11] | own note | picture-metadata",
                                     "metadata property[JPEG.behind the end] | behind | "
                                     "picture-metadata"}));
  EXPECT_THAT(gaps_told(read_with(image_format(), jpeg() + "\x01\x02")),
              ElementsAre("picture-not-read "));
}

std::string little(std::uint32_t value, int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

std::string wide(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) (out += c) += '\0';
  return out;
}

std::string gif() {
  const std::string loop = std::string("!\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0", 19);
  const std::string frame = std::string(",\0\0\0\0\1\0\1\0\0\2\2\x4C\1\0", 15);
  return std::string("GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF", 19) + loop +
         std::string("!\xFE\x05", 3) + "Zhang" + std::string("\x04 San\0", 6) +
         std::string(
             "!\xFF\x0B"
             "ABCDEFGH1.0\x06secret\0",
             22) +
         frame + ';';
}

TEST(Image, CommentsAndApplicationDataOfGifs) {
  const Document document = read_with(image_format(), gif());
  EXPECT_THAT(told(document),
              ElementsAre("metadata property[GIF.comment] | Zhang San | picture-metadata",
                          "metadata property[GIF.ABCDEFGH1.0] | secret | picture-metadata"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
}

TEST(Image, WhatStandsBehindTheEndOfAGif) {
  const Document document = read_with(image_format(), gif() + "\r\nbehind");
  EXPECT_THAT(told(document), Contains("metadata property[GIF.behind the end] | behind | "
                                       "picture-metadata"));
  EXPECT_THAT(gaps_told(read_with(image_format(), gif() + "\x01\x02")),
              ElementsAre("unsupported-part "));
  EXPECT_THAT(gaps_told(read_with(image_format(), gif().substr(0, 50))),
              ElementsAre("unsupported-part "));
  const std::string binary = std::string("!\xFE\x02\x01\x02\0;", 7);
  EXPECT_THAT(gaps_told(read_with(image_format(), gif().substr(0, 19) + binary)),
              ElementsAre("picture-not-read "));
  test::read_damaged(image_format(), gif());
}

std::string emf_record(std::uint32_t type, const std::string& data) {
  return little(type, 4) + little(static_cast<std::uint32_t>(data.size() + 8), 4) + data;
}

// EMR_EXTTEXTOUTW at x, y; each character 10 wide.
std::string emf_text(std::uint32_t x, std::uint32_t y, const std::string& text,
                     std::uint32_t options = 0) {
  const auto count = static_cast<std::uint32_t>(text.size() / 2);
  std::string padded = text;
  padded.resize((text.size() + 3) / 4 * 4);
  std::string widths;
  for (std::uint32_t i = 0; i < count; ++i) widths += little(10, 4);
  return emf_record(84, std::string(28, '\0') + little(x, 4) + little(y, 4) + little(count, 4) +
                            little(76, 4) + little(options, 4) + std::string(16, '\0') +
                            little(static_cast<std::uint32_t>(76 + padded.size()), 4) + padded +
                            widths);
}

std::string emf(const std::string& records) {
  const std::string said = wide(std::string_view("Visio\0plan\0\0", 12));
  return emf_record(1, std::string(32, '\0') + " EMF" + little(0x10000, 4) + little(0, 4) +
                           little(0, 4) + little(0, 4) + little(12, 4) + little(108, 4) +
                           std::string(40, '\0') + said) +
         records + emf_record(14, std::string(12, '\0'));
}

std::string wmf(const std::string& records) {
  return std::string("\x01\0\x09\0\0\x03", 6) + std::string(12, '\0') + records + little(3, 4) +
         little(0, 2);
}

std::string wmf_record(std::uint32_t type, std::string data) {
  if (data.size() % 2 != 0) data += '\0';
  return little(static_cast<std::uint32_t>(data.size() / 2 + 3), 4) + little(type, 2) + data;
}

TEST(Image, TextOfEnhancedMetafilesLineByLine) {
  const Document document =
      read_with(image_format(), emf(emf_text(0, 0, wide("13")) + emf_text(20, 0, wide("80")) +
                                    emf_text(200, 0, wide("x")) + emf_text(0, 40, wide("next"))));
  EXPECT_THAT(told(document),
              ElementsAre("metadata property[EMF.description] | Visio\nplan\n\n | picture-metadata",
                          "text-box property[drawn text] | 1380 x\nnext"));
  EXPECT_EQ(document.passages.back().visibility, Visibility::shown);
  EXPECT_THAT(gaps_told(document), IsEmpty());
}

TEST(Image, GlyphNumbersAndPrivateDataOfMetafilesAreTold) {
  EXPECT_THAT(gaps_told(read_with(image_format(), emf(emf_text(0, 0, wide("13"), 0x10)))),
              ElementsAre("picture-not-read "));
  const std::string binary = little(4, 4) + "\x01\x02\x03\x04";
  EXPECT_THAT(gaps_told(read_with(image_format(), emf(emf_record(70, binary)))),
              ElementsAre("picture-not-read "));
  const std::string cut = emf(emf_text(0, 0, wide("13")));
  EXPECT_THAT(gaps_told(read_with(image_format(), cut.substr(0, cut.size() - 20))),
              ElementsAre("unsupported-part "));
  test::read_damaged(image_format(), cut);
}

TEST(Image, TextOfEmfPlusOnceThoughDrawnTwice) {
  const std::string string = wide("once");
  const std::string plus =
      little(0x401C, 2) + little(0, 2) + little(static_cast<std::uint32_t>(40 + string.size()), 4) +
      little(static_cast<std::uint32_t>(28 + string.size()), 4) + little(0, 4) + little(0, 4) +
      little(4, 4) + std::string(16, '\0') + string;
  const std::string comment =
      emf_record(70, little(static_cast<std::uint32_t>(plus.size() + 4), 4) + "EMF+" + plus);
  EXPECT_THAT(told(read_with(image_format(), emf(comment + emf_text(0, 0, wide("once"))))),
              Contains("text-box property[drawn text] | once"));
  EXPECT_THAT(told(read_with(image_format(), emf(comment))),
              Contains("text-box property[drawn text] | once\n"));
}

TEST(Image, TextOfWindowsMetafilesInTheirFontsEncoding) {
  const std::string font =
      wmf_record(0x02FB, std::string(13, '\0') + '\x86' + std::string(36, '\0'));
  const std::string select = wmf_record(0x012D, little(0, 2));
  const std::string text =
      wmf_record(0x0521, little(4, 2) + "\xBB\xFA\xC3\xDC" + little(5, 2) + little(5, 2));
  const std::string more =
      wmf_record(0x0A32, little(60, 2) + little(5, 2) + little(3, 2) + little(0, 2) + "abc");
  const Document document = read_with(image_format(), wmf(font + select + text + more));
  EXPECT_THAT(told(document), ElementsAre("text-box property[drawn text] | 机密\nabc"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
  test::read_damaged(image_format(), wmf(font + select + text + more));
}

TEST(Image, WhatCannotBeReadIsAGap) {
  EXPECT_THAT(gaps_told(read_with(image_format(), jpeg().substr(0, 30))),
              ElementsAre("unsupported-part "));
  EXPECT_THAT(gaps_told(read_with(image_format(), "BMxxxx")), IsEmpty());
  test::read_damaged(image_format(), jpeg());
}

}  // namespace
}  // namespace mishen
