#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/formats/support/decode.h"
#include "plugins/formats/support/paths.h"
#include "plugins/formats/text/text.h"
#include "tests/support/format_reading.h"

namespace mishen {
namespace {

using test::gaps_told;
using test::read_with;
using test::told;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Text, ParagraphsOfAnyEncoding) {
  const auto expected = ElementsAre("body p[1] | 机密\n★", "body p[2] | b");
  EXPECT_THAT(told(read_with(text_format(), "机密\r\n★\r\n\r\nb")), expected);
  EXPECT_THAT(told(read_with(text_format(), "\xEF\xBB\xBF机密\n★\n\nb")), expected);
  EXPECT_THAT(told(read_with(text_format(), "\xBB\xFA\xC3\xDC\n\xA1\xEF\n\nb")), expected);
  const std::string wide("\xFF\xFE\x3A\x67\xC6\x5B\n\0\x05\x26\n\0\n\0b\0", 16);
  EXPECT_THAT(told(read_with(text_format(), wide)), expected);
}

TEST(Text, WhatIsInNoEncodingIsAGap) {
  EXPECT_THAT(gaps_told(read_with(text_format(), "a\xFF\xFF\xFF")), ElementsAre("damaged "));
  EXPECT_THAT(gaps_told(read_with(text_format(), "a")), IsEmpty());
}

TEST(Text, AListOfValuesIsATable) {
  const Document document =
      read_with(text_format(), "姓名,证件\n张三,\"34,1\"\n李四,\"a\"\"b\nc\"\n");
  EXPECT_THAT(
      told(document),
      ElementsAre("table-cell tbl[1]/tr[1]/tc[1] | 姓名", "table-cell tbl[1]/tr[1]/tc[2] | 证件",
                  "table-cell tbl[1]/tr[2]/tc[1] | 张三", "table-cell tbl[1]/tr[2]/tc[2] | 34,1",
                  "table-cell tbl[1]/tr[3]/tc[1] | 李四",
                  "table-cell tbl[1]/tr[3]/tc[2] | a\"b\nc"));
  EXPECT_EQ(document.passages[3].cell->header, "证件");
  EXPECT_THAT(told(read_with(text_format(), "one, two\nthree")),
              ElementsAre("body p[1] | one, two\nthree"));
}

TEST(Support, PathsAndPersonsAreKnown) {
  for (const char* path :
       {"C:\\a\\b", "d:/x y", "\\\\server\\share", "file:///tmp/a", "/home/li"}) {
    EXPECT_TRUE(is_machine_path(path)) << path;
  }
  for (const char* other : {"", "a:b", "http://x", "c:", "/etc", "\\\\"}) {
    EXPECT_FALSE(is_machine_path(other)) << other;
  }
  EXPECT_TRUE(names_a_person("Last Modified By"));
  EXPECT_FALSE(names_a_person("title"));
  EXPECT_EQ(base_name("C:\\a\\b.txt"), "b.txt");
  EXPECT_EQ(charset_of_code_page(936), "GB18030");
  EXPECT_EQ(charset_of_code_page(9), "");
}

}  // namespace
}  // namespace mishen
