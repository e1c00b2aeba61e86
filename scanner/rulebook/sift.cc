// A text goes through a sieve: one pass over its characters.
#include <algorithm>
#include <numeric>

#include "scanner/rulebook/sieve.h"

namespace mishen {
namespace {

constexpr std::uint32_t kHigherPlanes = 0x10000;  // all of them count as one code point

bool continues(unsigned char c) { return (c & 0xC0U) == 0x80U; }
bool is_digit(std::uint32_t c) { return c - '0' < 10U; }
bool is_alnum(std::uint32_t c) { return is_digit(c) || (c | 0x20U) - 'a' < 26U; }

struct Step {
  std::uint32_t code_point = 0;
  std::uint32_t bytes = 0;  // 0: not UTF-8
};

bool leads_three(unsigned char c) { return (c & 0xF0U) == 0xE0U; }

// Three bytes are all of Chinese, and so in a hurry: no branch, and validity apart from the value.
struct Three {
  explicit Three(std::uint32_t some) : bytes(some) {}
  explicit Three(const unsigned char* p)
      : Three(p[0] | std::uint32_t{p[1]} << 8U | std::uint32_t{p[2]} << 16U) {}
  // With one more behind them, which is read for nothing, but in one go.
  static Three and_one_more(const unsigned char* p) {
    return Three(p[0] | std::uint32_t{p[1]} << 8U | std::uint32_t{p[2]} << 16U |
                 std::uint32_t{p[3]} << 24U);
  }
  [[nodiscard]] std::uint32_t code_point() const {
    return (bytes & 0xFU) << 12U | (bytes >> 2U & 0xFC0U) | (bytes >> 16U & 0x3FU);
  }
  // Well formed, neither overlong nor a surrogate.
  [[nodiscard]] bool valid() const {
    return has_shape() && code_point() >= 0x800U && (code_point() & 0xF800U) != 0xD800U;
  }
  // Valid whatever stands behind the first byte: it is neither E0 nor ED.
  [[nodiscard]] bool surely_valid() const {
    constexpr std::uint32_t kLeads = 0xDFFE;
    return has_shape() && (kLeads >> (bytes & 0xFU) & 1U) != 0;
  }
  [[nodiscard]] bool has_shape() const { return (bytes & 0xC0C0F0U) == 0x8080E0U; }
  std::uint32_t bytes;
};

Step two_or_four_bytes(const unsigned char* p, std::size_t left) {
  if (p[0] >= 0xC2U && p[0] < 0xE0U && left >= 2 && continues(p[1])) {
    return {(p[0] & 0x1FU) << 6U | (p[1] & 0x3FU), 2};
  }
  if (left < 4 || !continues(p[1]) || !continues(p[2]) || !continues(p[3])) return {};
  const bool in_range = (p[0] == 0xF0U && p[1] >= 0x90U) || (p[0] > 0xF0U && p[0] < 0xF4U) ||
                        (p[0] == 0xF4U && p[1] < 0x90U);
  return {kHigherPlanes, in_range ? 4U : 0U};
}

}  // namespace

inline const Sieve::Key* Sieve::find(std::uint64_t sign) const {
  for (std::size_t slot = first_slot(sign); slots_[slot] != 0; slot = (slot + 1) % slots_.size()) {
    const Key& key = keys_[slots_[slot] - 1];
    if (key.sign == sign) return &key;
  }
  return nullptr;
}

[[gnu::always_inline]] inline void Sieve::pass(Claim claim, Passed& passed) const {
  std::uint32_t& seen = passed.seen[claim.pattern];
  std::uint8_t& met = passed.met[claim.pattern];
  const std::uint8_t before = seen == passed.text ? met : 0;
  const std::uint8_t wanted = wanted_[claim.pattern];
  seen = passed.text;
  met = static_cast<std::uint8_t>(before | claim.bit);
  if (met == wanted && before != wanted) passed.patterns.push_back(claim.pattern);
}

bool Sieve::stands(const Word& word, std::string_view text, std::size_t at) const {
  if (at < word.before || text.size() - (at - word.before) < word.size) return false;
  return text.compare(at - word.before, word.size, words_, word.begin, word.size) == 0;
}

void Sieve::meet(std::uint64_t sign, std::string_view text, std::size_t at, Passed& passed) const {
  const Key* const key = find(sign);
  if (key == nullptr) return;
  if (!key->has_words) {
    std::uint32_t& seen =
        passed.seen[digits_.size() + static_cast<std::size_t>(key - keys_.data())];
    if (seen == passed.text) return;
    seen = passed.text;
  }
  for (std::uint32_t i = key->begin; i < key->end; ++i) {
    const Holder& holder = holders_[i];
    if (holder.word.size == 0 || stands(holder.word, text, at)) pass(holder.claim, passed);
  }
}

void Sieve::meet(std::string_view text, std::size_t at, std::uint32_t before, std::uint32_t here,
                 std::uint32_t roles, Passed& passed) const {
  // Of several in a row the first says all that one of them alone can.
  if ((roles & kSingle) != 0 && here != before) meet(single(here), text, at, passed);
  if ((roles & kSecond) != 0) meet(pair(before, here), text, at, passed);
}

void Sieve::Counts::end_run(std::uint32_t first, std::uint32_t length) {
  digits += length;
  longest_run = std::max(longest_run, length);
  runs[first] |= std::uint64_t{1} << std::min(length, kLongestTold);
}

// One pass over a text.
class Sieve::Scan {
 public:
  Scan(const Sieve& sieve, std::string_view text, Passed& passed, bool for_words)
      : sieve_(sieve),
        text_(text),
        passed_(passed),
        for_words_(for_words && !sieve.beginnings_.empty()),
        begin_(reinterpret_cast<const unsigned char*>(text.data())),
        end_(begin_ + text.size()),
        fours_end_(end_ - std::min<std::size_t>(text.size(), 3)) {}

