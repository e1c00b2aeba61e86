// How much a mask shows, and what it gives to be joined by.
#include <gtest/gtest.h>

#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

using test::ask;
using test::Setting;

bool too_little(std::string_view name, std::string_view value) {
  const auto validator = test::make(name);
  return ask(*validator, "«" + std::string(value) + "»").standing != Standing::no;
}

TEST(Masked, IdentityNumbers) {
  for (const char* enough : {"340***********1234", "341302********1234", "34****************",
                             "35*************123", "340XXXXXXXXXXX1234", "341302●●●●●●●●1234"}) {
    EXPECT_FALSE(too_little("cn-masked-id", enough)) << enough;
  }
  for (const char* little :
       {"3413021900****0019", "34130219000101****", "341302190001010***", "3413**190001010015"}) {
    EXPECT_TRUE(too_little("cn-masked-id", little)) << little;
  }
  EXPECT_FALSE(too_little("cn-masked-id", "341302190001010015")) << "nothing is hidden";
  EXPECT_FALSE(too_little("cn-masked-id", "34130200000000****")) << "no birthday stands there";
}

TEST(Masked, MobilesAndCards) {
  EXPECT_FALSE(too_little("cn-masked-mobile", "138****1234"));
  EXPECT_TRUE(too_little("cn-masked-mobile", "13800138***"));
  EXPECT_FALSE(too_little("cn-masked-card", "622202*********0000"));
  EXPECT_TRUE(too_little("cn-masked-card", "62220200********000"));
}

TEST(Masked, PartSaysPatternAndOwner) {
  const auto part = test::make("cn-masked-part");
  Setting row;
  row.in_cell = true;
  row.row = {"1", "张三", "1900年1月1日"};
  row.row_headers = {"序号", "姓名", "出生日期"};
  const Assessment said = ask(*part, "«341302●●●●●●●●123X»", row);
  EXPECT_EQ(said.mask.pattern, "341302********123X");
  EXPECT_EQ(said.mask.owner, "张三");
  EXPECT_EQ(said.mask.beside, "******19000101****");
  EXPECT_TRUE(said.attributes.empty());
}

TEST(Masked, OwnerStandsInTheRowOrBefore) {
  const auto part = test::make("cn-masked-part");
  EXPECT_EQ(ask(*part, "姓名：李四，证件号«341302********1234»").mask.owner, "李四");
  EXPECT_EQ(ask(*part, "一、张三，«341302********1234»，补助").mask.owner, "张三");
  EXPECT_EQ(ask(*part, "证件号码：«341302********1234»").mask.owner, "");
}

TEST(Masked, OnlyADateOfBirthCompletes) {
  const auto part = test::make("cn-masked-part");
  Setting row;
  row.in_cell = true;
  row.row = {"2024-01-01"};
  row.row_headers = {"发放日期"};
  EXPECT_EQ(ask(*part, "«341302********1234»", row).mask.beside, "");
  row.row_headers = {"出生日期"};
  row.row = {"1900年1月"};
  EXPECT_EQ(ask(*part, "«341302********1234»", row).mask.beside, "");
}

TEST(Masked, PartTakesNumbersAlone) {
  const auto part = test::make("cn-masked-part");
  for (const char* bad : {"«138001380**»", "«***»", "«12******»", "«341302190001010015»"}) {
    EXPECT_EQ(ask(*part, bad).standing, Standing::no) << bad;
  }
}

}  // namespace
}  // namespace mishen
