#include "plugins/formats/html/html.h"

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

TEST(Html, BlocksCellsAndWhatNobodySees) {
  const Document document =
      read_with(html_format(),
                "<!doctype html><title>T</title><meta name=author content=张三>"
                "<p>one <b>two</b><br>three</p><!-- note -->"
                "<p style='display: none'>secret <i>it</i></p>"
                "<table><tr><th>证件</th></tr><tr><td>34</td></tr></table>"
                "<a href='mailto:x@y.z' title='tip'>link</a>"
                "<script>var a = 1</script>");
  EXPECT_THAT(
      told(document),
      ElementsAre(
          "metadata property[title] | T", "metadata property[author] | 张三 | author-name by 张三",
          "body p[1] | one two\nthree", "comment comment[1] |  note  | comment(markup)",
          "hidden-text p[2] | secret it | hidden-text", "table-cell tbl[1]/tr[1]/tc[1] | 证件",
          "table-cell tbl[1]/tr[2]/tc[1] | 34", "alt-text property[title] | tip",
          "hyperlink property[href] | mailto:x@y.z", "body p[3] | link",
          "field-code property[script] | var a = 1 | script(javascript)"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
  EXPECT_EQ(document.passages[6].cell->header, "证件");
}

TEST(Html, StatedAndUnstatedEncodings) {
  EXPECT_THAT(told(read_with(html_format(), "<html><meta charset=gb2312><p>\xBB\xFA\xC3\xDC")),
              Contains("body p[1] | 机密"));
  EXPECT_THAT(told(read_with(html_format(), "<html><p>\xBB\xFA\xC3\xDC")),
              Contains("body p[1] | 机密"));
}

TEST(Html, WhatIsFetchedFromElsewhereIsAGap) {
  EXPECT_THAT(gaps_told(read_with(html_format(), "<p><iframe src='http://a/b'></iframe>")),
              Contains("external-content p[1]"));
  EXPECT_THAT(gaps_told(read_with(html_format(), "<p><img src='data:image/png;base64,AA'>")),
              ElementsAre("picture-not-read p[1]"));
}

TEST(Html, DepthAndDamageAreSurvived) {
  std::string deep;
  for (int i = 0; i < 400; ++i) deep += "<div>";
  EXPECT_THAT(told(read_with(html_format(), deep + "x")), ElementsAre("body p[1] | x"));
  for (int i = 0; i < 200000; ++i) deep += "<b><div>";
  EXPECT_THAT(gaps_told(read_with(html_format(), deep + "x")), ElementsAre("limit-reached "));
  test::read_damaged(html_format(),
                     "<html><table><tr><td>a<p hidden>b</table><!-- c --><a href=d>e");
}

TEST(Html, AttributesAndStylesThatMaySayMoreAreRead) {
  const Document document =
      read_with(html_format(),
                "<!doctype html><p class=plain srcdoc='<p>机密'>a<style>/* 机密 */</style>"
                "<style>p { width: 3px }</style>");
  EXPECT_THAT(told(document), Contains("metadata property[srcdoc] | <p>机密"));
  EXPECT_THAT(told(document), Contains("metadata property[style] | /* 机密 */"));
  EXPECT_EQ(document.passages.size(), 3U);
}

TEST(Html, ATagOfEndlessAttributesIsReadAsSource) {
  std::string page = "<!doctype html><p ";
  for (int i = 0; i < 50'000; ++i) page += "a" + std::to_string(i) + "=1 ";
  const Document document = read_with(html_format(), page + "x='机密'>");
  EXPECT_THAT(gaps_told(document), ElementsAre("limit-reached "));
  ASSERT_EQ(document.passages.size(), 1U);
  EXPECT_NE(document.passages[0].text.find("机密"), std::string::npos);
}

}  // namespace
}  // namespace mishen
