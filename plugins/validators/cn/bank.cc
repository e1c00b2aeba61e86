// Bank cards and accounts.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "plugins/validators/cn/check_digits.h"
#include "plugins/validators/cn/person.h"
#include "plugins/validators/cn/personal.h"
#include "plugins/validators/cn/regions.h"
#include "plugins/validators/cn/table.h"
#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "plugins/validators/cn/word_lists.h"
#include "scanner/base/letter_set.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr int kLuhn = 15;
constexpr int kLuhnAlone = 5;  // nothing known begins like it
constexpr int kIssuer = 35;
constexpr int kSchemeOnly = 5;  // begins like a card of UnionPay, Visa, …; no issuer known
constexpr std::size_t kLongestPrefix = 10;

bool all_equal(std::string_view digits) {
  return digits.find_first_not_of(digits[0]) == std::string_view::npos;
}

// Schemes by first digits and length (ISO/IEC 7812): UnionPay 62 and 60, Visa, Mastercard, Amex,
// JCB, Diners.
bool is_scheme(std::string_view digits) {
  const int two = to_int(digits.substr(0, 2));
  const int four = to_int(digits.substr(0, 4));
  const std::size_t size = digits.size();
  if (two == 62 || two == 60) return size >= 16;
  if (digits[0] == '4') return size == 16 || size == 13 || size == 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return size == 16;
  if (two == 34 || two == 37) return size == 15;
  if (four >= 3528 && four <= 3589) return size == 16;
  return size == 14 && (two == 36 || two == 38 || (four >= 3000 && four <= 3059));
}

bool is_identity_number(std::string_view digits) {
  return digits.size() == 18 && is_region_shape(digits.substr(0, 6)) &&
         is_date(to_int(digits.substr(6, 4)), to_int(digits.substr(10, 2)),
                 to_int(digits.substr(12, 2))) &&
         holds_mod_11_2(digits);
}

class BankCard final : public Validator {
 public:
  static MadeValidator make(RuleData& data) {
    auto made = std::make_unique<BankCard>();
    Result<std::string> read =
        each_row(data.folder(), "cn-bank-issuers.tsv", "prefix\tdigits\tkind\tissuer",
                 [&](std::span<const std::string_view> row) {
                   made->issuers_.push_back({row[0], row[3]});
                 });
    if (!read) return read.error();
    made->table_ = *std::move(read);
    const auto by_prefix = [](const Issuer& a, const Issuer& b) { return a.prefix < b.prefix; };
    if (!std::is_sorted(made->issuers_.begin(), made->issuers_.end(), by_prefix)) {
      std::stable_sort(made->issuers_.begin(), made->issuers_.end(), by_prefix);
    }
    return std::unique_ptr<const Validator>(std::move(made));
  }

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const std::string digits = compact(hit.value);
    const bool shaped = digits.size() >= 13 && digits.size() <= 19 && all_digits(digits);
    if (!shaped || all_equal(digits) || !holds_luhn(digits) || is_identity_number(digits) ||
        is_measure_column(hit.context.header)) {
      return {Standing::no, {}, {}};
    }
    Assessment out;
    const Issuer* issuer = find(digits);
    const bool known = issuer != nullptr || is_scheme(digits);
    // One number in ten satisfies Luhn.
    out.reasons.push_back({"card-luhn", known ? kLuhn : kLuhnAlone, {}});
    if (issuer != nullptr) {
      out.standing = Standing::yes;
      out.reasons.push_back({"card-issuer", kIssuer, {{"issuer", std::string(issuer->name)}}});
    } else if (known) {
      out.standing = Standing::yes;
      out.reasons.push_back({"card-scheme", kSchemeOnly, {}});
    }
    return out;
  }

 private:
  struct Issuer {
    std::string_view prefix;  // both in table_
    std::string_view name;
  };
  [[nodiscard]] const Issuer* find(std::string_view digits) const {
    for (std::size_t length = kLongestPrefix; length >= 4; --length) {
      const std::string_view prefix = digits.substr(0, length);
      // Of two rows with one prefix the last counts.
      const auto behind = std::upper_bound(
          issuers_.begin(), issuers_.end(), prefix,
          [](std::string_view wanted, const Issuer& issuer) { return wanted < issuer.prefix; });
      if (behind != issuers_.begin() && std::prev(behind)->prefix == prefix) {
        return &*std::prev(behind);
      }
    }
    return nullptr;
  }
  std::string table_;
  std::vector<Issuer> issuers_;  // by prefix
};

