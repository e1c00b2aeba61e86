#include "scanner/rulebook/sieve.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>

#include "scanner/base/utf8.h"
#include "scanner/rulebook/frequency.h"

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
  explicit Three(std::uint32_t some)
      : bytes(some),
        code_point((bytes & 0xFU) << 12U | (bytes >> 2U & 0xFC0U) | (bytes >> 16U & 0x3FU)) {}
  explicit Three(const unsigned char* p)
      : Three(p[0] | std::uint32_t{p[1]} << 8U | std::uint32_t{p[2]} << 16U) {}
  // With one more behind them, which is read for nothing, but in one go.
  static std::uint32_t four_bytes(const unsigned char* p) {
    return p[0] | std::uint32_t{p[1]} << 8U | std::uint32_t{p[2]} << 16U |
           std::uint32_t{p[3]} << 24U;
  }
  // Well formed, neither overlong nor a surrogate.
  [[nodiscard]] bool valid() const {
    return has_shape() && code_point >= 0x800U && (code_point & 0xF800U) != 0xD800U;
  }
  // Valid whatever stands behind the first byte: it is neither E0 nor ED.
  [[nodiscard]] bool surely_valid() const {
    constexpr std::uint32_t kLeads = 0xDFFE;
    return has_shape() && (kLeads >> (bytes & 0xFU) & 1U) != 0;
  }
  [[nodiscard]] bool has_shape() const { return (bytes & 0xC0C0F0U) == 0x8080E0U; }
  std::uint32_t bytes;
  std::uint32_t code_point;
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

std::uint64_t Sieve::lengths(std::uint32_t least, std::uint32_t most) {
  std::uint64_t set = 0;
  for (std::uint32_t n = std::min(least, kLongestTold); n <= std::min(most, kLongestTold); ++n) {
    set |= std::uint64_t{1} << n;
  }
  return set;
}

// ---- filling

void Sieve::admit(std::span<const Need> claims, std::uint32_t digits, std::optional<FirstRun> run) {
  const auto pattern = static_cast<std::uint32_t>(digits_.size());
  digits_.push_back(digits);
  first_runs_.push_back(run ? Runs{lengths(run->least, run->most), run->digits} : Runs{});
  wanted_.push_back(0);
  for (const Need& need : claims) {
    const auto bit = static_cast<std::uint8_t>(wanted_.back() + 1);  // the next power of two
    if (!need.claims() || bit == 0) continue;
    admit(need, {pattern, bit});
    wanted_.back() = static_cast<std::uint8_t>(wanted_.back() | bit);
  }
  if (wanted_.back() != 0) return;
  wanted_.back() = 1;
  always_.push_back(pattern);
}

void Sieve::admit(const Need& claims, Claim claim) {
  if (claims.digit_run != 0) runs_.emplace_back(claims.digit_run, claim);
  if (claims.alnum_run != 0) alnums_.emplace_back(claims.alnum_run, claim);
  for (const char32_t c : claims.singles) {
    roles_[place(c)] |= kSingle;
    admitted_.emplace_back(single(place(c)), Holder{claim, {}});
  }
  for (const auto& [first, second] : claims.pairs) admit_pair(first, second, {claim, {}});
  for (const std::u32string& word : claims.words) admit(word, claim);
}

void Sieve::admit_pair(char32_t first, char32_t second, Holder holder) {
  const std::uint16_t role = Sieve::second(place(second));
  roles_[place(second)] |= role;
  roles_[place(first)] = static_cast<std::uint16_t>(roles_[place(first)] | role << kFirstShift);
  admitted_.emplace_back(pair(place(first), place(second)), holder);
}

// Looked for by its rarest pair.
void Sieve::admit(const std::u32string& word, Claim claim) {
  const std::size_t rarest = rarest_pair(word);
  Word place;
  place.begin = static_cast<std::uint32_t>(words_.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i == rarest + 1) place.before = static_cast<std::uint32_t>(words_.size()) - place.begin;
    utf8::append(words_, word[i]);
  }
  place.size = static_cast<std::uint32_t>(words_.size()) - place.begin;
  admit_pair(word[rarest], word[rarest + 1], {claim, place});
}

void Sieve::seal() {
  std::sort(runs_.begin(), runs_.end());
  std::sort(alnums_.begin(), alnums_.end());
  std::sort(admitted_.begin(), admitted_.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [sign, holder] : admitted_) {
    if (keys_.empty() || keys_.back().sign != sign) {
      const auto at = static_cast<std::uint32_t>(holders_.size());
      keys_.push_back({sign, at, at});
    }
    holders_.push_back(holder);
    ++keys_.back().end;
    keys_.back().has_words = keys_.back().has_words || holder.word.size != 0;
  }
  for (const Key& key : keys_) {
    const auto second = static_cast<std::uint32_t>(key.sign);
    if (key.has_words && key.sign == pair(second, second)) roles_[second] |= kInRuns;
  }
  admitted_ = {};
  make_slots();
}

