// Numbers and marks of other countries, each validator alone; numbers are standards' own examples.
#include <gtest/gtest.h>

#include "plugins/validators/intl/validators.h"
#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

std::unique_ptr<const Validator> intl(std::string_view name) {
  RuleData none("");
  for (const ValidatorEntry& entry : intl_validators()) {
    if (entry.name == name) return std::move(entry.make(none)).value();
  }
  ADD_FAILURE() << "no validator " << name;
  return nullptr;
}

TEST(Intl, NumbersHoldByTheirOwnRules) {
  const struct {
    const char* validator;
    const char* good;
    const char* bad;
  } kCases[] = {
      {"intl-us-ssn", "«123-45-6789»", "«666-12-3456»"},
      {"intl-us-ssn", "«899-99-9999»", "«123-00-4567»"},
      {"intl-us-itin", "«900-70-0000»", "«900-93-0000»"},
      {"intl-iban", "«GB82 WEST 1234 5698 7654 32»", "«GB82WEST12345698765433»"},
      {"intl-uk-nino", "«AB 12 34 56 C»", "«QQ123456C»"},
      {"intl-card", "«4111111111111111»", "«4111111111111112»"},
      {"intl-hkid", "«A123456(3)»", "«A123456(4)»"},
      {"intl-twid", "«A123456789»", "«A123456788»"},
      {"intl-kr-rrn", "«900101-1234568»", "«901301-1234567»"},
      {"intl-jp-my-number", "«123456789018»", "«123456789017»"},
      {"intl-sg-nric", "«S1234567D»", "«S1234567A»"},
      {"intl-in-aadhaar", "«2341 2341 2346»", "«2341 2341 2347»"},
      {"intl-eu-vat", "«DE136695976»", "«DE123456780»"},
  };
  for (const auto& one : kCases) {
    const auto validator = intl(one.validator);
    ASSERT_NE(validator, nullptr);
    EXPECT_EQ(test::ask(*validator, one.good).standing, Standing::yes) << one.good;
    EXPECT_EQ(test::ask(*validator, one.bad).standing, Standing::no) << one.bad;
  }
}

TEST(Intl, AMarkFillsItsLine) {
  const auto mark = intl("intl-mark-line");
  EXPECT_EQ(test::ask(*mark, "«SECRET//NOFORN»").standing, Standing::yes);
  EXPECT_EQ(test::ask(*mark, "[ «SECRET» ]").standing, Standing::yes);
  EXPECT_EQ(test::ask(*mark, "the «SECRET» Service").standing, Standing::no);
}

TEST(Intl, APortionOpensItsParagraph) {
  const auto portion = intl("intl-mark-portion");
  EXPECT_EQ(test::ask(*portion, "«(S//NF)» The convoy left.").standing, Standing::yes);
  EXPECT_EQ(test::ask(*portion, "See «(S//NF)» above").standing, Standing::no);
  EXPECT_EQ(test::ask(*portion, "«(S//NF)»").standing, Standing::no) << "nothing is marked";
}

}  // namespace
}  // namespace mishen
