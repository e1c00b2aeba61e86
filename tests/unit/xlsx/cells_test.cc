#include "plugins/formats/xlsx/cells.h"

#include <gtest/gtest.h>

namespace mishen::xlsx {
namespace {

TEST(Cells, AddressesAreReadOrRefused) {
  EXPECT_EQ(address_of("B7")->column, 2U);
  EXPECT_EQ(address_of("B7")->row, 7U);
  EXPECT_EQ(address_of("$AB$12")->column, 28U);
  EXPECT_EQ(address_of("XFD1048576")->column, 16384U);
  for (const char* bad : {"", "B", "7", "B0", "XFE1", "A1048577", "A1:B2", "AAAAAAAAAAAA1"}) {
    EXPECT_FALSE(address_of(bad).has_value()) << bad;
  }
}

TEST(Cells, NumbersAreDigits) {
  EXPECT_EQ(digits_of("1.3800138E10"), "13800138000");
  EXPECT_EQ(digits_of("3.4130219000101E+17"), "341302190001010000");
  EXPECT_EQ(digits_of("13800138000"), "13800138000");
  EXPECT_EQ(digits_of("3.14"), "3.14");
  EXPECT_EQ(digits_of("1E300"), "1E300");
  EXPECT_EQ(digits_of("1.5E-7"), "1.5E-7");
  EXPECT_EQ(digits_of("#N/A.E"), "#N/A.E");
}

TEST(Cells, AHeaderIsARowOfTextsBelowTheTitle) {
  const std::vector<Cell> cells = {
      {{1, 1}, "title", true, false}, {{1, 2}, "name", true, false}, {{2, 2}, "id", true, false},
      {{1, 3}, "x", true, false},     {{2, 3}, "1", false, false},
  };
  const HeaderRow header = header_of(cells);
  EXPECT_EQ(header.row, 2U);
  EXPECT_EQ(header.texts, (std::vector<std::string>{"name", "id"}));
}

}  // namespace
}  // namespace mishen::xlsx
