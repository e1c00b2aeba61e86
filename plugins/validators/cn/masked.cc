// Masked numbers: whether enough is hidden (DOMAIN 7).
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include "plugins/validators/cn/person.h"
#include "plugins/validators/cn/personal.h"
#include "plugins/validators/cn/regions.h"
#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "plugins/validators/cn/word_lists.h"
#include "scanner/base/mask_signs.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr char kHidden = '*';

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

constexpr std::size_t kMostLooked = 64;  // code points; no number is as long

// A masked number: its digits as they are, each mask character as '*'; a check character X at the
// end stays X. Empty if anything else stands in it.
struct Pattern {
  std::array<char, kMostLooked> known{};
  std::size_t size = 0;
  std::uint64_t hides = 0;  // bit i: place i

  [[nodiscard]] std::string_view text() const { return {known.data(), size}; }
  // ' ' adds nothing. There is room for one of each code point looked at.
  void add(char one) { put(one, known.data(), size, hides); }
  static void put(char one, char* known, std::size_t& size, std::uint64_t& hides) {
    known[size] = one;
    hides |= std::uint64_t{one == kHidden} << size;
    size += one == ' ' ? 0 : 1;
  }
};

// What a code point is in a pattern; 0: nothing that may stand in a number, ' ': passed over.
constexpr char in_pattern(char32_t c) {
  if (is_digit(c)) return static_cast<char>(c);
  if (is_mask_sign(c) || c == U'x' || c == U'X') return kHidden;
  return is_space(c) || c == U'-' ? ' ' : '\0';
}

// The same of ASCII, of which nearly all of them are: lists hold them by the ten thousand.
constexpr auto kInPattern = [] {
  std::array<char, 0x80> table{};
  for (char32_t c = 0; c < table.size(); ++c) table[c] = in_pattern(c);
  return table;
}();

// Adds what of `value` is ASCII from its start to the empty `pattern`; returns how much that is.
// Ends before what may not stand in a number. The sums stay in registers.
std::size_t take_ascii(std::string_view value, Pattern& pattern) {
  const std::size_t most = std::min(value.size(), kMostLooked);
  char* const known = pattern.known.data();
  std::size_t size = 0;
  std::uint64_t hides = 0;
  std::size_t at = 0;
  for (; at < most; ++at) {
    const auto byte = static_cast<unsigned char>(value[at]);
    const char one = byte < kInPattern.size() ? kInPattern[byte] : '\0';
    if (one == '\0') break;
    Pattern::put(one, known, size, hides);
  }
  pattern.size = size;
  pattern.hides = hides;
  return at;
}

Pattern pattern_of(std::string_view value) {
  Pattern pattern;
  std::size_t at = take_ascii(value, pattern);
  for (std::size_t looked = at; at < value.size() && looked < kMostLooked; ++looked) {
    const utf8::Decoded d = utf8::decode(value, at);
    const char one = in_pattern(d.code_point);
    if (one == '\0') return {};
    pattern.add(one);
    at += d.bytes;
  }
  constexpr std::size_t kCheck = 17;  // the place of the check character
  const bool check = pattern.size == kCheck + 1 && (value.back() == 'X' || value.back() == 'x') &&
                     is_digit(static_cast<unsigned char>(pattern.known[kCheck - 1]));
  if (check) {
    pattern.known[kCheck] = 'X';
    pattern.hides &= ~(std::uint64_t{1} << kCheck);
  }
  return pattern;
}

struct Shown {
  std::size_t leading = 0;
  std::size_t trailing = 0;
  std::size_t hidden = 0;
  std::size_t all = 0;
  [[nodiscard]] std::size_t visible() const { return all - hidden; }
};

