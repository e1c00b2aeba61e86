#include "plugins/validators/intl/identifiers.h"

#include <algorithm>

#include "plugins/validators/intl/schemes.h"

namespace mishen::intl {
namespace {

constexpr int kHolds = 40;
constexpr int kShapeOnly = 10;

// Digits and capital letters; what separates them is dropped.
std::string bare(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c >= 'a' && c <= 'z') {
      out += static_cast<char>(c - 'a' + 'A');
    } else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
      out += c;
    }
  }
  return out;
}

Assessment verdict(bool holds) {
  if (!holds) return {Standing::no, {}, {}};
  return {Standing::yes, {{"intl-check-digit", kHolds, {}}}, {}};
}

Assessment shaped(bool holds) {
  if (!holds) return {Standing::no, {}, {}};
  return {Standing::yes, {{"intl-shape", kShapeOnly, {}}}, {}};
}

// A validator that is nothing but a function of the bare value.
template <Assessment (*kAssess)(std::string_view)>
class Of final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    return kAssess(bare(hit.value));
  }
};

template <Assessment (*kAssess)(std::string_view)>
MadeValidator made() {
  return std::unique_ptr<const Validator>(std::make_unique<Of<kAssess>>());
}

// Area 000, 666 and 9xx, group 00 and serial 0000 were never given; three numbers were printed on
// specimens.
Assessment ssn(std::string_view id) {
  const bool given = id.size() == 9 && id[0] != '9' && id.substr(0, 3) != "000" &&
                     id.substr(0, 3) != "666" && id.substr(3, 2) != "00" && id.substr(5) != "0000";
  return shaped(given && id != "078051120" && id != "219099999");
}

Assessment itin(std::string_view id) {
  const std::string_view group = id.size() == 9 ? id.substr(3, 2) : "";
  const bool given = (group >= "50" && group <= "65") || (group >= "70" && group <= "88") ||
                     (group >= "90" && group <= "92") || (group >= "94" && group <= "99");
  return shaped(!group.empty() && id[0] == '9' && given);
}

Assessment nino(std::string_view id) {
  if (id.size() != 9) return {Standing::no, {}, {}};
  constexpr std::string_view kNever = "DFIQUV";
  const std::string_view pair = id.substr(0, 2);
  for (const std::string_view reserved : {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}) {
    if (pair == reserved) return {Standing::no, {}, {}};
  }
  return shaped(kNever.find(id[0]) == kNever.npos && kNever.find(id[1]) == kNever.npos &&
                id[1] != 'O' && id[8] >= 'A' && id[8] <= 'D');
}

Assessment card(std::string_view digits) {
  const bool equal = digits.find_first_not_of(digits.empty() ? '0' : digits[0]) == digits.npos;
  return verdict(!equal && holds_luhn(digits));
}

// A number issued since October 2020 has no check digit.
Assessment rrn(std::string_view digits) {
  if (holds_rrn(digits)) return verdict(true);
  return shaped(is_rrn_date(digits) && digits[6] != '0');
}

// Twelve bare digits are as often a serial number: one in ten passes.
Assessment verdict_of_twelve(bool holds) {
  constexpr int kTwelve = 25;
  if (!holds) return {Standing::no, {}, {}};
  return {Standing::yes, {{"intl-check-digit", kTwelve, {}}}, {}};
}

Assessment iban(std::string_view id) { return verdict(holds_iban(id)); }
Assessment hkid(std::string_view id) { return verdict(holds_hkid(id)); }
Assessment twid(std::string_view id) { return verdict(holds_twid(id)); }
Assessment my_number(std::string_view id) { return verdict_of_twelve(holds_my_number(id)); }
Assessment nric(std::string_view id) { return verdict(holds_nric(id)); }
Assessment aadhaar(std::string_view id) { return verdict_of_twelve(holds_aadhaar(id)); }
Assessment vat(std::string_view id) { return verdict(holds_vat(id)); }

}  // namespace

MadeValidator make_us_ssn(RuleData&) { return made<ssn>(); }
MadeValidator make_us_itin(RuleData&) { return made<itin>(); }
MadeValidator make_iban(RuleData&) { return made<iban>(); }
MadeValidator make_uk_nino(RuleData&) { return made<nino>(); }
MadeValidator make_card(RuleData&) { return made<card>(); }
MadeValidator make_hkid(RuleData&) { return made<hkid>(); }
MadeValidator make_twid(RuleData&) { return made<twid>(); }
MadeValidator make_kr_rrn(RuleData&) { return made<rrn>(); }
MadeValidator make_jp_my_number(RuleData&) { return made<my_number>(); }
MadeValidator make_sg_nric(RuleData&) { return made<nric>(); }
MadeValidator make_in_aadhaar(RuleData&) { return made<aadhaar>(); }
MadeValidator make_eu_vat(RuleData&) { return made<vat>(); }

}  // namespace mishen::intl
