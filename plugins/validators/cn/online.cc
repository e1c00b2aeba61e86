// Mail, network addresses, coordinates.
#include <arpa/inet.h>

#include <algorithm>
#include <cstdlib>

#include "plugins/validators/cn/personal.h"
#include "plugins/validators/cn/value.h"
#include "plugins/validators/cn/window.h"
#include "plugins/validators/cn/word_lists.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

// An office's box by its name or its domain.
bool is_office_mail(std::string_view mail, const WordLists& words) {
  const std::size_t at = mail.find('@');
  const std::string name = lower(mail.substr(0, at));
  const std::string domain = at == std::string_view::npos ? "" : lower(mail.substr(at + 1));
  if (domain.find("gov.cn") != std::string::npos) return true;
  for (const std::u32string& listed : words.of("office-mail")) {
    const std::string word = to_utf8(listed);
    if (name == word || (word.size() > 3 && name.find(word) != std::string::npos)) return true;
  }
  return false;
}

// No two dots in a row, none at an end, a domain of at least two parts.
bool is_mail(std::string_view mail) {
  const std::size_t at = mail.find('@');
  if (at == 0 || at == std::string_view::npos || mail.find("..") != mail.npos) return false;
  const std::string_view name = mail.substr(0, at);
  return name.front() != '.' && name.back() != '.';
}

template <bool kOffice>
class Mail final : public Validator {
 public:
  explicit Mail(WordLists words) : words_(std::move(words)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    std::string mail;
    for (std::size_t i = 0; i < hit.value.size(); ++i) {
      if (hit.value.substr(i, 4) == "(at)" || hit.value.substr(i, 4) == "[at]") {
        mail += '@';
        i += 3;
      } else {
        mail += hit.value[i] == '#' ? '@' : hit.value[i];
      }
    }
    const Window window = window_of(hit);
    const bool dotted = !window.before.empty() && window.before.back() == U'.';
    if (dotted || !is_mail(mail) || is_office_mail(mail, words_) != kOffice)
      return {Standing::no, {}, {}};
    return {Standing::yes, {{kOffice ? "mail-office" : "mail-person", 20, {}}}, {}};
  }

 private:
  WordLists words_;
};

bool is_ipv4(const std::string& text, int& largest) {
  int octets = 0;
  largest = 0;
  for (std::size_t at = 0; at <= text.size(); ++octets) {
    const std::size_t dot = std::min(text.find('.', at), text.size());
    const std::string part = text.substr(at, dot - at);
    if (part.empty() || part.size() > 3 || !all_digits(part)) return false;
    if (part.size() > 1 && part[0] == '0') return false;
    const int value = to_int(part);
    if (value > 255) return false;
    largest = std::max(largest, value);
    at = dot + 1;
  }
  return octets == 4;
}

constexpr int kLeastHost = 8;  // of the largest part of an address nobody labels

class IpAddress final : public Validator {
 public:
  explicit IpAddress(WordLists words) : words_(std::move(words)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const std::string text(hit.value);
    const Window window = window_of(hit);
    if (text.find(':') != std::string::npos) return v6(text);
    int largest = 0;
    if (!is_ipv4(text, largest) || text == "0.0.0.0" || text.rfind("127.", 0) == 0 ||
        text.rfind("255.", 0) == 0 || stands_in_number(window)) {
      return {Standing::no, {}, {}};
    }
    if (is_section(window)) return {Standing::no, {}, {}};
    const bool labelled = words_.any_in("host", window.before);
    // 156.0.0.0 and Chrome/120.1.2.3 are versions of programs; 2.1.1.1 counts sections.
    const bool version = text.ends_with(".0.0.0") || largest < kLeastHost ||
                         hit.passage == nullptr || hit.passage->surface == Surface::metadata ||
                         hit.passage->surface == Surface::xmp;
    if (!labelled && (version || is_behind_slash(window))) return {Standing::no, {}, {}};
    if (is_version(window)) return {Standing::no, {}, {}};
    if (!labelled && is_section_alone(text, window, hit.context)) return {Standing::no, {}, {}};
    // 1.2.3.4 at the head of a line counts sections.
    const bool alone = trim(window.after).empty() && to_int(text.substr(0, text.find('.'))) < 8;
    const bool counts = !trim(window.after).empty() || (alone && !hit.context.in_cell);
    if (!labelled && largest < 30 && trim(window.before).empty() && counts) {
      return {Standing::no, {}, {}};
    }
    Assessment out{Standing::yes, {{"ip-octets", 20, {}}}, {}};
    if (labelled) out.reasons.push_back({"ip-label", 25, {}});
    return out;
  }

