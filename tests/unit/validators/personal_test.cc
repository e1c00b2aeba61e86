// Cards, accounts, vehicles, birthdays, homes, mail, addresses of machines. Names and numbers are
// invented.
#include <gtest/gtest.h>

#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

using test::ask;
using test::attribute;
using test::has_reason;
using test::points;
using test::Setting;

Standing standing(const Validator& validator, std::string_view marked,
                  const Setting& setting = {}) {
  return ask(validator, marked, setting).standing;
}

Setting row(std::vector<std::string> cells, std::string header = "") {
  Setting made;
  made.in_cell = true;
  made.header = std::move(header);
  made.row_headers.resize(cells.size());
  made.row = std::move(cells);
  return made;
}

TEST(BankCard, AsksLuhnAndIssuer) {
  const auto card = test::make("cn-bank-card");
  const Assessment known = ask(*card, "«6222020000000000000»");
  EXPECT_EQ(known.standing, Standing::yes);
  EXPECT_TRUE(has_reason(known, "card-issuer"));
  EXPECT_TRUE(has_reason(ask(*card, "«4111111111111111»"), "card-scheme"));
  EXPECT_EQ(standing(*card, "«6222020000000000001»"), Standing::no) << "Luhn";
  EXPECT_EQ(standing(*card, "«0000000000000000»"), Standing::no) << "all equal";
  EXPECT_EQ(standing(*card, "«622202000000»"), Standing::no) << "too short";
  EXPECT_EQ(standing(*card, "«341302190001010015»"), Standing::no);
}

TEST(BankCard, LuhnAloneIsWeak) {
  const auto card = test::make("cn-bank-card");
  const Assessment nobody = ask(*card, "案卷号«341302190306241425»");
  EXPECT_EQ(nobody.standing, Standing::unknown);
  EXPECT_LE(points(nobody), 5);
}

TEST(BankAccount, KnowsTheAccountsOfOffices) {
  const auto account = test::make("cn-bank-account");
  EXPECT_EQ(points(ask(*account, "账号：«20000266000001993»")), 0);
  EXPECT_LT(points(ask(*account, "户名：某县财政局非税专户，账号：«20000266000001993»")), 0);
  EXPECT_EQ(points(ask(*account, "某某银行股份有限公司某支行，账号：«20000266000001993»")), 0)
      << "the bank's own name";
  EXPECT_EQ(standing(*account, "账号：«1111111111111»"), Standing::no);
}

TEST(AccountOfPerson, AsksForAName) {
  const auto account = test::make("cn-account-of-person");
  EXPECT_EQ(standing(*account, "户名：张三，账号：«20000266000001993»"), Standing::yes);
  EXPECT_EQ(standing(*account, "«20000266000001993»", row({"张三", "1000"})), Standing::yes);
  EXPECT_EQ(standing(*account, "«20000266000001993»", row({"某某公司", "1000"})), Standing::no);
  EXPECT_EQ(standing(*account, "账号：«20000266000001993»"), Standing::no);
}

TEST(Plate, TakesShapesOfPlatesAlone) {
  const auto plate = test::make("cn-plate");
  for (const char* good : {"«皖L12345»", "«皖L·A1234»", "«皖LD12345»", "«京A1234学»"}) {
    EXPECT_EQ(standing(*plate, good), Standing::yes) << good;
  }
  for (const char* bad : {"«皖LI2345»", "«苏A级»", "«皖L1234»", "«皖LABCDE»"}) {
    EXPECT_EQ(standing(*plate, bad), Standing::no) << bad;
  }
  Setting office;
  office.title = "某县机关事务管理局公务用车拍卖公告";
  EXPECT_LT(points(ask(*plate, "«皖L12345»", office)), points(ask(*plate, "«皖L12345»")));
}

TEST(Vin, HoldsByItsCheckCharacter) {
  const auto vin = test::make("cn-vin");
  EXPECT_EQ(standing(*vin, "«1M8GDM9AXKP042788»"), Standing::yes);
  EXPECT_EQ(standing(*vin, "«1M8GDM9A1KP042788»"), Standing::no);
  EXPECT_EQ(standing(*vin, "«11111111111111111»"), Standing::no) << "digits alone";
}

TEST(BirthDate, NeedsALabelOrAColumn) {
  const auto birth = test::make("cn-birth-date");
  EXPECT_EQ(standing(*birth, "出生日期：«1900年1月1日»"), Standing::yes);
  EXPECT_EQ(standing(*birth, "«1900年1月1日»出生"), Standing::yes);
  EXPECT_EQ(standing(*birth, "生于«1900.1.1»"), Standing::yes);
  EXPECT_EQ(standing(*birth, "«1900-01-01»", row({"张三"}, "出生日期")), Standing::yes);
  EXPECT_EQ(standing(*birth, "«1900-01-01»", row({"张三"}, "发放日期")), Standing::no);
  EXPECT_EQ(standing(*birth, "自«1990年1月1日»起施行"), Standing::no);
  EXPECT_EQ(standing(*birth, "事故发生于«1990年1月1日»"), Standing::no);
  EXPECT_EQ(standing(*birth, "出生日期：«1900年13月1日»"), Standing::no);
}

