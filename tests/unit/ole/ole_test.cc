#include "plugins/formats/ole/ole.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/formats/ole/vba.h"
#include "tests/support/cfb_builder.h"
#include "tests/support/format_reading.h"

namespace mishen {
namespace {

using test::compound_file;
using test::gaps_told;
using test::read_with;
using test::told;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::string number(std::uint32_t value, int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

std::string record(std::uint16_t id, const std::string& data) {
  return number(id, 2) + number(static_cast<std::uint32_t>(data.size()), 4) + data;
}

// A macro project with one module whose source begins at byte 5 of its stream.
std::string macros(const std::string& source) {
  const std::string dir = record(0x0003, number(936, 2)) + number(0x0009, 2) + number(4, 4) +
                          std::string(6, 'v') + record(0x001A, "Module1") +
                          record(0x0031, number(5, 4)) + record(0x002B, "");
  return compound_file({{"VBA/dir", test::vba_container(dir)},
                        {"VBA/Module1", "junk!" + test::vba_container(source)},
                        {"VBA/_VBA_PROJECT", "cache"},
                        {"PROJECT", "ID"}});
}

TEST(Vba, DecompressesTheExampleOfTheSpecification) {
  // MS-OVBA 3.2.2
  const std::string packed(
      "\x01\x2F\xB0\x00\x23\x61\x61\x61\x62\x63\x64\x65\x82\x66\x00\x70\x61\x67\x68\x69\x6A\x01\x38"
      "\x08\x61\x6B\x6C\x00\x30\x6D\x6E\x6F\x70\x06\x71\x02\x70\x04\x10\x72\x73\x74\x75\x76\x10\x77"
      "\x78\x79\x7A\x00\x3C",
      51);
  EXPECT_EQ(ole::decompress_vba(packed, 1000),
            "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa");
  EXPECT_FALSE(ole::decompress_vba("no", 1000).has_value());
}

TEST(Ole, MacrosAreReadInTheirCodePage) {
  const std::string source =
      "Sub A()\r\n' \xBB\xFA\xC3\xDC " + std::string(5000, 'x') + "\r\nEnd Sub";
  const Document document = read_with(ole_format(), macros(source));
  ASSERT_EQ(document.passages.size(), 1U);
  const Passage& module = document.passages[0];
  EXPECT_EQ(path(module.where), "VBA/Module1");
  EXPECT_EQ(module.text, "Sub A()\n' 机密 " + std::string(5000, 'x') + "\nEnd Sub");
  EXPECT_EQ(module.traces.at(0).kind, TraceKind::script);
  EXPECT_THAT(gaps_told(document), IsEmpty());
}

TEST(Ole, AProjectWithoutReadableSourceIsAGap) {
  EXPECT_THAT(gaps_told(read_with(ole_format(), compound_file({{"VBA/dir", "broken"}}))),
              Contains("unsupported-part VBA/dir"));
}

TEST(Ole, APackagedFileIsHandedOverWithItsNames) {
  const std::string body = number(2, 2) + "\xC3\xFB.txt" + '\0' + "C:\\a\\b.txt" + '\0' +
                           number(0x30000, 4) + number(11, 4) + "D:\\t\\b.txt" + '\0' +
                           number(4, 4) + "text" + std::string(16, '\0');
  const std::string native = number(static_cast<std::uint32_t>(body.size()), 4) + body;
  const Document document = read_with(ole_format(), compound_file({{"\x01Ole10Native", native},
                                                                   {"\x01"
                                                                    "CompObj",
                                                                    "x"}}));
  EXPECT_THAT(told(document),
              ElementsAre("attachment 名.txt | 名.txt | attachment",
                          "metadata 名.txt!property[source] | C:\\a\\b.txt | machine-path",
                          "metadata 名.txt!property[source] | D:\\t\\b.txt | machine-path",
                          "attachment 名.txt | 名.txt:4"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
}

TEST(Ole, OfficePackagesAreHandedOverAndUnknownStreamsAreGaps) {
  const Document document = read_with(
      ole_format(), compound_file({{"Package", std::string(5000, 'p')}, {"Strange", "s"}}));
  EXPECT_THAT(told(document), ElementsAre("attachment Package | Package:5000"));
  EXPECT_THAT(gaps_told(document), ElementsAre("unsupported-part Strange"));
}

TEST(Ole, OldOfficeFilesGiveTheirProperties) {
  // One section: code page 936, author (property 4).
  const std::string author = number(0x1E, 4) + number(5, 4) + "\xD5\xC5\xC8\xFD" + '\0';
  const std::string section = number(0, 4) + number(2, 4) + number(1, 4) + number(24, 4) +
                              number(4, 4) + number(32, 4) + number(2, 4) + number(936, 4) + author;
  const std::string stream = number(0xFFFE, 2) + std::string(22, '\0') + number(1, 4) +
                             std::string(16, '\0') + number(48, 4) + section;
  const Document document = read_with(
      ole_format(), compound_file({{"\x05SummaryInformation", stream}, {"WordDocument", "w"}}));
  EXPECT_THAT(told(document),
              ElementsAre("metadata property[author] | 张三 | author-name by 张三"));
  EXPECT_THAT(gaps_told(document), ElementsAre("unsupported-format "));
}

TEST(Ole, DamageIsAGapAndNeverThrown) {
  test::read_damaged(ole_format(), macros("Sub A()\nEnd Sub"));
  EXPECT_THAT(gaps_told(read_with(ole_format(), "\xD0\xCF")), Contains("damaged "));
}

}  // namespace
}  // namespace mishen
