#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/formats/support/decode.h"
#include "plugins/formats/support/der.h"
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

TEST(Text, TraditionalChineseInBig5AndInGbk) {
  const auto expected = ElementsAre("body p[1] | 機密文件不得公開。申請人身分證號碼及聯絡電話");
  const char* big5 =
      "\xBE\xF7\xB1\x4B\xA4\xE5\xA5\xF3\xA4\xA3\xB1\x6F\xA4\xBD\xB6\x7D\xA1\x43\xA5\xD3"
      "\xBD\xD0\xA4\x48\xA8\xAD\xA4\xC0\xC3\xD2\xB8\xB9\xBD\x58\xA4\xCE\xC1\x70\xB5\xB8"
      "\xB9\x71\xB8\xDC";
  const char* gbk =
      "\x99\x43\xC3\xDC\xCE\xC4\xBC\xFE\xB2\xBB\xB5\xC3\xB9\xAB\xE9\x5F\xA1\xA3\xC9\xEA"
      "\xD5\x88\xC8\xCB\xC9\xED\xB7\xD6\xD7\x43\xCC\x96\xB4\x61\xBC\xB0\xC2\x93\xBD\x6A"
      "\xEB\x8A\xD4\x92";
  EXPECT_THAT(told(read_with(text_format(), big5)), expected);
  EXPECT_THAT(told(read_with(text_format(), gbk)), expected);
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

// A name of a signer as certificates hold it, and a number in an extension.
TEST(Support, WordsOfCertificates) {
  const auto put = [](char tag, const std::string& content) {
    return std::string(1, tag) + static_cast<char>(content.size()) + content;
  };
  const std::string name = put(0x30, put(0x06, "\x55\x04\x03") + put(0x0C, "张三"));
  const std::string extension =
      put(0x30, put(0x06, "\x55\x1D\x11") + put(0x04, put(0x30, put(0x13, "13800138000"))));
  const std::string whole = put(0x30, put(0x02, "\x01") + put(0x31, name) + extension);
  EXPECT_THAT(certificate_texts(whole),
              ElementsAre(CertificateText{"CN", "张三"}, CertificateText{"text", "13800138000"}));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    (void)certificate_texts(std::string_view(whole).substr(0, size));
  }
  EXPECT_THAT(certificate_texts(std::string(64, '0')), IsEmpty());
  EXPECT_EQ(from_base64("5byg\n5LiJ"), "张三");
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
