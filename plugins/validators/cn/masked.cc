// Masked numbers: whether enough is hidden (DOMAIN 7).
#include <algorithm>
#include <array>

#include "plugins/validators/cn/person.h"
#include "plugins/validators/cn/personal.h"
#include "plugins/validators/cn/regions.h"
#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "plugins/validators/cn/word_lists.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr char kHidden = '*';

constexpr bool is_mask(char32_t c) {
  switch (c) {
    case U'*':
    case U'x':
    case U'X':
    case U'_':
    case U'#':
    case U'×':
    case U'●':
    case U'○':
    case U'■':
    case U'□':
    case U'█':
    case U'▇':
    case U'•':
    case U'…':
      return true;
    default:
      return false;
  }
}
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

constexpr std::size_t kMostLooked = 64;  // code points; no number is as long

// Digits as they are, each mask character as '*'; a check character X at the end stays X. Empty if
// anything else stands in it.
std::string pattern_of(std::string_view value) {
  std::array<char, kMostLooked> known{};
  std::size_t size = 0;
  std::size_t looked = 0;
  for (std::size_t at = 0; at < value.size() && looked < kMostLooked; ++looked) {
    const utf8::Decoded d = utf8::decode(value, at);
    at += d.bytes;
    if (is_digit(d.code_point)) {
      known[size++] = static_cast<char>(d.code_point);
    } else if (is_mask(d.code_point)) {
      known[size++] = kHidden;
    } else if (!is_space(d.code_point) && d.code_point != U'-') {
      return {};
    }
  }
  const bool check = size == 18 && (value.back() == 'X' || value.back() == 'x') &&
                     is_digit(static_cast<unsigned char>(known[16]));
  if (check) known[17] = 'X';
  return {known.data(), size};
}

struct Shown {
  std::size_t leading = 0;
  std::size_t trailing = 0;
  std::size_t hidden = 0;
  std::size_t all = 0;
  [[nodiscard]] std::size_t visible() const { return all - hidden; }
};

Shown shown(std::string_view pattern) {
  Shown out;
  out.all = pattern.size();
  out.hidden = static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), kHidden));
  out.leading = std::min(pattern.find(kHidden), pattern.size());
  out.trailing = pattern.size() - 1 - std::min(pattern.rfind(kHidden), pattern.size() - 1);
  return out;
}

// What of a date's place shows is a date's: 19** or 2013 are, 0000 is not.
bool may_be_birthday(std::string_view ymd) {
  const auto fits = [&](std::size_t at, std::string_view choices) {
    return ymd[at] == kHidden || choices.find(ymd[at]) != std::string_view::npos;
  };
  const bool century = fits(0, "12") && fits(1, "089");
  if (ymd.substr(4, 2) == "00" || ymd.substr(6, 2) == "00") return false;
  return century && fits(4, "01") && fits(6, "0123");
}

bool is_id_pattern(std::string_view pattern) {
  if (pattern.size() != 18 && pattern.size() != 15) return false;
  if (pattern[0] < '1' || pattern[0] > '8') return false;
  return pattern.size() == 15 || may_be_birthday(pattern.substr(6, 8));
}

std::pair<std::string, std::string> count(std::string name, std::size_t value) {
  return {std::move(name), std::to_string(value)};
}

Assessment too_little(const Shown& seen, int points) {
  return {Standing::yes,
          {{"mask-too-little", points, {count("shown", seen.visible()), count("all", seen.all)}}},
          {}};
}

// The date, YYYYMMDD, a cell holds and nothing else: 1990-01-01, 1990年1月1日, 19900101.
std::string date_in(std::string_view cell) {
  std::string digits;
  std::size_t parts = 0;
  std::size_t run = 0;
  const auto close = [&] {
    if (run == 1 && parts > 0) digits.insert(digits.size() - 1, "0");
    if (run > 0) ++parts;
    run = 0;
  };
  for (const char32_t c : to_u32(cell, 24)) {
    if (is_digit(c)) {
      digits += static_cast<char>(c);
      ++run;
    } else if (std::u32string_view(U"-./年月日 ").find(c) != std::u32string_view::npos) {
      close();
    } else {
      return {};
    }
  }
  close();
  const bool three = digits.size() == 8 && (parts == 3 || parts == 1);
  const auto part = [&](std::size_t at, std::size_t size) {
    return to_int(std::string_view(digits).substr(at, size));
  };
  return three && is_date(part(0, 4), part(4, 2), part(6, 2)) ? digits : std::string();
}

bool is_birth_header(std::string_view header, const WordLists& words) {
  return words.any_in("birth-header", squeeze(to_u32(header, 60)));
}

