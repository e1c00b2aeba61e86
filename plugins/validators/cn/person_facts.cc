// Birthdays, doors of homes, matters of health and poverty.
#include <algorithm>
#include <array>
#include <utility>

#include "plugins/validators/cn/person.h"
#include "plugins/validators/cn/personal.h"
#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

using Words = std::vector<std::u32string>;

bool contains_any(std::u32string_view text, const Words& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& word) {
    return text.find(word) != std::u32string_view::npos;
  });
}

std::u32string_view last_of(std::u32string_view text, std::size_t count) {
  return text.size() > count ? text.substr(text.size() - count) : text;
}

// The numbers in "1900年1月1日", "1900-01-01", "1900.1.1", "19000101"; empty if not three.
std::array<int, 3> numbers_of(std::string_view value) {
  std::array<int, 3> found{};
  if (value.size() == 8 && all_digits(value)) {
    return {to_int(value.substr(0, 4)), to_int(value.substr(4, 2)), to_int(value.substr(6, 2))};
  }
  std::size_t count = 0;
  bool inside = false;
  for (const char c : value) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside && ++count > 3) return {};
    if (digit) found[count - 1] = found[count - 1] * 10 + (c - '0');
    inside = digit;
  }
  return count == 3 ? found : std::array<int, 3>{};
}

class BirthDate final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const auto [year, month, day] = numbers_of(hit.value);
    if (!is_date(year, month, day)) return {Standing::no, {}, {}};
    const Window window = window_of(hit);
    if (is_behind_label(window.before)) return {Standing::yes, {{"birth-label", 70, {}}}, {}};
    const std::u32string_view after = trim_left(window.after);
    if (after.substr(0, 2) == U"出生" || after == U"生" || after.substr(0, 2) == U"生," ||
        after.substr(0, 2) == U"生，") {
      return {Standing::yes, {{"birth-label", 60, {}}}, {}};
    }
    const std::u32string header = squeeze(to_u32(hit.context.header, 60));
    static const Words kHeaders = {U"出生", U"生日"};
    if (hit.context.in_cell && contains_any(header, kHeaders)) {
      return {Standing::yes, {{"birth-column", 70, {}}}, {}};
    }
    return {Standing::no, {}, {}};
  }

 private:
  static bool is_behind_label(std::u32string_view before) {
    std::u32string text = squeeze(last_of(before, 20));
    while (!text.empty() && (text.back() == U':' || text.back() == U'：' || text.back() == U'于')) {
      text.pop_back();
    }
    for (char32_t& c : text) {
      if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    }
    static const Words kLabels = {U"出生日期", U"出生年月日", U"出生年月", U"出生时间",
                                  U"出生",     U"生日",       U"dob",      U"dateofbirth"};
    if (!trailing(text, kLabels).empty()) return true;
    const std::u32string bare = squeeze(last_of(before, 6));
    static const Words kBorn = {U"生于"};
    static const Words kOther = {U"发生于", U"产生于", U"新生于"};
    return !trailing(bare, kBorn).empty() && trailing(bare, kOther).empty();
  }
};

// Signs of an office in front of a door.
bool is_office(std::u32string_view before) {
  static const Words kOffices = {
      U"办公",   U"单位",   U"公司",   U"政府",     U"政务",   U"服务中心", U"大厦",
      U"大楼",   U"写字楼", U"法院",   U"检察院",   U"派出所", U"银行",     U"学校",
      U"注册地", U"地点",   U"开标",   U"报名地",   U"邮寄",   U"通讯地址", U"通信地址",
      U"递交",   U"领取",   U"经营场", U"交易中心", U"产业园", U"科技园",   U"孵化",
      U"律师",   U"事务所", U"受理",   U"联系地址", U"集团",   U"委员会",   U"局"};
  return contains_any(last_of(before, 40), kOffices);
}

bool is_home(std::u32string_view before, std::string_view header) {
  static const Words kHomes = {U"住址",   U"家庭地址", U"居住地", U"现住", U"户籍", U"家住",
                               U"住所地", U"住在",     U"户口",   U",住",  U"，住", U"暂住"};
  return contains_any(last_of(before, 40), kHomes) || contains_any(to_u32(header, 60), kHomes);
}

// The line gives the seat of the company the lines above are about: 住所 under 统一社会信用代码.
bool is_seat_of_company(const Hit& hit, const Window& window) {
  static const Words kSeats = {U"住所", U"住所地", U"地址", U"经营地址", U"营业场所"};
  static const Words kCompany = {U"信用代码", U"有限公司", U"法定代表人", U"营业执照", U"经营者"};
  if (leading(squeeze(window.before), kSeats).empty()) return false;
  return contains_any(to_u32(hit.context.before[0], 120), kCompany) ||
         contains_any(to_u32(hit.context.before[1], 120), kCompany);
}

Assessment assess_address(const Hit& hit, const Window& window) {
  Assessment out;
  out.standing = Standing::yes;
  if (is_seat_of_company(hit, window)) {
    out.reasons.push_back({"address-office", -40, {}});
  } else if (is_home(window.before, hit.context.header)) {
    out.reasons.push_back({"address-home", 30, {}});
  } else if (is_office(window.before)) {
    out.reasons.push_back({"address-office", -40, {}});
  }
  return out;
}

class Address final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    return assess_address(hit, paragraph_window_of(hit));
  }
};

class HomeAddress final : public Validator {
 public:
  explicit HomeAddress(Persons persons) : persons_(std::move(persons)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const Window window = paragraph_window_of(hit);
    const bool row = persons_.has_name_in_row(hit);
    const bool person = row || persons_.has_labelled_name(window.before) ||
                        persons_.has_labelled_name(window.after);
    if (!person) return {Standing::no, {}, {}};
    Assessment out = assess_address(hit, window);
    out.reasons.push_back({row ? "person-in-row" : "person-named", 10, {}});
    return out;
  }

 private:
  Persons persons_;
};

class PersonMatter final : public Validator {
 public:
  explicit PersonMatter(Persons persons) : persons_(std::move(persons)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    if (hit.context.in_cell && is_entry(hit) && persons_.has_name_in_row(hit)) {
      return {Standing::yes, {{"matter-in-row", 50, {}}}, {}};
    }
    const Window window = paragraph_window_of(hit);
    if (persons_.has_labelled_name(window.before) || persons_.has_labelled_name(window.after)) {
      return {Standing::yes, {{"matter-named", 40, {}}}, {}};
    }
    return {Standing::no, {}, {}};
  }

 private:
  // The cell says it of the row's person: it is short, no sentence of a work plan.
  static bool is_entry(const Hit& hit) {
    constexpr std::size_t kLongestEntry = 20;  // code points
    return squeeze(to_u32(hit.context.line, kLongestEntry + 8)).size() <= kLongestEntry;
  }
  Persons persons_;
};

template <class T>
MadeValidator with_persons(const std::string& data_folder) {
  Result<Persons> persons = Persons::load(data_folder);
  if (!persons) return persons.error();
  return std::unique_ptr<const Validator>(std::make_unique<T>(std::move(*persons)));
}

}  // namespace

MadeValidator make_birth_date(const std::string&) {
  return std::unique_ptr<const Validator>(std::make_unique<BirthDate>());
}
MadeValidator make_address(const std::string&) {
  return std::unique_ptr<const Validator>(std::make_unique<Address>());
}
MadeValidator make_home_address(const std::string& data_folder) {
  return with_persons<HomeAddress>(data_folder);
}
MadeValidator make_person_matter(const std::string& data_folder) {
  return with_persons<PersonMatter>(data_folder);
}

}  // namespace mishen::cn
