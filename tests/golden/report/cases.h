// Hand-made reviews, one for each thing a reporter must get right. All people are invented.
#pragma once

#include <string>
#include <vector>

#include "scanner/report/report.h"

namespace mishen::golden {

struct Case {
  std::string name;  // of its folder
  std::vector<Review> reviews;
};

[[nodiscard]] const Rulebook& rulebook();
[[nodiscard]] std::vector<Case> cases();

}  // namespace mishen::golden
