#include "plugins/formats/rtf/rtf.h"

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

TEST(Rtf, TextInCodePagesAndUnicode) {
  const Document document =
      read_with(rtf_format(),
                "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset134 B;}}"
                "\\f1 \\'bb\\'fa\\'c3\\'dc\\par {\\f0 \\u26426?\\u23494\\'3f a\\tab b\\line "
                "\\{c\\}}\\par}");
  EXPECT_THAT(told(document), ElementsAre("body p[1] | 机密", "body p[2] | 机密 a\tb\n{c}"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
}

TEST(Rtf, HiddenDeletedCommentsFieldsAndProperties) {
  const Document document =
      read_with(rtf_format(),
                "{\\rtf1{\\info{\\author Li}{\\title T}}{\\header H\\par}"
                "shown{\\v hid\\v0 den}{\\deleted gone}"
                "{\\*\\atnauthor Wang}{\\*\\annotation note}"
                "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt result}}\\par{\\*\\unknownthing kept}"
                "{\\stylesheet{\\s0 Normal;}}}");
  const auto lines = told(document);
  EXPECT_THAT(lines, Contains("metadata property[author] | Li | author-name by Li"));
  EXPECT_THAT(lines, Contains("metadata property[title] | T"));
  EXPECT_THAT(lines, Contains(testing::StartsWith("header p[")));
  EXPECT_THAT(lines, Contains(testing::EndsWith("| showndenresult")));
  EXPECT_THAT(lines, Contains(testing::EndsWith("| hid | hidden-text")));
  EXPECT_THAT(lines, Contains(testing::EndsWith("| gone | tracked-change(deleted)")));
  EXPECT_THAT(lines, Contains("comment comment[1] | note | comment by Wang"));
  EXPECT_THAT(lines, Contains(testing::EndsWith("| HYPERLINK x")));
  EXPECT_THAT(lines, Contains("metadata property[unknownthing] | kept"));
  EXPECT_THAT(lines, testing::Not(Contains(testing::HasSubstr("Normal"))));
}

TEST(Rtf, CellsHaveHeaders) {
  const Document document =
      read_with(rtf_format(),
                "{\\rtf1\\trowd\\pard\\intbl A\\cell B\\cell\\row"
                "\\trowd\\pard\\intbl 1\\cell 2\\cell\\row\\pard after\\par}");
  EXPECT_THAT(told(document),
              ElementsAre("table-cell tbl[1]/tr[1]/tc[1] | A", "table-cell tbl[1]/tr[1]/tc[2] | B",
                          "table-cell tbl[1]/tr[2]/tc[1] | 1", "table-cell tbl[1]/tr[2]/tc[2] | 2",
                          "body p[5] | after"));
  EXPECT_EQ(document.passages[3].cell->header, "B");
}

TEST(Rtf, PicturesAndObjectsAreHandedOver) {
  // An OLE 1 object: version, kind, class "P", no topic, no item, 4 bytes.
  const std::string object = "0105000002000000020000005000000000000000000004000000504b0304";
  const Document document = read_with(
      rtf_format(), "{\\rtf1{\\pict\\pngblip 89504e47\r\n0d0a1a0a}{\\object{\\*\\objdata " +
                        object + "}{\\result r}}\\par}");
  const auto lines = told(document);
  EXPECT_THAT(lines, Contains("attachment picture1 | picture1:8"));
  EXPECT_THAT(lines, Contains("attachment object2 | object2 | attachment"));
  EXPECT_THAT(lines, Contains("attachment object2 | object2:4"));
  EXPECT_THAT(gaps_told(document), ElementsAre("picture-not-read picture1"));
}

TEST(Rtf, NamesOfFontsThatSayMore) {
  const auto lines = told(read_with(
      rtf_format(), "{\\rtf1{\\fonttbl{\\f0 Arial;}{\\f1 01234567890{\\*\\falt B};}}text\\par}"));
  EXPECT_THAT(lines, Contains(testing::HasSubstr("01234567890")));
  EXPECT_THAT(told(read_with(rtf_format(), "{\\rtf1{\\fonttbl{\\f0 Arial;}}text\\par}")),
              testing::Not(Contains(testing::HasSubstr("Arial"))));
}

TEST(Rtf, RawBytesAnywhere) {
  // In a picture, behind digits and in two pieces.
  const Document picture =
      read_with(rtf_format(), "{\\rtf1{\\pict\\pngblip 8950\\bin2 NG\\bin3 abc}\\par}");
  EXPECT_THAT(told(picture), Contains("attachment picture1 | picture1:7"));
  // Where nothing shows them.
  EXPECT_THAT(told(read_with(rtf_format(), "{\\rtf1 text\\bin11 01234567890\\par}")),
              Contains(testing::HasSubstr("01234567890")));
  EXPECT_THAT(gaps_told(read_with(rtf_format(), "{\\rtf1 text\\bin2 \x01\x02\\par}")),
              ElementsAre("unsupported-part property[bin]"));
}

TEST(Rtf, MetafilesAreHandedOver) {
  const auto lines =
      told(read_with(rtf_format(), "{\\rtf1{\\pict\\wmetafile8 010009000003}\\par}"));
  EXPECT_THAT(lines, Contains("attachment picture1 | picture1:6"));
}

TEST(Rtf, DamageIsAGapAndNeverThrown) {
  EXPECT_THAT(gaps_told(read_with(rtf_format(), "{\\rtf1 cut {\\b off")), ElementsAre("damaged "));
  EXPECT_THAT(gaps_told(read_with(rtf_format(), "{\\rtf1 a}}}}")), IsEmpty());
  test::read_damaged(rtf_format(),
                     "{\\rtf1\\ansicpg936{\\info{\\author a}}\\'bb\\u26426?{\\v h}{\\pict 00ff}"
                     "{\\object{\\*\\objdata 0105}}\\intbl a\\cell\\row{\\*\\annotation n}\\par}");
}

// A character may be followed by as many that stand for it as a code page needs, not by a page.
TEST(Rtf, NothingHidesBehindACharacter) {
  const Document document = read_with(rtf_format(), "{\\rtf1\\uc100\\u26426 01234567found\\par}");
  EXPECT_THAT(told(document), Contains(testing::EndsWith("found")));
  EXPECT_THAT(gaps_told(document), Contains("damaged "));
}

}  // namespace
}  // namespace mishen