// The birthday a cell of the row gives, at its place in an identity number; empty: none does.
std::string birthday_in_row(const LineContext& context, const WordLists& words) {
  if (context.row == nullptr || context.row_headers == nullptr) return {};
  for (std::size_t i = 0; i < context.row->size(); ++i) {
    const bool birth = is_birth_header((*context.row_headers)[i], words);
    const std::string date = birth ? date_in((*context.row)[i]) : std::string();
    if (!date.empty()) return std::string(6, kHidden) + date + std::string(4, kHidden);
  }
  return {};
}

// Told from the value, whatever stands around it.
class OfValueAlone : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const final { return assess_value(hit.value); }
  [[nodiscard]] bool can_be(std::string_view value) const final {
    return assess_value(value).standing != Standing::no;
  }

 private:
  [[nodiscard]] virtual Assessment assess_value(std::string_view value) const = 0;
};

class MaskedId final : public OfValueAlone {
 private:
  [[nodiscard]] Assessment assess_value(std::string_view value) const override {
    const std::string pattern = pattern_of(value);
    if (!is_id_pattern(pattern)) return {Standing::no, {}, {}};
    const Shown seen = shown(pattern);
    const bool enough = seen.leading <= 6 && seen.trailing <= 4 && seen.hidden >= 8;
    if (seen.hidden == 0 || enough) return {Standing::no, {}, {}};
    const bool region =
        seen.leading >= 6 && is_region_shape(std::string_view(pattern).substr(0, 6));
    return too_little(seen, region ? 40 : 20);
  }
};

class MaskedMobile final : public OfValueAlone {
 private:
  [[nodiscard]] Assessment assess_value(std::string_view value) const override {
    const std::string pattern = pattern_of(value);
    if (pattern.size() != 11 || pattern[0] != '1' || pattern[1] < '3') {
      return {Standing::no, {}, {}};
    }
    const Shown seen = shown(pattern);
    if (seen.hidden == 0 || seen.visible() < 8) return {Standing::no, {}, {}};
    return too_little(seen, 30);
  }
};

class MaskedCard final : public OfValueAlone {
 private:
  [[nodiscard]] Assessment assess_value(std::string_view value) const override {
    const std::string pattern = pattern_of(value);
    const bool shaped = pattern.size() >= 16 && pattern.size() <= 19 && pattern.back() != 'X' &&
                        (pattern[0] == '6' || pattern[0] == '4' || pattern[0] == '5');
    if (!shaped || (pattern.size() == 18 && is_id_pattern(pattern))) return {Standing::no, {}, {}};
    const Shown seen = shown(pattern);
    if (seen.hidden == 0 || (seen.leading <= 6 && seen.trailing <= 4)) {
      return {Standing::no, {}, {}};
    }
    return too_little(seen, 30);
  }
};

// Any masked number, for the rule about masks that undo each other: what it shows, and whose it is.
class MaskedPart final : public Validator {
 public:
  MaskedPart(std::shared_ptr<const Persons> persons, WordLists words)
      : persons_(std::move(persons)), words_(std::move(words)) {}

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const std::string pattern = pattern_of(hit.value);
    if (!is_part(pattern)) return {Standing::no, {}, {}};
    const std::string beside =
        pattern.size() == 18 ? birthday_in_row(hit.context, words_) : std::string();
    return {Standing::yes, {}, {}, {pattern, to_utf8(persons_->name_near(hit)), beside}};
  }
  [[nodiscard]] std::optional<std::string> mask_of(std::string_view value) const override {
    std::string pattern = pattern_of(value);
    if (!is_part(pattern)) pattern.clear();
    return pattern;
  }
  [[nodiscard]] bool tells_beside(std::string_view header) const override {
    return is_birth_header(header, words_);
  }

 private:
  static bool is_part(std::string_view pattern) {
    const Shown seen = shown(pattern);
    const bool length = pattern.size() == 11 || (pattern.size() >= 15 && pattern.size() <= 19);
    return length && seen.hidden >= 3 && seen.visible() >= 3;
  }

  std::shared_ptr<const Persons> persons_;
  WordLists words_;
};

template <class T>
MadeValidator made() {
  return std::unique_ptr<const Validator>(std::make_unique<T>());
}

}  // namespace

MadeValidator make_masked_id(RuleData&) { return made<MaskedId>(); }
MadeValidator make_masked_mobile(RuleData&) { return made<MaskedMobile>(); }
MadeValidator make_masked_card(RuleData&) { return made<MaskedCard>(); }
MadeValidator make_masked_part(RuleData& data) {
  Result<std::shared_ptr<const Persons>> persons = data.get<Persons>();
  if (!persons) return persons.error();
  Result<WordLists> words = WordLists::load(data, {"birth-header"});
  if (!words) return words.error();
  return std::unique_ptr<const Validator>(
      std::make_unique<MaskedPart>(*std::move(persons), *std::move(words)));
}

}  // namespace mishen::cn
