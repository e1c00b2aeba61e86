// The county codes that identity numbers start with (rules/data/cn-regions.tsv).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"

namespace mishen::cn {

// GB/T 2260 province codes in use, and 81 82 83 (Hong Kong, Macau, Taiwan residents).
[[nodiscard]] bool is_province(std::string_view two_digits);

// What the first six digits of an identity number may be: a province, and a county part that is not
// 0000, except for 81 82 83 where it must be. Needs six digits.
[[nodiscard]] bool is_region_shape(std::string_view six_digits);

class Regions {
 public:
  static Result<Regions> load(const std::string& data_folder);
  // The code is or was a county's.
  [[nodiscard]] bool known(std::string_view six_digits) const;
  // ... and had not been given to a person before `birth_year` only: abolished codes are not given
  // to people born later. False for unknown codes.
  [[nodiscard]] bool in_force(std::string_view six_digits, int birth_year) const;

 private:
  struct County {
    std::uint32_t code;
    std::uint16_t to;  // last year; 0: still in force
  };
  [[nodiscard]] const County* find(std::string_view six_digits) const;
  std::vector<County> counties_;  // sorted by code
};

}  // namespace mishen::cn
