#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

using test::ask;
using test::points;

constexpr int kPattern = 40;

TEST(Mobile, AllocatedSegmentsInEveryWriting) {
  const auto validator = test::make("cn-mobile");
  for (const char* text :
       {"«13800138000»", "«138-0013-8000»", "«138 0013 8000»", "«138.0013.8000»",
        "«+86 138 0013 8000»", "«+8613800138000»", "«0086-13800138000»", "«86-13800138000»",
        "«(+86)13800138000»", "«１３８００１３８０００»", "«16200000000»", "«17000000000»",
        "«19200000000»", "«17400000000»", "«16190000000»", "«14700000000»"}) {
    const Assessment found = ask(*validator, text);
    EXPECT_EQ(found.standing, Standing::yes) << text;
    EXPECT_GE(kPattern + points(found), 60) << text;
  }
}

TEST(Mobile, UnallocatedSegmentsNeedALabel) {
  const auto validator = test::make("cn-mobile");
  for (const char* text : {"«15400000000»", "«19400000000»", "«16300000000»", "«16000000000»",
                           "«16800000000»", "«17900000000»"}) {
    const Assessment found = ask(*validator, text);
    EXPECT_EQ(found.standing, Standing::unknown) << text;
    EXPECT_LT(kPattern + points(found), 30) << text;
    EXPECT_GE(kPattern + points(found) + 35, 60) << text;
  }
}

TEST(Mobile, OtherShapesAreNone) {
  const auto validator = test::make("cn-mobile");
  for (const char* text : {"«10800138000»", "«1380013800»", "«138001380001»", "«138****8000»",
                           "«1440000000000»", "«»", "«机密»", "«14400000000»"}) {
    EXPECT_EQ(ask(*validator, text).standing, Standing::no) << text;
  }
}

TEST(Mobile, AmountsAreNone) {
  const auto validator = test::make("cn-mobile");
  for (const char* text :
       {"今年投入«13900000000».00元", "投资«13900000000»元", "￥«13900000000»", "¥ «13900000000»",
        "0.«13800138000»", "人民币«13900000000»", "«13900000000»㎡", "«13900000000» 亿元"}) {
    EXPECT_EQ(ask(*validator, text).standing, Standing::no) << text;
  }
  for (const char* text :
       {"«13800138000»。", "«13800138000»,139", "«13800138000»万达广场", "(«13800138000»)"}) {
    EXPECT_EQ(ask(*validator, text).standing, Standing::yes) << text;
  }
}

TEST(Mobile, PartsOfCodesLosePoints) {
  const auto validator = test::make("cn-mobile");
  for (const char* text : {"DD«13800138000»", "2021-«13800138000»", "«13800138000»A"}) {
    EXPECT_TRUE(test::has_reason(ask(*validator, text), "number-in-code")) << text;
  }
  for (const char* text : {"Tel«13800138000»", "电话«13800138000»", "«13800138000»-13900139000",
                           "0557-3000000/«13800138000»"}) {
    EXPECT_FALSE(test::has_reason(ask(*validator, text), "number-in-code")) << text;
  }
  EXPECT_TRUE(test::has_reason(ask(*validator, "2010 «156 2034 3321» 45.6 77"), "number-in-row"));
  EXPECT_FALSE(test::has_reason(ask(*validator, "1 张三 «138 0013 8000» 2"), "number-in-row"));
}

TEST(MobileOfPerson, NeedsAPerson) {
  const auto validator = test::make("cn-mobile-of-person");
  EXPECT_EQ(ask(*validator, "联系电话«13800138000»").standing, Standing::no);
  EXPECT_EQ(ask(*validator, "户主张三，电话«13800138000»").standing, Standing::yes);
  test::Setting row;
  row.in_cell = true;
  row.header = "联系电话";
  row.above = "张三";
  EXPECT_TRUE(test::has_reason(ask(*validator, "«13800138000»", row), "person-in-row"));
  row.above = "欧阳小明";
  EXPECT_TRUE(test::has_reason(ask(*validator, "«13800138000»", row), "person-in-row"));
  row.above = "买买提·艾山";
  EXPECT_TRUE(test::has_reason(ask(*validator, "«13800138000»", row), "person-in-row"));
  for (const char* other : {"办公室", "高中", "13413020123", "宿州市", "项目管理", ""}) {
    row.above = other;
    EXPECT_EQ(ask(*validator, "«13800138000»", row).standing, Standing::no) << other;
  }
  row.in_cell = false;
  row.above = "张三";
  EXPECT_EQ(ask(*validator, "«13800138000»", row).standing, Standing::no);
}

TEST(Landline, AreaAndLength) {
  const auto validator = test::make("cn-landline");
  for (const char* text :
       {"«0557-3000000»", "«(0557)3000000»", "«0557 3000000»", "«05573000000»", "«010-66000000»",
        "«01066000000»", "«021-6600 0000»", "«0551-62000000»", "«+86 557 3000000»",
        "«+86 0557-3000000»", "«０５５７－３００００００»"}) {
    EXPECT_EQ(ask(*validator, text).standing, Standing::yes) << text;
  }
  EXPECT_EQ(ask(*validator, "«0551-3600000»").standing, Standing::unknown) << "before 2012";
  EXPECT_EQ(ask(*validator, "«3000000»").standing, Standing::unknown);
  for (const char* text :
       {"«0557-302000»", "«026-66000000»", "«0557-1020000»", "«010-6600000»", "«0557-30000001234»",
        "«0557-12345»", "«1234567»", "«400-000-0000»", "«»", "«0557-9600000»"}) {
    EXPECT_EQ(ask(*validator, text).standing, Standing::no) << text;
  }
}

}  // namespace
}  // namespace mishen
