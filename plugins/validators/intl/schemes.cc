#include "plugins/validators/intl/schemes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace mishen::intl {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }
int value(char c) { return is_digit(c) ? c - '0' : c - 'A' + 10; }

std::int64_t number(std::string_view digits) {
  std::int64_t out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

constexpr std::array<std::pair<std::string_view, std::size_t>, 36> kIbanLengths = {
    {{"AD", 24}, {"AE", 23}, {"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CY", 28}, {"CZ", 24},
     {"DE", 22}, {"DK", 18}, {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FR", 27}, {"GB", 22}, {"GR", 27},
     {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23}, {"IS", 26}, {"IT", 27}, {"LI", 21}, {"LT", 20},
     {"LU", 20}, {"LV", 21}, {"MC", 27}, {"MT", 31}, {"NL", 18}, {"NO", 15}, {"PL", 28}, {"PT", 25},
     {"RO", 24}, {"SA", 24}, {"SE", 24}, {"TR", 26}}};

bool is_day(int month, int day) {
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1];
}

// ISO 7064 MOD 11,10 over the digits, the last of which is the check.
bool holds_mod_11_10(std::string_view digits) {
  int product = 10;
  for (const char c : digits.substr(0, digits.size() - 1)) {
    const int sum = (product + (c - '0')) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return (product + (digits.back() - '0')) % 10 == 1;
}

}  // namespace

bool holds_iban(std::string_view iban) {
  const auto country = std::find_if(kIbanLengths.begin(), kIbanLengths.end(), [&](const auto& one) {
    return one.first == iban.substr(0, 2);
  });
  if (country == kIbanLengths.end() || country->second != iban.size()) return false;
  int rest = 0;
  for (const std::string_view part : {iban.substr(4), iban.substr(0, 4)}) {
    for (const char c : part) {
      if (!is_digit(c) && !is_letter(c)) return false;
      rest = (rest * (is_digit(c) ? 10 : 100) + value(c)) % 97;
    }
  }
  return rest == 1;
}

bool holds_luhn(std::string_view digits) {
  if (digits.size() < 2 || !all_digits(digits)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int one = (digits[digits.size() - 1 - i] - '0') * (i % 2 == 1 ? 2 : 1);
    sum += one > 9 ? one - 9 : one;
  }
  return sum % 10 == 0;
}

bool holds_aadhaar(std::string_view digits) {
  // Multiplication in the dihedral group of ten, and the permutation of Verhoeff's scheme.
  constexpr std::string_view kTimes[] = {"0123456789", "1234067895", "2340178956", "3401289567",
                                         "4012395678", "5987604321", "6598710432", "7659821043",
                                         "8765932104", "9876543210"};
  constexpr std::string_view kPermuted[] = {"0123456789", "1576283094", "5803796142", "8916043527",
                                            "9453126870", "4286573901", "2793806415", "7046913258"};
  if (digits.size() != 12 || !all_digits(digits) || digits[0] < '2') return false;
  const std::string reversed(digits.rbegin(), digits.rend());
  if (reversed == digits) return false;
  std::size_t check = 0;
  for (std::size_t i = 0; i < reversed.size(); ++i) {
    const char permuted = kPermuted[i % 8][static_cast<std::size_t>(reversed[i] - '0')];
    check = static_cast<std::size_t>(kTimes[check][static_cast<std::size_t>(permuted - '0')] - '0');
  }
  return check == 0;
}

bool holds_hkid(std::string_view id) {
  if (id.size() != 8 && id.size() != 9) return false;
  const std::string_view letters = id.substr(0, id.size() - 7);
  const std::string_view digits = id.substr(letters.size(), 6);
  if (!std::all_of(letters.begin(), letters.end(), is_letter) || !all_digits(digits)) return false;
  if (!is_digit(id.back()) && id.back() != 'A') return false;
  constexpr int kSpace = 36;
  int sum = 9 * (letters.size() == 2 ? value(letters[0]) : kSpace) + 8 * value(letters.back());
  for (std::size_t i = 0; i < 6; ++i) sum += (digits[i] - '0') * (7 - static_cast<int>(i));
  return (sum + value(id.back())) % 11 == 0;
}

bool holds_twid(std::string_view id) {
  constexpr std::array<int, 26> kLetters = {10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21,
                                            22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33};
  if (id.size() != 10 || !is_letter(id[0]) || !all_digits(id.substr(2))) return false;
  const bool digit = id[1] == '1' || id[1] == '2' || id[1] == '8' || id[1] == '9';
  const bool letter = id[1] >= 'A' && id[1] <= 'D';
  if (!digit && !letter) return false;
  const int first = kLetters[static_cast<std::size_t>(id[0] - 'A')];
  const int second = digit ? id[1] - '0' : kLetters[static_cast<std::size_t>(id[1] - 'A')] % 10;
  int sum = first / 10 + first % 10 * 9 + second * 8;
  for (std::size_t i = 2; i < 9; ++i) sum += (id[i] - '0') * (9 - static_cast<int>(i));
  return (sum + (id[9] - '0')) % 10 == 0;
}

bool is_rrn_date(std::string_view digits) {
  return digits.size() == 13 && all_digits(digits) &&
         is_day(static_cast<int>(number(digits.substr(2, 2))),
                static_cast<int>(number(digits.substr(4, 2))));
}

bool holds_rrn(std::string_view digits) {
  if (!is_rrn_date(digits)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 12; ++i) sum += (digits[i] - '0') * (2 + static_cast<int>(i % 8));
  return (11 - sum % 11) % 10 == digits[12] - '0';
}

bool holds_my_number(std::string_view digits) {
  if (digits.size() != 12 || !all_digits(digits)) return false;
  int sum = 0;
  for (int n = 1; n <= 11; ++n) {
    sum += (digits[static_cast<std::size_t>(11 - n)] - '0') * (n <= 6 ? n + 1 : n - 5);
  }
  const int rest = sum % 11;
  return (rest <= 1 ? 0 : 11 - rest) == digits[11] - '0';
}

bool holds_nric(std::string_view id) {
  constexpr std::array<int, 7> kWeights = {2, 7, 6, 5, 4, 3, 2};
  if (id.size() != 9 || !all_digits(id.substr(1, 7))) return false;
  int sum = id[0] == 'T' || id[0] == 'G' ? 4 : id[0] == 'M' ? 3 : 0;
  for (std::size_t i = 0; i < 7; ++i) sum += (id[i + 1] - '0') * kWeights[i];
  std::string_view checks;
  if (id[0] == 'S' || id[0] == 'T') checks = "JZIHGFEDCBA";
  if (id[0] == 'F' || id[0] == 'G') checks = "XWUTRQPNMLK";
  if (id[0] == 'M') checks = "XWUTRQPNJLK";
  return !checks.empty() && id[8] == checks[static_cast<std::size_t>(sum % 11)];
}

bool holds_vat(std::string_view id) {
  const std::string_view country = id.substr(0, 2);
  const std::string_view rest = id.substr(std::min<std::size_t>(2, id.size()));
  if (!all_digits(rest)) return false;
  if (country == "DE") return rest.size() == 9 && rest[0] != '0' && holds_mod_11_10(rest);
  if (country == "IT") return rest.size() == 11 && holds_luhn(rest);
  if (country == "BE") {
    return rest.size() == 10 && 97 - number(rest.substr(0, 8)) % 97 == number(rest.substr(8));
  }
  if (country != "FR" || rest.size() != 11) return false;
  const std::string_view siren = rest.substr(2);
  return holds_luhn(siren) && (12 + 3 * (number(siren) % 97)) % 97 == number(rest.substr(0, 2));
}

}  // namespace mishen::intl
