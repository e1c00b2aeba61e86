#include "plugins/validators/cn/check_digits.h"

#include <array>
#include <cstddef>

namespace mishen::cn {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool holds_mod_11_2(std::string_view id) {
  constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kChecks = "10X98765432";
  if (id.size() != 18) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    if (!is_digit(id[i])) return false;
    sum += (id[i] - '0') * kWeights[i];
  }
  return id[17] == kChecks[static_cast<std::size_t>(sum % 11)];
}

bool holds_mod_11_10(std::string_view number) {
  if (number.size() != 15) return false;
  int product = 10;
  for (std::size_t i = 0; i < 14; ++i) {
    if (!is_digit(number[i])) return false;
    const int sum = (product + (number[i] - '0')) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return is_digit(number[14]) && (product + (number[14] - '0')) % 10 == 1;
}

bool holds_mod_31(std::string_view code) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (code.size() != 18) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t value = kAlphabet.find(code[i]);
    if (value == std::string_view::npos) return false;
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return code[17] == kAlphabet[(31 - sum % 31) % 31];
}

bool holds_luhn(std::string_view digits) {
  if (digits.size() < 2) return false;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[digits.size() - 1 - i];
    if (!is_digit(c)) return false;
    const int value = (c - '0') * (i % 2 == 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

bool holds_vin(std::string_view vin) {
  constexpr std::array<int, 17> kWeights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  // A to Z; 0: never used.
  constexpr std::string_view kValues = "12345678012345070923456789";
  if (vin.size() != kWeights.size()) return false;
  int sum = 0;
  for (std::size_t i = 0; i < vin.size(); ++i) {
    int value = 0;
    if (is_digit(vin[i])) {
      value = vin[i] - '0';
    } else if (vin[i] >= 'A' && vin[i] <= 'Z' &&
               kValues[static_cast<std::size_t>(vin[i] - 'A')] != '0') {
      value = kValues[static_cast<std::size_t>(vin[i] - 'A')] - '0';
    } else {
      return false;
    }
    sum += value * kWeights[i];
  }
  return vin[8] == "0123456789X"[sum % 11];
}

}  // namespace mishen::cn
