#include "plugins/validators/cn/phone.h"

#include <algorithm>
#include <map>
#include <utility>

#include "plugins/validators/cn/person.h"
#include "plugins/validators/cn/table.h"
#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "plugins/validators/cn/word_lists.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr int kAllocated = 30;
constexpr int kUnallocated = -15;  // only a label can bring it back
constexpr int kTrunk = -15;        // 12 digits that begin with 0 are more often a serial number
constexpr int kInCode = -30;       // it looks like a part of a longer code

enum class Segment { none, person, satellite, data, machine };

class Segments {
 public:
  static Result<Segments> load(const std::string& data_folder) {
    Result<std::vector<Row>> rows =
        read_table(data_folder, "cn-mobile-segments.tsv", "prefix\tkind\tlength");
    if (!rows) return rows.error();
    Segments out;
    for (const Row& row : *rows) {
      out.by_prefix_[row[0]] = row[1] == "person"      ? Segment::person
                               : row[1] == "satellite" ? Segment::satellite
                               : row[1] == "iot"       ? Segment::machine
                                                       : Segment::data;
    }
    return out;
  }

  [[nodiscard]] Segment of(std::string_view digits) const {
    for (const std::size_t length : {4U, 3U}) {
      const auto found = by_prefix_.find(digits.substr(0, length));
      if (found != by_prefix_.end()) return found->second;
    }
    return Segment::none;
  }

 private:
  std::map<std::string, Segment, std::less<>> by_prefix_;
};

struct MobileDigits {
  std::string digits;  // 11, without +86, 0086, brackets and a trunk 0; empty: no mobile number
  bool trunk = false;  // 013800138000
};

MobileDigits mobile_digits(std::string_view value) {
  std::string bare;
  for (const char c : value) {
    if (c != '+' && c != '(' && c != ')' && c != '_') bare += c;
  }
  MobileDigits out{compact(bare), false};
  std::string& digits = out.digits;
  for (const std::string_view prefix : {"0086", "86", "0"}) {
    if (digits.size() == prefix.size() + 11 && digits.rfind(prefix, 0) == 0) {
      digits.erase(0, prefix.size());
      out.trunk = prefix == "0";
    }
  }
  const bool shaped =
      digits.size() == 11 && all_digits(digits) && digits[0] == '1' && digits[1] >= '3';
  if (!shaped) digits.clear();
  return out;
}

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool ends_in_decimal_point(std::u32string_view text) {
  return text.size() > 1 && text.back() == U'.' && is_ascii_digit(text[text.size() - 2]);
}

// 3. at the start of a line counts items; 0.138… and 116.138… do not.
bool is_list_index(std::u32string_view before) {
  return before.size() <= 3 && before.front() != U'0' &&
         std::all_of(before.begin(), before.end() - 1, is_ascii_digit);
}

// An amount of money, a measure or a decimal number.
bool is_amount(const Window& window, const WordLists& words) {
  const std::u32string_view before = trim_right(window.before);
  const std::u32string_view after = window.after;
  if (!before.empty()) {
    if (std::u32string_view(U"¥￥$€£").find(before.back()) != std::u32string_view::npos)
      return true;
    if (ends_in_decimal_point(before) && !is_list_index(before)) return true;
    if (!trailing(before, words.of("currency")).empty()) return true;
  }
  if (after.size() > 1 && after[0] == U'.' && is_ascii_digit(after[1])) return true;
  // Only units that begin no ordinary word: 13800138000万达广场 is a number and a place.
  return !leading(trim_left(after), words.of("amount-unit")).empty();
}

// 0557-13800138000: a mobile dialled as a long-distance number.
bool ends_in_area_code(std::u32string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_ascii_digit(text[text.size() - 1 - digits])) ++digits;
  return (digits == 3 || digits == 4) && text[text.size() - digits] == U'0';
}

// A value in a web address that is not called a telephone: …/show?id=13800138000.
bool is_in_url(std::u32string_view before) {
  std::size_t begin = before.size();
  while (begin > 0 && before[begin - 1] > U' ' && before[begin - 1] < 0x7F) --begin;
  const std::u32string_view token = before.substr(begin);
  const bool url = token.find(U"://") != token.npos || token.substr(0, 4) == U"www.";
  static const std::vector<std::u32string> kPhone = {U"tel=", U"phone=", U"mobile=", U"sj=",
                                                     U"sjh="};
  return url && trailing(token, kPhone).empty();
}