  Counts run() {
    Counts counts;
    Last last{.at = begin_};
    // How far to go on is decided by branches, which are foretold, and not by data, which would
    // have to be waited for.
    for (const unsigned char* p = begin_; p < end_;) {
      const std::uint32_t lead = *p;
      if (lead < kAscii) {
        if (is_alnum(lead)) {
          p = letters_and_digits(p, last, counts);
        } else {
          p = other_ascii(p, last);
        }
      } else {
        if (leads_three(*p)) {
          const unsigned char* const behind = threes(p, last);
          if (behind != p) {
            p = behind;
            continue;
          }
        }
        p = other(p, last);
        if (p == nullptr) {
          counts.is_text = false;
          return counts;
        }
      }
    }
    return counts;
  }

 private:
  // The character read last.
  struct Last {
    std::uint32_t place = kNone;
    std::uint32_t telling = kSingle;  // the roles that count of the one behind it
    std::uint32_t bytes = 0;          // as FirstLook has them
    const unsigned char* at = nullptr;
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;

  // Of three bytes each, as all of Chinese. Returns what is behind them; `p` where it is not so
  // easy. Not inline: the loop needs the machine's registers.
  [[gnu::noinline]] const unsigned char* threes(const unsigned char* p, Last& last) {
    const FirstLook::View look = (for_words_ ? sieve_.look_with_words_ : sieve_.look_).view();
    const unsigned char* const end = fours_end_;
    const unsigned char* const from = p;
    std::uint32_t before = FirstLook::as_before(FirstLook::hash(last.bytes));
    for (; p < end; p += 3) {
      const Three here = Three::and_one_more(p);
      if (!here.surely_valid()) break;
      const std::uint32_t hash = FirstLook::hash(here.bytes);
      if (look.may_tell(before, hash)) [[unlikely]] {
        if (p != from) remember(p - 3, Three(p - 3), last);
        look_closer(p, here.code_point(), last);
      }
      before = FirstLook::as_before(hash);
    }
    if (p != from) remember(p - 3, Three(p - 3), last);
    return p;
  }

  // Any other that is not ASCII. Null where it is not UTF-8.
  const unsigned char* other(const unsigned char* p, Last& last) {
    std::uint32_t code_point = 0;
    std::uint32_t bytes = 3;
    if (leads_three(*p) && end_ - p >= 3) {
      const Three three(p);
      if (!three.valid()) return nullptr;
      code_point = three.code_point();
    } else {
      const Step step = two_or_four_bytes(p, static_cast<std::size_t>(end_ - p));
      if (step.bytes == 0) return nullptr;
      code_point = step.code_point;
      bytes = step.bytes;
    }
    const std::uint32_t here = place(code_point);
    look_closer(p, here, last);
    remember(p, here, FirstLook::bytes_of(code_point), last);
    return p + bytes;
  }

  // A run of them, and the runs of digits in it. Returns what is behind.
  const unsigned char* letters_and_digits(const unsigned char* p, Last& last, Counts& counts) {
    const unsigned char* const from = p;
    while (p < end_ && is_alnum(*p)) {
      if (!is_digit(*p)) {
        look_at_ascii(p++, last);
        continue;
      }
      const unsigned char* const first = p;
      while (p < end_ && is_digit(*p)) look_at_ascii(p++, last);
      counts.end_run(*first - std::uint32_t{'0'}, static_cast<std::uint32_t>(p - first));
    }
    counts.longest_alnum = std::max(counts.longest_alnum, static_cast<std::uint32_t>(p - from));
    return p;
  }