Shown shown(const Pattern& pattern) {
  Shown out;
  out.all = pattern.size;
  out.hidden = static_cast<std::size_t>(std::popcount(pattern.hides));
  out.leading = std::min(static_cast<std::size_t>(std::countr_zero(pattern.hides)), pattern.size);
  if (out.hidden > 0) out.trailing = pattern.size - std::bit_width(pattern.hides);
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

// A number that shows too much of itself; told from the value, whatever stands around it.
class ShowsTooMuch : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const final {
    const Pattern pattern = pattern_of(hit.value);
    const Shown seen = shown(pattern);
    const std::optional<int> points = points_of(pattern.text(), seen);
    if (!points) return {Standing::no, {}, {}};
    return {
        Standing::yes,
        {{"mask-too-little", *points, {count("shown", seen.visible()), count("all", seen.all)}}},
        {}};
  }
  [[nodiscard]] bool can_be(std::string_view value) const final {
    const Pattern pattern = pattern_of(value);
    return points_of(pattern.text(), shown(pattern)).has_value();
  }

 private:
  // Nothing: it is no such number, or hides enough.
  [[nodiscard]] virtual std::optional<int> points_of(std::string_view pattern,
                                                     const Shown& seen) const = 0;
};

class MaskedId final : public ShowsTooMuch {
 private:
  [[nodiscard]] std::optional<int> points_of(std::string_view pattern,
                                             const Shown& seen) const override {
    const bool enough = seen.leading <= 6 && seen.trailing <= 4 && seen.hidden >= 8;
    if (seen.hidden == 0 || enough || !is_id_pattern(pattern)) return std::nullopt;
    return seen.leading >= 6 && is_region_shape(pattern.substr(0, 6)) ? 40 : 20;
  }
};

class MaskedMobile final : public ShowsTooMuch {
 private:
  [[nodiscard]] std::optional<int> points_of(std::string_view pattern,
                                             const Shown& seen) const override {
    const bool shaped = pattern.size() == 11 && pattern[0] == '1' && pattern[1] >= '3';
    if (!shaped || seen.hidden == 0 || seen.visible() < 8) return std::nullopt;
    return 30;
  }
};

class MaskedCard final : public ShowsTooMuch {
 private:
  [[nodiscard]] std::optional<int> points_of(std::string_view pattern,
                                             const Shown& seen) const override {
    const bool enough = seen.leading <= 6 && seen.trailing <= 4;
    const bool shaped = pattern.size() >= 16 && pattern.size() <= 19 && pattern.back() != 'X' &&
                        (pattern[0] == '6' || pattern[0] == '4' || pattern[0] == '5');
    if (seen.hidden == 0 || enough || !shaped) return std::nullopt;
    if (pattern.size() == 18 && is_id_pattern(pattern)) return std::nullopt;
    return 30;
  }
};

// Any masked number, for the rule about masks that undo each other: what it shows, and whose it is.
class MaskedPart final : public Validator {
 public:
  MaskedPart(std::shared_ptr<const Persons> persons, WordLists words)
      : persons_(std::move(persons)), words_(std::move(words)) {}

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const Pattern pattern = pattern_of(hit.value);
    if (!is_part(pattern)) return {Standing::no, {}, {}};
    const std::string beside =
        pattern.size == 18 ? birthday_in_row(hit.context, words_) : std::string();
    return {Standing::yes,
            {},
            {},
            {std::string(pattern.text()), to_utf8(persons_->name_near(hit)), beside}};
  }
  [[nodiscard]] std::optional<MaskForm> form_of(std::string_view value) const override {
    const Pattern pattern = pattern_of(value);
    if (!is_part(pattern)) return MaskForm{};
    const std::uint64_t places = (std::uint64_t{1} << pattern.size) - 1;
    return MaskForm{static_cast<std::uint32_t>(pattern.size), places & ~pattern.hides};
  }
  [[nodiscard]] bool tells_beside(std::string_view header) const override {
    return is_birth_header(header, words_);
  }

 private:
  // At most 19 places.
  static bool is_part(const Pattern& pattern) {
    const Shown seen = shown(pattern);
    const bool length = pattern.size == 11 || (pattern.size >= 15 && pattern.size <= 19);
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
