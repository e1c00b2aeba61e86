// Licence plates (GA 36-2018) and vehicle identification numbers (GB 16735).
#include <algorithm>

#include "plugins/validators/cn/check_digits.h"
#include "plugins/validators/cn/personal.h"
#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "plugins/validators/cn/word_lists.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr std::u32string_view kProvinces =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::u32string_view kLastOfSpecial = U"挂学警港澳领";
constexpr std::u32string_view kNewEnergy = U"ABCDEFGHJK";

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_serial(char32_t c) {
  return is_digit(c) || (c >= U'A' && c <= U'Z' && c != U'I' && c != U'O');
}

std::size_t digits_of(std::u32string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

// What follows province and letter: 5 characters with at most two letters (or a special last one),
// or 6 of a new-energy vehicle.
bool is_plate_serial(std::u32string_view serial) {
  if (serial.size() == 5 && kLastOfSpecial.find(serial.back()) != kLastOfSpecial.npos) {
    return digits_of(serial) >= 3 && std::all_of(serial.begin(), serial.end() - 1, is_serial);
  }
  if (!std::all_of(serial.begin(), serial.end(), is_serial)) return false;
  if (serial.size() == 5) return digits_of(serial) >= 3;
  if (serial.size() != 6) return false;
  const bool small = kNewEnergy.find(serial.front()) != kNewEnergy.npos && is_serial(serial[1]) &&
                     digits_of(serial.substr(2)) == 4;
  const bool large =
      kNewEnergy.find(serial.back()) != kNewEnergy.npos && digits_of(serial.substr(0, 5)) == 5;
  return small || large;
}

class Plate final : public Validator {
 public:
  explicit Plate(WordLists words) : words_(std::move(words)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    std::u32string plate;
    for (const char32_t c : to_u32(hit.value)) {
      if (!is_space(c) && c != U'·' && c != U'•' && c != U'.' && c != U'-') plate += c;
    }
    if (plate.empty()) return {Standing::no, {}, {}};
    if (plate.front() == U'使' || plate.front() == U'W') return special(hit);
    const bool shaped = kProvinces.find(plate.front()) != kProvinces.npos &&
                        is_plate_serial(std::u32string_view(plate).substr(2));
    if (!shaped || is_standard(plate) || goes_on(hit)) return {Standing::no, {}, {}};
    Assessment out{Standing::yes, {{"plate-shape", 20, {}}}, {}};
    // A list of an office's own cars says so in its title, not beside each plate.
    if (is_about_office_cars(hit)) out.reasons.push_back({"plate-of-office", -60, {}});
    return out;
  }

 private:
  // Lists of government vehicles are public (DOMAIN 6.6).
  [[nodiscard]] bool is_about_office_cars(const Hit& hit) const {
    return words_.any_in("office-car", squeeze(to_u32(hit.context.document_title, 200)));
  }
  // 使123456 and WJ皖1234J are rare, and 使 is a common verb: 使100000人.
  static Assessment special(const Hit& hit) {
    const Window window = window_of(hit);
    const std::u32string_view after = trim_left(window.after);
    if (!after.empty() && utf8::is_han(after.front())) return {Standing::no, {}, {}};
    return {Standing::yes, {{"plate-special", 0, {}}}, {}};
  }
  // 四川GB50016-2014: a standard's number after a province.
  static bool is_standard(std::u32string_view plate) {
    return plate.size() > 2 && plate[1] == U'G' && plate[2] == U'B';
  }
  // A code goes on behind it.
  static bool goes_on(const Hit& hit) {
    const Window window = window_of(hit);
    return !window.after.empty() && (window.after.front() == U'-' || window.after.front() == U'/' ||
                                     window.after.front() == U'_');
  }

  WordLists words_;
};

class Vin final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const std::string vin = compact(hit.value);
    if (all_digits(vin) || !holds_vin(vin)) return {Standing::no, {}, {}};
    return {Standing::yes, {{"vin-check", 40, {}}}, {}};
  }
};

}  // namespace

MadeValidator make_plate(RuleData& data) { return made_with_words<Plate>(data, {"office-car"}); }
MadeValidator make_vin(RuleData&) {
  return std::unique_ptr<const Validator>(std::make_unique<Vin>());
}

}  // namespace mishen::cn