TEST(HomeAddress, TellsHomesFromOffices) {
  const auto address = test::make("cn-address");
  const auto home = test::make("cn-home-address");
  EXPECT_NE(standing(*address, "住址：某市某区«幸福路1号2栋3单元401室»"), Standing::no);
  EXPECT_NE(standing(*home, "姓名：张三，住址：«幸福路1号2栋3单元401室»"), Standing::no);
  EXPECT_EQ(standing(*home, "住址：«幸福路1号2栋3单元401室»"), Standing::no) << "nobody's";
  Setting company;
  company.above = "当事人：某某食品有限公司";
  EXPECT_TRUE(
      has_reason(ask(*address, "住所：某县«建设大道25号1203室»", company), "address-office"));
  EXPECT_FALSE(has_reason(ask(*address, "住所：某县«建设大道25号1203室»"), "address-office"));
}

TEST(PersonMatter, NeedsAPerson) {
  const auto matter = test::make("cn-person-matter");
  EXPECT_EQ(standing(*matter, "«肺结核»", row({"张三", "1"}, "病种")), Standing::yes);
  EXPECT_EQ(standing(*matter, "姓名：张三，«肺结核»患者"), Standing::yes);
  EXPECT_EQ(standing(*matter, "做好«肺结核»防治工作"), Standing::no);
  EXPECT_EQ(standing(*matter, "姓名：张某，«肺结核»患者"), Standing::no) << "an anonymised name";
}

TEST(Mail, TellsOfficesFromPersons) {
  const auto person = test::make("cn-personal-mail");
  const auto office = test::make("cn-office-mail");
  EXPECT_EQ(standing(*person, "«zhangsan@example.com»"), Standing::yes);
  EXPECT_EQ(standing(*office, "«zhangsan@example.com»"), Standing::no);
  EXPECT_EQ(standing(*office, "«xxgk@example.gov.cn»"), Standing::yes);
  EXPECT_EQ(standing(*person, "«xxgk@example.gov.cn»"), Standing::no);
}

TEST(IpAddress, IsNoNumberOfASection) {
  const auto ip = test::make("cn-ip-address");
  for (const char* good : {"«192.168.1.1»", "服务器IP：«10.0.0.1»", "«8.8.8.8»", "«2001:db8::1»"}) {
    EXPECT_EQ(standing(*ip, good), Standing::yes) << good;
  }
  for (const char* bad :
       {"«2.1.12.1»", "第«1.2.3.4»条", "IP分类地址段：第«1.2.3.4»条", "«256.1.1.1»", "v«10.0.19.1»",
        "«2.1.9.1» 总则", "«0.0.0.0»", "«10.2.1.1»节", "表«11.2.3.1»"}) {
    EXPECT_EQ(standing(*ip, bad), Standing::no) << bad;
  }
}

TEST(Coordinates, LieInChina) {
  const auto coordinates = test::make("cn-coordinates");
  EXPECT_EQ(standing(*coordinates, "«116.9640,33.6460»"), Standing::yes);
  EXPECT_EQ(standing(*coordinates, "«33.646012, 116.964034»"), Standing::yes);
  EXPECT_EQ(standing(*coordinates, "«12.345,67.890»"), Standing::no);
}

TEST(MobileOfPerson, LeavesListsOfStaffToAPerson) {
  const auto mobile = test::make("cn-mobile-of-person");
  Setting list = row({"2024年9月10日", "某镇", "张三", "0557-3000000"}, "手机");
  list.row_headers = {"日期", "单位", "带班领导", "办公电话"};
  EXPECT_EQ(standing(*mobile, "«13800138000»", list), Standing::no);
  list.row_headers = {"日期", "住址", "户主", "电话"};
  EXPECT_EQ(standing(*mobile, "«13800138000»", list), Standing::yes);
  list.row_headers = {"日期", "住址", "户主", "村负责人"};
  EXPECT_EQ(standing(*mobile, "«13800138000»", list), Standing::yes);
}

TEST(Mobile, IsNoAmountAndNoPageNumber) {
  const auto mobile = test::make("cn-mobile");
  EXPECT_EQ(standing(*mobile, "«13800138000»"), Standing::yes);
  for (const char* header : {"累计（元）", "报价（元）", "金额", "面积（亩）"}) {
    EXPECT_EQ(standing(*mobile, "«13800138000»", row({"张三"}, header)), Standing::no) << header;
  }
  EXPECT_EQ(standing(*mobile, "«13800138000»", row({"张三"}, "联系电话")), Standing::yes);
  for (const char* code : {"附件«13800138000».docx", "http://www.example.cn/art/«13800138000».html",
                           "www.example.cn/content/«13800138000»"}) {
    EXPECT_TRUE(has_reason(ask(*mobile, code), "number-in-code")) << code;
  }
  EXPECT_FALSE(has_reason(ask(*mobile, "http://a.cn/?tel=«13800138000»"), "number-in-code"));
}

}  // namespace
}  // namespace mishen
