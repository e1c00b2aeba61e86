#include "scanner/rulebook/gate.h"

#include <algorithm>

namespace mishen {
namespace {

bool continues(unsigned char c) { return (c & 0xC0U) == 0x80U; }

// A code point of two to four bytes and its length; 0 bytes for what is not UTF-8. All of the
// higher planes count as one code point.
struct Step {
  std::uint32_t code_point = 0;
  std::uint32_t bytes = 0;
};

Step decode_long(const unsigned char* p, const unsigned char* end) {
  const std::ptrdiff_t left = end - p;
  if (p[0] >= 0xE0U && p[0] < 0xF0U && left >= 3 && continues(p[1]) && continues(p[2])) {
    const std::uint32_t c = (p[0] & 0xFU) << 12U | (p[1] & 0x3FU) << 6U | (p[2] & 0x3FU);
    const bool overlong = c < 0x800U;
    const bool surrogate = (c & 0xF800U) == 0xD800U;
    return {c, overlong || surrogate ? 0U : 3U};
  }
  if (p[0] >= 0xC2U && p[0] < 0xE0U && left >= 2 && continues(p[1])) {
    return {(p[0] & 0x1FU) << 6U | (p[1] & 0x3FU), 2};
  }
  const bool in_range = (p[0] == 0xF0U && left >= 2 && p[1] >= 0x90U) ||
                        (p[0] > 0xF0U && p[0] < 0xF4U) ||
                        (p[0] == 0xF4U && left >= 2 && p[1] < 0x90U);
  if (in_range && left >= 4 && continues(p[1]) && continues(p[2]) && continues(p[3])) {
    return {0x10000, 4};
  }
  return {};
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

bool Gate::is_reason(std::uint32_t before, std::uint32_t here) const {
  if (singles_.contains(here)) return true;
  return pair_firsts_.contains(before) &&
         std::binary_search(pairs_.begin(), pairs_.end(), std::pair(before, here));
}

bool Gate::open(std::string_view text) const {
  if (always_open_) return true;
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const unsigned char* const end = p + text.size();
  std::uint32_t run = 0;
  // Before the first code point stands none: no pattern's pair starts with U+0000 by accident,
  // and if one does on purpose the gate opens needlessly, nothing more.
  std::uint32_t before = 0;
  while (p < end) {
    std::uint32_t here = *p;
    if (here < 0x80U) {
      run = here - '0' < 10U ? run + 1 : 0;
      if (run >= digit_run_) return true;
      ++p;
    } else {
      const Step step = decode_long(p, end);
      if (step.bytes == 0) return true;
      here = place(step.code_point);
      run = 0;
      p += step.bytes;
    }
    if (interesting_.contains(here) && is_reason(before, here)) return true;
    before = here;
  }
  return false;
}

}  // namespace mishen