  // One of them, and what says no more in a run of them: the third, as numbers are masked with, is
  // met where the second was. Returns what is behind.
  const unsigned char* other_ascii(const unsigned char* p, Last& last) {
    const std::uint32_t lead = *p;
    const bool second = last.place == lead;
    look_at_ascii(p, last);
    ++p;
    if (second && !for_words_ && (sieve_.roles_[lead] & kInRuns) == 0) {
      while (p < end_ && *p == lead) ++p;
    }
    return p;
  }

  [[gnu::always_inline]] void look_at_ascii(const unsigned char* at, Last& last) {
    const std::uint32_t here = *at;
    const std::uint32_t roles = sieve_.roles_[here];
    if (const std::uint32_t told = roles & last.telling; told != 0) {
      sieve_.meet(text_, offset(at), last.place, here, told, passed_);
    }
    const std::uint32_t letter = FirstLook::bytes_of(here);
    if (for_words_ && sieve_.ascii_in_words_[letter]) look_for_word(here, last);
    last = {here, telling(roles), letter, at};
  }

  void look_closer(const unsigned char* at, std::uint32_t here, const Last& last) {
    if (const std::uint32_t told = sieve_.roles_[here] & last.telling; told != 0) {
      sieve_.meet(text_, offset(at), last.place, here, told, passed_);
    }
    if (for_words_) look_for_word(here, last);
  }
  // One that begins with the character before.
  void look_for_word(std::uint32_t here, const Last& last) {
    if (last.place == kNone || !sieve_.beginnings_.may_hold({last.place, here})) return;
    passed_.beginnings.push_back(offset(last.at));
  }

  void remember(const unsigned char* at, Three three, Last& last) const {
    remember(at, three.code_point(), three.bytes, last);
  }
  void remember(const unsigned char* at, std::uint32_t here, std::uint32_t bytes,
                Last& last) const {
    last = {here, telling(sieve_.roles_[here]), bytes, at};
  }
  static std::uint32_t telling(std::uint32_t roles) { return kSingle | roles >> kFirstShift; }
  [[nodiscard]] std::uint32_t offset(const unsigned char* at) const {
    return static_cast<std::uint32_t>(at - begin_);
  }

  const Sieve& sieve_;
  std::string_view text_;
  Passed& passed_;
  const bool for_words_;
  const unsigned char* begin_;
  const unsigned char* end_;
  const unsigned char* fours_end_;  // before it stand four bytes to read
};

bool Sieve::has_run(std::uint32_t pattern, const Counts& counts) const {
  const Runs& wanted = first_runs_[pattern];
  if (wanted.lengths == 0) return true;
  for (std::size_t digit = 0; digit < counts.runs.size(); ++digit) {
    if ((wanted.digits >> digit & 1U) != 0 && (counts.runs[digit] & wanted.lengths) != 0) {
      return true;
    }
  }
  return false;
}

void Sieve::sift(std::string_view text, Passed& passed, bool for_words) const {
  passed.patterns.clear();
  passed.beginnings.clear();
  if (passed.seen.empty() || ++passed.text == 0) {
    passed.seen.assign(digits_.size() + keys_.size(), 0);
    passed.met.assign(digits_.size(), 0);
    passed.text = 1;
  }
  const Counts counts = Scan(*this, text, passed, for_words).run();
  passed.is_text = counts.is_text;
  if (!counts.is_text) {
    passed.beginnings.clear();
    passed.patterns.resize(digits_.size());
    std::iota(passed.patterns.begin(), passed.patterns.end(), 0U);
    return;
  }
  for (const std::uint32_t pattern : always_) pass({pattern, 1}, passed);
  const auto pass_runs = [&](const std::vector<std::pair<std::uint32_t, Claim>>& runs,
                             std::uint32_t longest) {
    for (const auto& [run, claim] : runs) {
      if (run > longest) break;
      if (digits_[claim.pattern] <= counts.digits) pass(claim, passed);
    }
  };
  pass_runs(runs_, counts.longest_run);
  pass_runs(alnums_, counts.longest_alnum);
  if (passed.patterns.empty()) return;
  std::erase_if(passed.patterns, [&](std::uint32_t pattern) {
    return digits_[pattern] > counts.digits || !has_run(pattern, counts);
  });
  std::sort(passed.patterns.begin(), passed.patterns.end());
}

}  // namespace mishen
