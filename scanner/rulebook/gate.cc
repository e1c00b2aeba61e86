#include "scanner/rulebook/gate.h"

#include <algorithm>

namespace mishen {
namespace {

constexpr std::uint32_t kHigherPlanes = 0x10000;  // all of them count as one code point

bool continues(unsigned char c) { return (c & 0xC0U) == 0x80U; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

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

// Digits from p on, counted no further than `enough`.
bool has_digits(const unsigned char* p, const unsigned char* end, std::uint32_t enough) {
  if (static_cast<std::size_t>(end - p) < enough) return false;
  return std::all_of(p, p + enough, is_digit);
}

}  // namespace

void Gate::admit(const Need& need) {
  if (!need.claims()) always_open_ = true;
  if (need.digit_run != 0) digit_run_ = std::min(digit_run_, need.digit_run);
  for (const char32_t c : need.singles) {
    interesting_.insert(place(c));
    singles_.insert(place(c));
  }
  for (const auto& [first, second] : need.pairs) {
    interesting_.insert(place(second));
    pair_firsts_.insert(place(first));
    pairs_.emplace_back(place(first), place(second));
  }
  std::sort(pairs_.begin(), pairs_.end());
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
}

bool Gate::is_reason(const unsigned char* begin, const unsigned char* p, std::uint32_t here) const {
  if (singles_.contains(here)) return true;
  if (p == begin) return false;
  const unsigned char* q = p - 1;  // what is before p has been read and is UTF-8
  while (continues(*q)) --q;
  const std::uint32_t before = place(step_at(q, static_cast<std::size_t>(p - q)).code_point);
  return pair_firsts_.contains(before) &&
         std::binary_search(pairs_.begin(), pairs_.end(), std::pair(before, here));
}

bool Gate::open(std::string_view text) const {
  if (always_open_) return true;
  const auto* const begin = reinterpret_cast<const unsigned char*>(text.data());
  const unsigned char* const end = begin + text.size();
  // How far to go on is decided by branches, which are foretold, and not by data, which would have
  // to be waited for.
  for (const unsigned char* p = begin; p < end;) {
    const unsigned char* const at = p;
    std::uint32_t here = *p;
    if (here < 0x80U) {
      const bool starts_run = is_digit(*at) && (at == begin || !is_digit(at[-1]));
      if (starts_run && has_digits(at, end, digit_run_)) return true;
      p += 1;
    } else if (leads_three(*p) && end - p >= 3) {
      const Three three(p);
      if (!three.valid()) return true;
      here = three.code_point;
      p += 3;
    } else {
      const Step step = two_or_four_bytes(p, static_cast<std::size_t>(end - p));
      if (step.bytes == 0) return true;
      here = place(step.code_point);
      p += step.bytes;
    }
    if (interesting_.contains(here) && is_reason(begin, at, here)) return true;
  }
  return false;
}

}  // namespace mishen