// Letters or a further group of digits hang on it: an order number, a serial number.
bool is_part_of_code(const Window& window, const WordLists& words) {
  const std::u32string& before = window.before;
  // The name of a file: 13800138000.docx.
  if (is_in_url(before) || !leading(window.after, words.of("file-ending")).empty()) return true;
  if (!before.empty() && is_ascii_letter(before.back())) {
    return trailing(before, words.of("phone-letters")).empty();
  }
  if (before.size() > 1 && before.back() == U'-' && is_ascii_digit(before[before.size() - 2])) {
    return !ends_in_area_code(std::u32string_view(before).substr(0, before.size() - 1));
  }
  const std::u32string& after = window.after;
  if (!after.empty() && is_ascii_letter(after.front())) return true;
  return after.size() > 2 && after[0] == U'-' && is_ascii_digit(after[1]) &&
         is_ascii_digit(after[2]) && !(after.size() >= 12 && is_ascii_digit(after[11]));
}

// A row of a table as text: two and more other numbers stand beside a spaced one, parted by spaces.
bool is_in_number_row(std::string_view value, const Window& window) {
  if (value.find(' ') == std::string_view::npos) return false;
  int numbers = 0;
  const auto count = [&numbers](std::u32string text) {
    std::u32string word;
    text += U' ';
    for (const char32_t c : text) {
      if (!is_space(c)) {
        word += c;
      } else if (!word.empty()) {
        if (!std::all_of(word.begin(), word.end(), [](char32_t d) {
              return is_ascii_digit(d) || d == U'.' || d == U',' || d == U'%' || d == U'-';
            })) {
          return;
        }
        ++numbers;
        word.clear();
      }
    }
  };
  count(window.after);
  std::u32string reversed = window.before;
  std::reverse(reversed.begin(), reversed.end());
  count(reversed);
  return numbers >= 2;
}

// What a mobile number is told by.
struct MobileFacts {
  std::shared_ptr<const Segments> segments;
  WordLists words;

  static Result<MobileFacts> load(RuleData& data) {
    Result<std::shared_ptr<const Segments>> segments = data.get<Segments>();
    if (!segments) return segments.error();
    Result<WordLists> words =
        WordLists::load(data, {"amount-unit", "currency", "phone-letters", "file-ending",
                               "staff-header", "private-header"});
    if (!words) return words.error();
    return MobileFacts{*std::move(segments), *std::move(words)};
  }
};

Assessment assess_mobile(const Hit& hit, const MobileFacts& facts) {
  const MobileDigits number = mobile_digits(hit.value);
  if (number.digits.empty()) return {Standing::no, {}, {}};
  const Window window = window_of(hit);
  const Segment segment = facts.segments->of(number.digits);
  if (segment == Segment::machine || is_amount(window, facts.words) ||
      is_measure_column(hit.context.header)) {
    return {Standing::no, {}, {}};
  }
  Assessment out;
  if (segment == Segment::none) {
    out.reasons.push_back({"mobile-unallocated", kUnallocated, {}});
  } else {
    out.standing = Standing::yes;
    out.reasons.push_back({"mobile-segment", kAllocated, {}});
  }
  if (number.trunk) out.reasons.push_back({"mobile-trunk", kTrunk, {}});
  if (is_in_number_row(hit.value, window)) out.reasons.push_back({"number-in-row", kInCode, {}});
  if (is_part_of_code(window, facts.words)) {
    out.reasons.push_back({"number-in-code", kInCode, {}});
  }
  return out;
}

class Mobile : public Validator {
 public:
  explicit Mobile(MobileFacts facts) : facts_(std::move(facts)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    return assess_mobile(hit, facts_);
  }

 private:
  MobileFacts facts_;
};

// A list of people on duty or in office: its mobiles are for a person to decide, not citizens'
// (DOMAIN 6.7). Nothing in the row may be about a private matter.
bool is_staff_row(const LineContext& context, const WordLists& words) {
  if (context.row_headers == nullptr) return false;
  std::u32string headers = squeeze(to_u32(context.header, 60));
  for (const std::string& header : *context.row_headers) {
    headers += U'|';
    headers += squeeze(to_u32(header, 60));
  }
  return words.any_in("staff-header", headers) && !words.any_in("private-header", headers);
}

