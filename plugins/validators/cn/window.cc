#include "plugins/validators/cn/window.h"

#include <algorithm>
#include <array>

#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

using Reach = std::array<char32_t, kReach>;

// Up to kReach code points in all of `line` before byte `end`, put before those of `out`, stopping
// at a tab.
void take_before(std::string_view line, std::size_t end, Window& out) {
  Reach reach;
  std::size_t begin = reach.size() - out.before.size();
  std::copy(out.before.begin(), out.before.end(),
            reach.begin() + static_cast<std::ptrdiff_t>(begin));
  while (end > 0) {
    if (begin == 0) {
      out.from_start = false;
      break;
    }
    const utf8::Decoded found = utf8::decode_before(line, end);
    if (found.code_point == U'\t') {
      out.tabbed = true;
      break;
    }
    reach[--begin] = found.code_point;
    end -= found.bytes;
  }
  out.before.assign(reach.data() + begin, reach.size() - begin);
}

void take_after(std::string_view line, std::size_t begin, Window& out) {
  Reach reach;
  std::size_t size = 0;
  while (begin < line.size()) {
    if (size == reach.size()) {
      out.to_end = false;
      break;
    }
    const utf8::Decoded found = utf8::decode(line, begin);
    if (found.code_point == U'\t') {
      out.tabbed = true;
      break;
    }
    reach[size++] = found.code_point;
    begin += found.bytes;
  }
  out.after.assign(reach.data(), size);
}

Window look_round(const Hit& hit) {
  const std::string_view line = hit.context.line;
  Window out;
  out.value = to_u32(hit.value, 2 * kReach);
  take_before(line, std::min<std::size_t>(hit.context.begin, line.size()), out);
  take_after(line, std::min<std::size_t>(hit.context.end, line.size()), out);
  return out;
}

}  // namespace

// Validators of several rules look at the same place, and some of them twice.
Window window_of(const Hit& hit) {
  const auto look = [&] { return look_round(hit); };
  return hit.notes != nullptr ? hit.notes->get<Window>(look) : look();
}

Window paragraph_window_of(const Hit& hit) {
  Window out = window_of(hit);
  if (!hit.context.continues || !out.from_start || out.tabbed) return out;
  const std::string_view above = hit.context.before[0];
  take_before(above, above.size(), out);
  return out;
}

bool is_measure_column(std::string_view header) {
  std::u32string text = squeeze(to_u32(header, 60));
  for (const std::u32string_view word : {U"电话", U"手机", U"联系", U"账号", U"帐号", U"卡号"}) {
    if (text.find(word) != text.npos) return false;
  }
  static const std::vector<std::u32string> kAmounts = {U"金额", U"报价", U"价格",   U"总额",
                                                       U"总价", U"单价", U"投资额", U"产值",
                                                       U"预算", U"决算", U"余额"};
  const auto said = [&](const std::u32string& word) { return text.find(word) != text.npos; };
  if (std::any_of(kAmounts.begin(), kAmounts.end(), said)) return true;
  if (text.empty() || (text.back() != U')' && text.back() != U'）')) return false;
  const std::size_t open = text.find_last_of(U"(（");
  if (open == text.npos) return false;
  static const std::vector<std::u32string> kUnits = {U"元", U"分", U"角", U"%",  U"％",
                                                     U"户", U"亩", U"吨", U"㎡", U"米",
                                                     U"件", U"个", U"台", U"辆"};
  const std::u32string_view unit =
      std::u32string_view(text).substr(open + 1, text.size() - open - 2);
  return unit.size() <= 4 && !trailing(unit, kUnits).empty();
}

std::u32string to_u32(std::string_view text, std::size_t most) {
  std::u32string out;
  out.reserve(std::min(text.size(), most));
  for (std::size_t at = 0; at < text.size() && out.size() < most;) {
    const utf8::Decoded found = utf8::decode(text, at);
    out += found.code_point;
    at += found.bytes;
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}

std::u32string_view trim_left(std::u32string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

std::u32string_view trim_right(std::u32string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::u32string_view trim(std::u32string_view text) { return trim_left(trim_right(text)); }

std::u32string squeeze(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (const char32_t c : text) {
    if (!is_space(c)) out += c;
  }
  return out;
}

std::u32string_view leading(std::u32string_view text, const std::vector<std::u32string>& words) {
  std::u32string_view best;
  for (const std::u32string& word : words) {
    if (word.size() > best.size() && text.substr(0, word.size()) == word) best = word;
  }
  return best;
}

std::u32string_view trailing(std::u32string_view text, const std::vector<std::u32string>& words) {
  std::u32string_view best;
  for (const std::u32string& word : words) {
    if (word.size() > best.size() && text.size() >= word.size() &&
        text.substr(text.size() - word.size()) == word) {
      best = word;
    }
  }
  return best;
}

char32_t closing_bracket(char32_t open) {
  switch (open) {
    case U'(':
      return U')';
    case U'[':
      return U']';
    case U'{':
      return U'}';
    case U'（':
      return U'）';
    case U'［':
      return U'］';
    case U'【':
      return U'】';
    case U'〔':
      return U'〕';
    case U'〖':
      return U'〗';
    default:
      return 0;
  }
}

}  // namespace mishen::cn