 private:
  static Assessment v6(const std::string& text) {
    in6_addr address{};
    if (inet_pton(AF_INET6, text.c_str(), &address) != 1 || text == "::1" || text == "::") {
      return {Standing::no, {}, {}};
    }
    return {Standing::yes, {{"ip-octets", 20, {}}}, {}};
  }
  static bool stands_in_number(const Window& window) {
    const auto touches = [](char32_t c) { return c == U'.' || (c >= U'0' && c <= U'9'); };
    if (!window.before.empty() && touches(window.before.back())) return true;
    return window.after.size() > 1 && window.after[0] == U'.' && window.after[1] >= U'0' &&
           window.after[1] <= U'9';
  }
  // 第1.2.3.4条, v1.2.3.4: whatever else the line speaks of.
  static bool is_section(const Window& window) {
    static const std::vector<std::u32string> kBehind = {U"条", U"款", U"节", U"章", U"版"};
    static const std::vector<std::u32string> kBefore = {U"v", U"V", U"第"};
    return !leading(trim_left(window.after), kBehind).empty() ||
           !trailing(trim_right(window.before), kBefore).empty();
  }
  // 2.1.9.1 alone on a line is the number of a section whose title is elsewhere; 8.8.8.8 is none.
  static bool is_section_alone(const std::string& text, const Window& window,
                               const LineContext& context) {
    const bool alone = trim(window.before).empty() && trim(window.after).empty();
    const std::size_t first = text.find('.');
    const std::size_t second = text.find('.', first + 1);
    if (!alone || context.in_cell || first != 1) return false;
    const int chapter = to_int(text.substr(first + 1, second - first - 1));
    return chapter < 30 && text.substr(0, 2) != text.substr(first + 1, 2);
  }
  static bool is_behind_slash(const Window& window) {
    return window.before.size() > 1 && window.before.back() == U'/' &&
           window.before[window.before.size() - 2] != U'/';
  }
  [[nodiscard]] bool is_version(const Window& window) const {
    std::u32string before = squeeze(window.before);
    while (!before.empty() && (before.back() == U':' || before.back() == U'：')) before.pop_back();
    return !trailing(before, words_.of("version-before")).empty() ||
           !leading(trim_left(window.after), words_.of("version-after")).empty();
  }

  WordLists words_;
};

class Coordinates final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    std::vector<double> numbers;
    const bool degrees = hit.value.find("°") != std::string_view::npos;
    std::string digits;
    for (const char c : std::string(hit.value) + ' ') {
      if ((c >= '0' && c <= '9') || c == '.') {
        digits += c;
      } else if (!digits.empty()) {
        numbers.push_back(std::strtod(digits.c_str(), nullptr));
        digits.clear();
      }
    }
    if (numbers.size() < 2) return {Standing::no, {}, {}};
    const double first = numbers[0];
    const bool dms = degrees && numbers.size() >= 3;
    const double second = dms ? 0 : numbers[1];
    const bool inside = dms ? is_longitude(first) || is_latitude(first)
                            : (is_longitude(first) && is_latitude(second)) ||
                                  (is_latitude(first) && is_longitude(second));
    if (!inside || (dms && (numbers[1] >= 60 || numbers[2] >= 60))) return {Standing::no, {}, {}};
    return {Standing::yes, {{"coordinates-inside", degrees ? 30 : 20, {}}}, {}};
  }

 private:
  static bool is_longitude(double degrees) { return degrees >= 73 && degrees <= 136; }
  static bool is_latitude(double degrees) { return degrees >= 3 && degrees <= 54; }
};

}  // namespace

MadeValidator make_personal_mail(RuleData& data) {
  return made_with_words<Mail<false>>(data, {"office-mail"});
}
MadeValidator make_office_mail(RuleData& data) {
  return made_with_words<Mail<true>>(data, {"office-mail"});
}
MadeValidator make_ip_address(RuleData& data) {
  return made_with_words<IpAddress>(data, {"host", "version-before", "version-after"});
}
MadeValidator make_coordinates(RuleData&) {
  return std::unique_ptr<const Validator>(std::make_unique<Coordinates>());
}

}  // namespace mishen::cn