bool is_account_shape(std::string_view value) {
  const std::string digits = compact(value);
  return digits.size() >= 8 && digits.size() <= 32 && all_digits(digits) && !all_equal(digits);
}

// The payee is an office or a company: its account is meant to be known. The bank's own name
// (某某银行 股份有限公司宿州分行) says nothing of the payee.
bool names_organisation(std::u32string_view text, const WordLists& words) {
  const LetterSet there(text);
  for (const std::u32string& word : words.of("account-of-office")) {
    if (!there.may_hold(word)) continue;
    const std::size_t at = text.find(word);
    if (at == std::u32string_view::npos) continue;
    const std::u32string_view lead = text.substr(0, at);
    if (lead.size() < 4 || lead.substr(lead.size() - 4) != U"银行股份") return true;
  }
  return false;
}

constexpr std::size_t kHolderLine = 80;    // code points of such a line, and
constexpr std::size_t kLongestHolder = 4;  // of its label

// Whether the line, its spaces aside, begins with what an account's holder is called.
bool begins_with_holder(std::string_view line) {
  static const std::vector<std::u32string> kHolder = {U"户名",     U"开户名",   U"账户名",
                                                      U"帐户名",   U"单位名称", U"收款人",
                                                      U"收款单位", U"名称",     U"开户单位"};
  std::array<char32_t, kLongestHolder> first{};
  std::size_t size = 0;
  std::size_t at = 0;
  for (std::size_t looked = 0; at < line.size() && size < first.size(); ++looked) {
    if (looked == kHolderLine) break;
    const utf8::Decoded d = utf8::decode(line, at);
    at += d.bytes;
    if (!is_space(d.code_point)) first[size++] = d.code_point;
  }
  return !leading({first.data(), size}, kHolder).empty();
}

// 户名 stands on a line of its own above or below the number. `says` is asked of such lines.
template <class Says>
bool any_holder_line(const LineContext& context, Says says) {
  for (const std::string_view line :
       {context.before[0], context.before[1], context.after[0], context.after[1]}) {
    if (begins_with_holder(line) && says(to_u32(line, kHolderLine))) return true;
  }
  return false;
}

class BankAccount final : public Validator {
 public:
  explicit BankAccount(WordLists words) : words_(std::move(words)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    if (!is_account_shape(hit.value)) return {Standing::no, {}, {}};
    Assessment out{Standing::yes, {{"account-shape", 0, {}}}, {}};
    const Window window = paragraph_window_of(hit);
    const auto office = [this](std::u32string_view text) {
      return names_organisation(text, words_);
    };
    if (office(window.before) || office(window.after) || any_holder_line(hit.context, office)) {
      out.reasons.push_back({"account-of-organisation", -30, {}});
    }
    return out;
  }

 private:
  WordLists words_;
};

class AccountOfPerson final : public Validator {
 public:
  explicit AccountOfPerson(std::shared_ptr<const Persons> persons) : persons_(std::move(persons)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    if (!is_account_shape(hit.value)) return {Standing::no, {}, {}};
    const Window window = paragraph_window_of(hit);
    const bool labelled = persons_->has_labelled_name(window.before) ||
                          persons_->has_labelled_name(window.after) ||
                          any_holder_line(hit.context, [this](std::u32string_view line) {
                            return persons_->has_labelled_name(line);
                          });
    if (!labelled && !persons_->has_name_in_row(hit)) return {Standing::no, {}, {}};
    return {Standing::yes, {{labelled ? "person-named" : "person-in-row", 20, {}}}, {}};
  }

 private:
  std::shared_ptr<const Persons> persons_;
};

}  // namespace

MadeValidator make_bank_card(RuleData& data) { return BankCard::make(data); }

MadeValidator make_bank_account(RuleData& data) {
  return made_with_words<BankAccount>(data, {"account-of-office"});
}

MadeValidator make_account_of_person(RuleData& data) {
  Result<std::shared_ptr<const Persons>> persons = data.get<Persons>();
  if (!persons) return persons.error();
  return std::unique_ptr<const Validator>(std::make_unique<AccountOfPerson>(std::move(*persons)));
}

}  // namespace mishen::cn
