#include "scanner/rulebook/sieve.h"

#include <algorithm>
#include <numeric>

namespace mishen {
namespace {

constexpr std::uint32_t kHigherPlanes = 0x10000;  // all of them count as one code point

bool continues(unsigned char c) { return (c & 0xC0U) == 0x80U; }
bool is_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }

struct Step {
  std::uint32_t code_point = 0;
  std::uint32_t bytes = 0;  // 0: not UTF-8
};

bool leads_three(unsigned char c) { return (c & 0xF0U) == 0xE0U; }

// Three bytes are all of Chinese, and so in a hurry: no branch, and validity apart from the value.
struct Three {
  explicit Three(const unsigned char* p)
      : bytes(p[0] | std::uint32_t{p[1]} << 8U | std::uint32_t{p[2]} << 16U),
        code_point((bytes & 0xFU) << 12U | (bytes >> 2U & 0xFC0U) | (bytes >> 16U & 0x3FU)) {}
  // Well formed, neither overlong nor a surrogate.
  [[nodiscard]] bool valid() const {
    return (bytes & 0xC0C0F0U) == 0x8080E0U && code_point >= 0x800U &&
           (code_point & 0xF800U) != 0xD800U;
  }
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

// The code point at p, of `left` bytes.
Step step_at(const unsigned char* p, std::size_t left) {
  if (p[0] < 0x80U) return {p[0], 1};
  if (!leads_three(p[0]) || left < 3) return two_or_four_bytes(p, left);
  const Three three(p);
  return {three.code_point, three.valid() ? 3U : 0U};
}

}  // namespace

std::uint64_t Sieve::lengths(std::uint32_t least, std::uint32_t most) {
  std::uint64_t set = 0;
  for (std::uint32_t n = std::min(least, kLongestTold); n <= std::min(most, kLongestTold); ++n) {
    set |= std::uint64_t{1} << n;
  }
  return set;
}

void Sieve::admit(const Need& need, const Need& also, std::uint32_t digits,
                  std::optional<WholeRun> run) {
  const auto pattern = static_cast<std::uint32_t>(digits_.size());
  digits_.push_back(digits);
  whole_runs_.push_back(run ? lengths(run->least, run->most) : 0);
  wanted_.push_back(need.claims() && also.claims() ? kNeed | kAlso : kNeed);
  if (!need.claims()) {
    always_.push_back(pattern);
    return;
  }
  admit(need, {pattern, kNeed});
  if (also.claims()) admit(also, {pattern, kAlso});
}

void Sieve::admit(const Need& claims, Claim claim) {
  if (claims.digit_run != 0) runs_.emplace_back(claims.digit_run, claim);
  for (const char32_t c : claims.singles) {
    interesting_.insert(place(c));
    singles_.insert(place(c));
    admitted_.emplace_back(single(place(c)), claim);
  }
  for (const auto& [first, second] : claims.pairs) {
    interesting_.insert(place(second));
    pair_firsts_.insert(place(first));
    admitted_.emplace_back(pair(place(first), place(second)), claim);
  }
}

void Sieve::seal() {
  std::sort(runs_.begin(), runs_.end());
  std::sort(admitted_.begin(), admitted_.end());
  for (const auto& [sign, claim] : admitted_) {
    if (keys_.empty() || keys_.back().sign != sign) {
      const auto at = static_cast<std::uint32_t>(holders_.size());
      keys_.push_back({sign, at, at});
    }
    holders_.push_back(claim);
    ++keys_.back().end;
  }
  admitted_ = {};
}

void Sieve::pass(Claim claim, Passed& passed) const {
  std::uint32_t& seen = passed.seen[claim.pattern];
  std::uint8_t& met = passed.met[claim.pattern];
  const std::uint8_t before = seen == passed.text ? met : 0;
  const std::uint8_t wanted = wanted_[claim.pattern];
  seen = passed.text;
  met = static_cast<std::uint8_t>(before | claim.bit);
  if (met == wanted && before != wanted) passed.patterns.push_back(claim.pattern);
}

void Sieve::meet(std::uint64_t sign, Passed& passed) const {
  const auto key =
      std::lower_bound(keys_.begin(), keys_.end(), sign,
                       [](const Key& k, std::uint64_t wanted) { return k.sign < wanted; });
  if (key == keys_.end() || key->sign != sign) return;
  const auto number = static_cast<std::size_t>(key - keys_.begin());
  std::uint32_t& seen = passed.seen[digits_.size() + number];
  if (seen == passed.text) return;
  seen = passed.text;
  for (std::uint32_t i = key->begin; i < key->end; ++i) pass(holders_[i], passed);
}

void Sieve::meet(const unsigned char* begin, const unsigned char* p, std::uint32_t here,
                 Passed& passed) const {
  if (singles_.contains(here)) meet(single(here), passed);
  if (p == begin) return;
  const unsigned char* q = p - 1;  // what is before p has been read and is UTF-8
  while (continues(*q)) --q;
  const std::uint32_t before = place(step_at(q, static_cast<std::size_t>(p - q)).code_point);
  if (pair_firsts_.contains(before)) meet(pair(before, here), passed);
}

Sieve::Counts Sieve::scan(std::string_view text, Passed& passed) const {
  Counts counts;
  const auto* const begin = reinterpret_cast<const unsigned char*>(text.data());
  const unsigned char* const end = begin + text.size();
  // How far to go on is decided by branches, which are foretold, and not by data, which would have
  // to be waited for.
  for (const unsigned char* p = begin; p < end;) {
    const unsigned char* const at = p;
    std::uint32_t here = *p;
    if (here < 0x80U) {
      if (is_digit(here)) {
        for (; p < end && is_digit(*p); ++p) {
          if (interesting_.contains(*p)) meet(begin, p, *p, passed);
        }
        const auto run = static_cast<std::uint32_t>(p - at);
        counts.digits += run;
        counts.longest_run = std::max(counts.longest_run, run);
        counts.runs |= std::uint64_t{1} << std::min(run, kLongestTold);
        continue;
      }
      p += 1;
    } else if (leads_three(*p) && end - p >= 3) {
      const Three three(p);
      if (!three.valid()) return {0, 0, 0, false};
      here = three.code_point;
      p += 3;
    } else {
      const Step step = two_or_four_bytes(p, static_cast<std::size_t>(end - p));
      if (step.bytes == 0) return {0, 0, 0, false};
      here = place(step.code_point);
      p += step.bytes;
    }
    if (interesting_.contains(here)) meet(begin, at, here, passed);
  }
  return counts;
}

void Sieve::sift(std::string_view text, Passed& passed) const {
  passed.patterns.clear();
  if (passed.seen.empty() || ++passed.text == 0) {
    passed.seen.assign(digits_.size() + keys_.size(), 0);
    passed.met.assign(digits_.size(), 0);
    passed.text = 1;
  }
  const Counts counts = scan(text, passed);
  if (!counts.is_text) {
    passed.patterns.resize(digits_.size());
    std::iota(passed.patterns.begin(), passed.patterns.end(), 0U);
    return;
  }
  for (const std::uint32_t pattern : always_) pass({pattern, kNeed}, passed);
  for (const auto& [run, claim] : runs_) {
    if (run > counts.longest_run) break;
    pass(claim, passed);
  }
  std::erase_if(passed.patterns, [&](std::uint32_t pattern) {
    const std::uint64_t whole = whole_runs_[pattern];
    return digits_[pattern] > counts.digits || (whole != 0 && (whole & counts.runs) == 0);
  });
  std::sort(passed.patterns.begin(), passed.patterns.end());
}

}  // namespace mishen