class MobileOfPerson final : public Validator {
 public:
  MobileOfPerson(MobileFacts facts, std::shared_ptr<const Persons> persons)
      : facts_(std::move(facts)), persons_(std::move(persons)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    Assessment out = assess_mobile(hit, facts_);
    if (out.standing == Standing::no) return out;
    const PersonSign sign = persons_->near(hit);
    const bool staff = sign == PersonSign::name_in_row && is_staff_row(hit.context, facts_.words);
    if (sign == PersonSign::none || staff) return {Standing::no, {}, {}};
    out.reasons.push_back(
        {sign == PersonSign::name_in_row ? "person-in-row" : "person-role", 20, {}});
    return out;
  }

 private:
  MobileFacts facts_;
  std::shared_ptr<const Persons> persons_;
};

class Landline final : public Validator {
 public:
  static MadeValidator make(RuleData& data) {
    Result<std::vector<Row>> rows =
        read_table(data.folder(), "cn-area-codes.tsv", "code\tdigits\tname");
    if (!rows) return rows.error();
    Result<WordLists> words = WordLists::load(data, {"amount-unit", "currency"});
    if (!words) return words.error();
    auto made = std::make_unique<Landline>();
    made->words_ = *std::move(words);
    for (const Row& row : *rows) made->lengths_[row[0]] = row[1];
    return std::unique_ptr<const Validator>(std::move(made));
  }

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    std::string bare;
    for (const char c : hit.value) {
      if (c != '+' && c != '(' && c != ')') bare += c;
    }
    std::string digits = compact(bare);
    if (digits.empty() || !all_digits(digits)) return {Standing::no, {}, {}};
    if (digits.rfind("0086", 0) == 0) digits.replace(0, 4, digits[4] == '0' ? "" : "0");
    if (digits.rfind("86", 0) == 0 && digits.size() >= 11) {
      digits.replace(0, 2, digits[2] == '0' ? "" : "0");
    }
    if (is_amount(window_of(hit), words_)) return {Standing::no, {}, {}};
    return digits[0] == '0' ? with_area(digits) : local(digits);
  }

 private:
  static Assessment local(std::string_view digits) {
    const bool shaped =
        (digits.size() == 7 || digits.size() == 8) && digits[0] >= '2' && digits[0] <= '8';
    if (!shaped) return {Standing::no, {}, {}};
    return {Standing::unknown, {{"landline-local", 0, {}}}, {}};
  }

  [[nodiscard]] Assessment with_area(std::string_view digits) const {
    for (const std::size_t length : {3U, 4U}) {
      const auto area = lengths_.find(digits.substr(0, length));
      if (area == lengths_.end()) continue;
      const std::string_view rest = digits.substr(length);
      if (rest.size() < 7 || rest.size() > 8 || rest[0] < '2' || rest[0] > '8') break;
      const bool usual =
          area->second.find(static_cast<char>('0' + rest.size())) != std::string::npos;
      // The eight great cities never had other lengths since the table's time.
      if (!usual && length == 3) break;
      return {usual ? Standing::yes : Standing::unknown,
              {{usual ? "landline-area" : "landline-old-length", usual ? 30 : 0, {}}},
              {{"area", area->first}}};
    }
    return {Standing::no, {}, {}};
  }

  std::map<std::string, std::string, std::less<>> lengths_;
  WordLists words_;
};

}  // namespace

MadeValidator make_mobile(RuleData& data) {
  Result<MobileFacts> facts = MobileFacts::load(data);
  if (!facts) return facts.error();
  return std::unique_ptr<const Validator>(std::make_unique<Mobile>(std::move(*facts)));
}

MadeValidator make_mobile_of_person(RuleData& data) {
  Result<MobileFacts> facts = MobileFacts::load(data);
  if (!facts) return facts.error();
  Result<std::shared_ptr<const Persons>> persons = data.get<Persons>();
  if (!persons) return persons.error();
  return std::unique_ptr<const Validator>(
      std::make_unique<MobileOfPerson>(std::move(*facts), std::move(*persons)));
}

MadeValidator make_landline(RuleData& data) { return Landline::make(data); }

}  // namespace mishen::cn