void Sieve::make_slots() {
  slots_.assign(std::bit_ceil(4 * keys_.size() + 2), 0);
  shift_ = 64U - static_cast<unsigned>(std::bit_width(slots_.size() - 1));
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    std::size_t slot = first_slot(keys_[i].sign);
    while (slots_[slot] != 0) slot = (slot + 1) % slots_.size();
    slots_[slot] = i + 1;
  }
}

// ---- sifting

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
template <bool kWithWords>
class Sieve::Scan {
 public:
  // `words` where there are any.
  Scan(const Sieve& sieve, std::string_view text, Passed& passed, const PairMarks* words)
      : sieve_(sieve),
        text_(text),
        passed_(passed),
        words_(kWithWords ? std::optional(words->view()) : std::nullopt),
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
      if (lead < 0x80U) {
        if (is_alnum(lead)) {
          p = letters_and_digits(p, last, counts);
        } else {
          p = other_ascii(p, last);
        }
      } else if (leads_three(*p) && end_ - p >= 3) {
        const Three three(p);
        if (!three.valid()) return not_text();
        look(p, three.code_point, last);
        p += 3;
        // Behind one of them mostly stand more.
        for (; p < fours_end_; p += 3) {
          const Three next(Three::four_bytes(p));
          if (!next.surely_valid()) break;
          look(p, next.code_point, last);
        }
      } else {
        const Step step = two_or_four_bytes(p, static_cast<std::size_t>(end_ - p));
        if (step.bytes == 0) return not_text();
        look(p, place(step.code_point), last);
        p += step.bytes;
      }
    }
    return counts;
  }

 private:
  // The code point read last. Kept in the machine's registers, which is why nothing that takes it
  // is a call.
  struct Last {
    std::uint32_t place = UINT32_MAX;  // none
    std::uint32_t telling = kSingle;   // the roles that count of the one behind it
    const unsigned char* at = nullptr;
    PairMarks::Pair pair = {};
  };

  static Counts not_text() {
    Counts counts;
    counts.is_text = false;
    return counts;
  }

  // A run of them, and the runs of digits in it. Returns what is behind.
  [[gnu::always_inline]] const unsigned char* letters_and_digits(const unsigned char* p, Last& last,
                                                                 Counts& counts) {
    const unsigned char* const from = p;
    while (p < end_ && is_alnum(*p)) {
      if (!is_digit(*p)) {
        if constexpr (kWithWords) {
          look(p, *p, *p | 0x20U, last);
        } else {
          look(p, *p, last);
        }
        ++p;
        continue;
      }
      const unsigned char* const first = p;
      for (; p < end_ && is_digit(*p); ++p) look(p, *p, last);
      counts.end_run(*first - std::uint32_t{'0'}, static_cast<std::uint32_t>(p - first));
    }
    counts.longest_alnum = std::max(counts.longest_alnum, static_cast<std::uint32_t>(p - from));
    return p;
  }

  // One of them, and what says no more in a run of them: the third, as numbers are masked with, is
  // met where the second was. Returns what is behind.
  [[gnu::always_inline]] const unsigned char* other_ascii(const unsigned char* p, Last& last) {
    const std::uint32_t lead = *p;
    const bool second = last.place == lead;
    look(p, lead, last);
    ++p;
    if constexpr (!kWithWords) {
      if (second && (sieve_.roles_[lead] & kInRuns) == 0) {
        while (p < end_ && *p == lead) ++p;
      }
    }
    return p;
  }

  [[gnu::always_inline]] void look(const unsigned char* at, std::uint32_t here, Last& last) {
    look(at, here, here, last);
  }
  // `letter`: the same without case.
  [[gnu::always_inline]] void look(const unsigned char* at, std::uint32_t here,
                                   std::uint32_t letter, Last& last) {
    const std::uint32_t roles = sieve_.roles_[here];
    if (const std::uint32_t told = roles & last.telling; told != 0) {
      sieve_.meet(text_, static_cast<std::size_t>(at - begin_), last.place, here, told, passed_);
    }
    last.place = here;
    last.telling = kSingle | roles >> kFirstShift;
    if constexpr (kWithWords) {
      last.pair.push_plain(letter);
      if (words_->may_hold(last.pair)) {
        passed_.beginnings.push_back(static_cast<std::uint32_t>(last.at - begin_));
      }
      last.at = at;
    }
  }

  const Sieve& sieve_;
  std::string_view text_;
  Passed& passed_;
  const std::optional<PairMarks::View> words_;
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

void Sieve::sift(std::string_view text, Passed& passed, const PairMarks* words) const {
  passed.patterns.clear();
  passed.beginnings.clear();
  if (passed.seen.empty() || ++passed.text == 0) {
    passed.seen.assign(digits_.size() + keys_.size(), 0);
    passed.met.assign(digits_.size(), 0);
    passed.text = 1;
  }
  const Counts counts = words == nullptr ? Scan<false>(*this, text, passed, nullptr).run()
                                         : Scan<true>(*this, text, passed, words).run();
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
