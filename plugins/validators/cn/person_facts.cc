// Birthdays, doors of homes, matters of health and poverty.
#include <algorithm>
#include <array>
#include <utility>

#include "plugins/validators/cn/person.h"
#include "plugins/validators/cn/personal.h"
#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "plugins/validators/cn/word_lists.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

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
  explicit BirthDate(WordLists words) : words_(std::move(words)) {}
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
    if (hit.context.in_cell && words_.any_in("birth-header", header)) {
      return {Standing::yes, {{"birth-column", 70, {}}}, {}};
    }
    return {Standing::no, {}, {}};
  }

 private:
  [[nodiscard]] bool is_behind_label(std::u32string_view before) const {
    std::u32string text = squeeze(last_of(before, 20));
    while (!text.empty() && (text.back() == U':' || text.back() == U'：' || text.back() == U'于')) {
      text.pop_back();
    }
    for (char32_t& c : text) {
      if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    }
    if (!trailing(text, words_.of("birth-label")).empty()) return true;
    const std::u32string bare = squeeze(last_of(before, 6));
    return !trailing(bare, words_.of("born")).empty() &&
           trailing(bare, words_.of("not-born")).empty();
  }

  WordLists words_;
};

// The line gives the seat of the company the lines above are about: 住所 under 统一社会信用代码.
bool is_seat_of_company(const Hit& hit, const Window& window, const WordLists& words) {
  if (leading(squeeze(window.before), words.of("seat")).empty()) return false;
  return words.any_in("company", to_u32(hit.context.before[0], 120)) ||
         words.any_in("company", to_u32(hit.context.before[1], 120));
}

Assessment assess_address(const Hit& hit, const Window& window, const WordLists& words) {
  constexpr std::size_t kSigns = 40;  // code points before the door in which signs stand
  const std::u32string_view before = last_of(window.before, kSigns);
  Assessment out;
  out.standing = Standing::yes;
  if (is_seat_of_company(hit, window, words)) {
    out.reasons.push_back({"address-office", -40, {}});
  } else if (words.any_in("home", before) || words.any_in("home", to_u32(hit.context.header, 60))) {
    out.reasons.push_back({"address-home", 30, {}});
  } else if (words.any_in("office-place", before)) {
    out.reasons.push_back({"address-office", -40, {}});
  }
  return out;
}

constexpr std::array<std::string_view, 4> kAddressWords = {"home", "office-place", "seat",
                                                           "company"};

class Address final : public Validator {
 public:
  explicit Address(WordLists words) : words_(std::move(words)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    return assess_address(hit, paragraph_window_of(hit), words_);
  }

 private:
  WordLists words_;
};

class HomeAddress final : public Validator {
 public:
  HomeAddress(std::shared_ptr<const Persons> persons, WordLists words)
      : persons_(std::move(persons)), words_(std::move(words)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const Window window = paragraph_window_of(hit);
    const bool row = persons_->has_name_in_row(hit);
    const bool person = row || persons_->has_labelled_name(window.before) ||
                        persons_->has_labelled_name(window.after);
    if (!person) return {Standing::no, {}, {}};
    Assessment out = assess_address(hit, window, words_);
    out.reasons.push_back({row ? "person-in-row" : "person-named", 10, {}});
    return out;
  }

 private:
  std::shared_ptr<const Persons> persons_;
  WordLists words_;
};

class PersonMatter final : public Validator {
 public:
  explicit PersonMatter(std::shared_ptr<const Persons> persons) : persons_(std::move(persons)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    if (hit.context.in_cell && is_entry(hit) && persons_->has_name_in_row(hit)) {
      return {Standing::yes, {{"matter-in-row", 50, {}}}, {}};
    }
    const Window window = paragraph_window_of(hit);
    if (persons_->has_labelled_name(window.before) || persons_->has_labelled_name(window.after)) {
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
  std::shared_ptr<const Persons> persons_;
};

}  // namespace

MadeValidator make_birth_date(RuleData& data) {
  return made_with_words<BirthDate>(data, {"birth-header", "birth-label", "born", "not-born"});
}
MadeValidator make_address(RuleData& data) { return made_with_words<Address>(data, kAddressWords); }
MadeValidator make_home_address(RuleData& data) {
  Result<WordLists> words = WordLists::load(data, kAddressWords);
  if (!words) return words.error();
  Result<std::shared_ptr<const Persons>> persons = data.get<Persons>();
  if (!persons) return persons.error();
  return std::unique_ptr<const Validator>(
      std::make_unique<HomeAddress>(*std::move(persons), *std::move(words)));
}
MadeValidator make_person_matter(RuleData& data) {
  Result<std::shared_ptr<const Persons>> persons = data.get<Persons>();
  if (!persons) return persons.error();
  return std::unique_ptr<const Validator>(std::make_unique<PersonMatter>(*std::move(persons)));
}

}  // namespace mishen::cn
