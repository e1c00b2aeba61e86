#include "plugins/formats/docx/odd_values.h"

#include <gtest/gtest.h>

#include "tests/unit/docx/read.h"

namespace mishen {
namespace {

using docx::may_have_odd_values;

TEST(OddValues, TextBetweenTagsIsNoCause) {
  EXPECT_FALSE(may_have_odd_values("<t a=\"1\">13800138000</t>"));
  EXPECT_FALSE(may_have_odd_values("<?xml version='1.0'?><t>\"13800138000\"</t>"));
  EXPECT_FALSE(may_have_odd_values("<!-- don't 13800138000 --><t/>"));
  EXPECT_FALSE(may_have_odd_values("<t><![CDATA[<a b=\"13800138000\">]]></t>"));
  EXPECT_FALSE(may_have_odd_values("<t id=\"1234567890\"/>")) << "ids have ten digits at most";
  EXPECT_FALSE(may_have_odd_values(""));
}

TEST(OddValues, ValuesAreWhateverStandsInThem) {
  EXPECT_TRUE(may_have_odd_values("<t a=\"13800138000\"/>"));
  EXPECT_TRUE(may_have_odd_values("<t a='x13800138000y'/>"));
  EXPECT_TRUE(may_have_odd_values("<t a=\"b>13800138000\"/>"));
  EXPECT_TRUE(may_have_odd_values("<t a=\"b>13800138000<c\"/>"));
  EXPECT_TRUE(may_have_odd_values("<t a=\"it's 13800138000\"/>"));
  EXPECT_TRUE(may_have_odd_values("<?p don't?><t a=\"it's 13800138000\"/>"));
  EXPECT_TRUE(may_have_odd_values("<t>1</t><u\n a = \"13800138000")) << "cut off";
}

TEST(OddValues, WhatIsNotPlainIsLookedThrough) {
  EXPECT_TRUE(may_have_odd_values("<t a=\"&#49;3800138000\"/>"));
  EXPECT_TRUE(may_have_odd_values(std::string_view("<\0t\0", 4)));
  EXPECT_TRUE(may_have_odd_values("<!DOCTYPE t [<!ENTITY e '\"'>]><t a='13800138000'/>"));
}

test::Strings odd_values_of(const std::string& attribute) {
  return test::texts(test::read_body("<w:p w:rsidX=\"" + attribute + "\"/>"), Surface::metadata);
}

TEST(OddValues, AreReadWhenWrittenInReferences) {
  EXPECT_EQ(odd_values_of("13800138000"), test::Strings{"13800138000"});
  EXPECT_EQ(odd_values_of("&#49;38&#x30;0138000"), test::Strings{"13800138000"});
}

}  // namespace
}  // namespace mishen
