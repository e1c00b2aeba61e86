#include "plugins/validators/cn/check_digits.h"
#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

using test::ask;
using test::points;

// The examples of the standards: with one wrong weight most real numbers would fail.
TEST(CheckDigits, StandardsOwnExamplesHold) {
  EXPECT_TRUE(cn::holds_mod_11_2("11010519491231002X"));
  EXPECT_TRUE(cn::holds_mod_11_2("440524188001010014"));
  EXPECT_TRUE(cn::holds_mod_31("91341302MA0000007R"));
  EXPECT_TRUE(cn::holds_mod_31("11341302003000006E"));
  EXPECT_TRUE(cn::holds_mod_11_10("341302000000014"));
  EXPECT_TRUE(cn::holds_mod_11_10("110105000000037"));
}

TEST(CheckDigits, EveryOtherCheckCharacterFails) {
  for (const char c : std::string("0123456789")) {
    EXPECT_FALSE(cn::holds_mod_11_2(std::string("11010519491231002") + c)) << c;
  }
  EXPECT_FALSE(cn::holds_mod_31("113413020030000060"));
  EXPECT_FALSE(cn::holds_mod_11_10("341302000000010"));
}

TEST(CheckDigits, AreTotal) {
  for (const char* odd : {"", "X", "11010519491231002", "1101051949123100XX", "机密★1年机密★1年"}) {
    EXPECT_FALSE(cn::holds_mod_11_2(odd)) << odd;
    EXPECT_FALSE(cn::holds_mod_31(odd)) << odd;
    EXPECT_FALSE(cn::holds_mod_11_10(odd)) << odd;
  }
}

// Points a rule's pattern and an identity label are worth (rules/cn-personal).
constexpr int kPattern = 40;
constexpr int kLabel = 25;

TEST(ResidentId, ConfirmsValidNumbersInEveryWriting) {
  const auto validator = test::make("cn-resident-id");
  for (const char* id : {"«11010519491231002X»", "«11010519491231002x»", "«440524188001010014»",
                         "«341302190001010015»", "«342201190508150024»", "«342223190102280038»",
                         "«810000190001010018»", "«820000190001010028»", "«830000190001010038»",
                         "«341302190402290011»", "«341302 19000101 0015»", "«341302-19000101-0015»",
                         "«341302.19000101.0015»", "«3 4 1 3 0 2 1 9 0 0 0 1 0 1 0 0 1 5»",
                         "«３４１３０２１９０００１０１００１５»", "«11010519491231002Ｘ»",
                         "«11010519491231002Х»", "«11010519491231002×»", "«11010519491231002Χ»"}) {
    const Assessment found = ask(*validator, id);
    EXPECT_EQ(found.standing, Standing::yes) << id;
    EXPECT_GE(kPattern + points(found), 80) << id;
  }
}

TEST(ResidentId, RejectsWhatCannotBeOne) {
  const auto validator = test::make("cn-resident-id");
  for (const char* text :
       {"«161302190001010011»", "«810100190001010013»", "«34130219000101001»",
        "«3413021900010100151»", "«341302********1234»", "«»", "«身份证»", "«91341302MA0000007R»",
        "«340000190001010013»", "«111111111111111111»"}) {
    const Assessment found = ask(*validator, text);
    const bool dropped = found.standing == Standing::no || kPattern + points(found) < 30;
    EXPECT_TRUE(dropped) << text;
  }
}

TEST(ResidentId, WrongNumbersNeedALabel) {
  const auto validator = test::make("cn-resident-id");
  for (const char* text : {"«110105194912310021»", "«341302190013010012»", "«341302190002300014»",
                           "«341302190001010010»"}) {
    const Assessment found = ask(*validator, text);
    EXPECT_EQ(found.standing, Standing::unknown) << text;
    EXPECT_LT(kPattern + points(found), 30) << text;
    EXPECT_GE(kPattern + points(found) + kLabel, 30) << text;
  }
}

TEST(ResidentId, RoundedNumbersCountInAnIdentityColumn) {
  const auto validator = test::make("cn-resident-id");
  const Assessment bare = ask(*validator, "«341302190001010000»");
  EXPECT_LT(kPattern + points(bare), 30);
  test::Setting column;
  column.header = "身份证号码";
  column.in_cell = true;
  EXPECT_GE(kPattern + points(ask(*validator, "«341302190001010000»", column)) + kLabel, 60);
}

TEST(ResidentId, RegionOnlyRaises) {
  const auto validator = test::make("cn-resident-id");
  const Assessment known = ask(*validator, "«341302190001010015»");
  EXPECT_TRUE(test::has_reason(known, "id-region"));
  const Assessment abolished = ask(*validator, "«342201200508150021»");
  EXPECT_FALSE(test::has_reason(abolished, "id-region"));
}

TEST(ResidentId15, NeedsRegionAndDate) {
  const auto validator = test::make("cn-resident-id-15");
  for (const char* id : {"«341302000101001»", "«342201490815002»", "«110105491231002»",
                         "«310101000228001»", "«342223010228003»", "«341302 000101 001»"}) {
    EXPECT_EQ(ask(*validator, id).standing, Standing::unknown) << id;
  }
  for (const char* id : {"«310101000229001»", "«341302491331002»", "«991302490101002»",
                         "«34130249010100»", "«340000490101001»", "«711302490101002»"}) {
    EXPECT_EQ(ask(*validator, id).standing, Standing::no) << id;
  }
}

TEST(ResidentIdCarrier, FindsTheNumberInside) {
  const auto validator = test::make("cn-resident-id-carrier");
  const Assessment card = ask(*validator, "«34130219000101001543»");
  EXPECT_EQ(card.standing, Standing::yes);
  EXPECT_EQ(test::attribute(card, "carrier"), "disability-card");
  EXPECT_EQ(ask(*validator, "«34130219000101001574B1»").standing, Standing::yes);
  const Assessment tax = ask(*validator, "«34220119050815002402»");
  EXPECT_EQ(test::attribute(tax, "carrier"), "tax-number");
  EXPECT_EQ(ask(*validator, "«201034110341302190001010015»").standing, Standing::yes);
  EXPECT_EQ(ask(*validator, "«199934110341302000101001»").standing, Standing::unknown);
  EXPECT_EQ(ask(*validator, "«34130219000101001043»").standing, Standing::no);
  EXPECT_EQ(ask(*validator, "«201034110341302190001010010»").standing, Standing::no);
}

TEST(ForeignResidentId, ProvinceDateAndCheckDigit) {
  const auto validator = test::make("cn-foreign-resident-id");
  for (const char* id : {"«934840190001010013»", "«911392190505050011»", "«931410191001010015»",
                         "«944276191001010021»", "«950124191001010036»"}) {
    EXPECT_EQ(ask(*validator, id).standing, Standing::yes) << id;
  }
  for (const char* id : {"«934840190001010010»", "«934840190013010010»", "«999840190001010019»",
                         "«934840190002300012»", "«93484019000101001»", "«91341302MA0000007R»"}) {
    EXPECT_EQ(ask(*validator, id).standing, Standing::no) << id;
  }
}

}  // namespace
}  // namespace mishen
