#include "plugins/formats/docx/markup.h"

#include <gtest/gtest.h>

namespace mishen::docx {
namespace {

TEST(Markup, FindsWhereAnElementEnds) {
  const std::string xml = "<a x='>'><b/><!-- </a> --><a>1</a><![CDATA[</a>]]></a><c/>";
  EXPECT_EQ(element_end(xml, 0), xml.find("<c/>"));
  EXPECT_EQ(element_end(xml, xml.find("<b/>")), xml.find("<!--"));
  EXPECT_TRUE(closes_itself(xml, xml.find("<b/>")));
  EXPECT_FALSE(closes_itself(xml, 0));
  EXPECT_EQ(element_end("<a><b></a", 0), std::string::npos);
  EXPECT_EQ(element_end("<a", 0), std::string::npos);
}

// References, line ends and characters outside the BMP count as the UTF-16 units they stand for.
TEST(Markup, CountsCharactersInRawText) {
  const std::string raw = "a&amp;\r\n\xF0\xA0\x80\x80&#x20000;&#65;&bad;<";
  EXPECT_EQ(raw_offset(raw, 0, 0), 0U);
  EXPECT_EQ(raw_offset(raw, 0, 2), 6U);
  EXPECT_EQ(raw_offset(raw, 0, 3), 8U);
  EXPECT_EQ(raw_offset(raw, 0, 4), std::nullopt);  // inside a pair
  EXPECT_EQ(raw_offset(raw, 0, 5), 12U);
  EXPECT_EQ(raw_offset(raw, 0, 7), raw.find("&#65;"));
  EXPECT_EQ(raw_offset(raw, 0, 8), raw.find("&bad;"));
  EXPECT_EQ(raw_offset(raw, 0, 13), raw.find('<'));
  EXPECT_EQ(raw_offset(raw, 0, 14), std::nullopt);
}

TEST(Markup, SplicesLeaveEveryOtherByteAlone) {
  Splices splices;
  splices.cut(3, ")", "(").ends += "E";
  splices.cut(3).starts += "S";
  splices.cut(0).points += "P";
  splices.replace(1, 1, "x");
  EXPECT_EQ(splices.apply("012345"), "P0x2)ES(345");
  EXPECT_EQ(Splices().apply("012345"), "012345");
}

TEST(Markup, EscapesWhatXmlDoesNotAllow) {
  EXPECT_EQ(xml_escape("a<b>&\"\x01\xFF"), "a&lt;b&gt;&amp;&quot;\xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace
}  // namespace mishen::docx
