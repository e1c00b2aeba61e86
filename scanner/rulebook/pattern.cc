#include "scanner/rulebook/pattern.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

constexpr char32_t kLastCodePoint = 0x10FFFF;
constexpr char32_t kKelvin = 0x212A;  // folds to k
constexpr char32_t kLongS = 0x017F;   // folds to s

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Certain to have no other case.
bool is_caseless(char32_t c) {
  return (c < 0x80 && !is_letter(c)) || utf8::is_han(c) || (c >= 0x2600 && c <= 0x27BF) ||
         (c >= 0x3000 && c <= 0x303F);
}

struct Flags {
  bool ignore_case = false;
  bool multi_line = false;
};

// Recursive descent over a pattern that RE2 has accepted, so depth and counts are within RE2's
// bounds. Once `failed`, nothing that comes back is used.
class PatternReader {
 public:
  explicit PatternReader(std::string_view pattern) : pattern_(pattern) {}

  std::optional<PatternNode> read() {
    PatternNode node = choice(Flags{});
    if (failed_ || at_ != pattern_.size()) return std::nullopt;
    return node;
  }

 private:
  [[nodiscard]] bool more() const { return !failed_ && at_ < pattern_.size(); }
  [[nodiscard]] bool next_is(std::string_view text) const {
    return pattern_.substr(at_).starts_with(text);
  }
  bool take(std::string_view text) {
    if (!next_is(text)) return false;
    at_ += text.size();
    return true;
  }
  char32_t take_code_point() {
    if (at_ >= pattern_.size()) {
      failed_ = true;
      return 0;
    }
    const utf8::Decoded c = utf8::decode(pattern_, at_);
    at_ += c.bytes;
    return c.code_point;
  }
  PatternNode fail() {
    failed_ = true;
    return {};
  }

  static PatternNode one_of(Chars chars, const Flags& flags) {
    PatternNode node;
    node.kind = PatternNode::Kind::chars;
    node.chars = flags.ignore_case ? chars.without_case() : std::move(chars);
    return node;
  }
  static PatternNode edge(PatternNode::Kind kind) {
    PatternNode node;
    node.kind = kind;
    return node;
  }

  // Flags set inside a group hold to its end, over its alternatives.
  PatternNode choice(Flags flags) {
    PatternNode node;
    node.kind = PatternNode::Kind::choice;
    node.kids.push_back(sequence(flags));
    while (more() && take("|")) node.kids.push_back(sequence(flags));
    if (node.kids.size() == 1) return std::move(node.kids.front());
    return node;
  }

  PatternNode sequence(Flags& flags) {
    PatternNode node;
    while (more() && !next_is("|") && !next_is(")")) {
      std::optional<PatternNode> one = item(flags);
      if (one) node.kids.push_back(quantified(*std::move(one)));
    }
    return node;
  }

  // One atom; nullopt for a group that only sets flags.
  std::optional<PatternNode> item(Flags& flags) {
    if (take("(")) return group(flags);
    if (take("[")) return one_of(char_class(), flags);
    if (take(".")) return one_of(Chars::any(), flags);
    if (take("^")) return line_edge(PatternNode::Kind::text_start, flags);
    if (take("$")) return line_edge(PatternNode::Kind::text_end, flags);
    if (take("\\")) return escape(flags);
    if (next_is("*") || next_is("+") || next_is("?")) return fail();
    return one_of(Chars(take_code_point()), flags);
  }

  static PatternNode line_edge(PatternNode::Kind kind, const Flags& flags) {
    return edge(flags.multi_line ? PatternNode::Kind::other_edge : kind);
  }

  std::optional<PatternNode> group(Flags& flags) {
    Flags inner = flags;
    if (take("?P<")) {
      while (more() && !next_is(">")) ++at_;
      take(">");
    } else if (take("?")) {
      read_flags(inner);
      if (take(")")) {
        flags = inner;
        return std::nullopt;
      }
      if (!take(":")) return fail();
    }
    PatternNode node = choice(inner);
    if (!take(")")) return fail();
    return node;
  }

  void read_flags(Flags& flags) {
    bool on = true;
    for (; more() && !next_is(":") && !next_is(")"); ++at_) {
      switch (pattern_[at_]) {
        case '-':
          on = false;
          break;
        case 'i':
          flags.ignore_case = on;
          break;
        case 'm':
          flags.multi_line = on;
          break;
        case 's':  // '.' is any code point here anyway
        case 'U':  // greed does not matter to a longest match
          break;
        default:
          failed_ = true;
          return;
      }
    }
  }

  PatternNode escape(const Flags& flags) {
    if (take("A")) return edge(PatternNode::Kind::text_start);
    if (take("z")) return edge(PatternNode::Kind::text_end);
    if (take("b") || take("B")) return edge(PatternNode::Kind::other_edge);
    return one_of(escaped_chars(), flags);
  }

  // What stands behind a backslash, in or outside of [].
  Chars escaped_chars() {
    Chars chars;
    const char32_t c = take_code_point();
    switch (c) {
      case 'd':
        chars.add('0', '9');
        return chars;
      case 'w':
        chars.add('0', '9');
        chars.add('A', 'Z');
        chars.add('_', '_');
        chars.add('a', 'z');
        return chars;
      case 's':
        for (const char space : {'\t', '\n', '\f', '\r', ' '}) chars.add(Chars(char32_t(space)));
        return chars;
      case 'D':
      case 'W':
      case 'S':
        return Chars::any(8);
      case 'p':
      case 'P':
        return property();
      default:
        return Chars(escaped_code_point(c));
    }
  }

  // A class of Unicode's; the largest have some 700 ranges.
  Chars property() {
    constexpr std::uint32_t kHan = 24;
    constexpr std::uint32_t kMost = 1000;
    if (take("{Han}")) return Chars::any(kHan);
    if (take("{")) {
      while (more() && !next_is("}")) ++at_;
      take("}");
    } else {
      take_code_point();
    }
    return Chars::any(kMost);
  }

  char32_t escaped_code_point(char32_t c) {
    constexpr std::string_view kNames = "aftnrv";
    constexpr std::string_view kValues = "\a\f\t\n\r\v";
    if (c == 'x') return hexadecimal();
    if (c < 0x80) {
      const std::size_t known = kNames.find(static_cast<char>(c));
      if (known != std::string_view::npos) return static_cast<unsigned char>(kValues[known]);
    }
    if (c >= 0x80 || is_letter(c) || is_digit(c)) failed_ = true;
    return c;
  }

  char32_t hexadecimal() {
    const bool braced = take("{");
    char32_t value = 0;
    std::size_t digits = 0;
    while (more() && (braced ? !next_is("}") : digits < 2)) {
      const char c = pattern_[at_];
      const bool decimal = c >= '0' && c <= '9';
      const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!decimal && !letter) failed_ = true;
      value = value * 16 + static_cast<char32_t>(decimal ? c - '0' : (c | 0x20) - 'a' + 10);
      if (value > kLastCodePoint) failed_ = true;
      ++at_;
      ++digits;
    }
    if (braced) take("}");
    return value;
  }

  Chars char_class() {
    Chars chars;
    const bool negated = take("^");
    bool first = true;
    while (more() && (first || !next_is("]"))) {
      first = false;
      if (next_is("[:")) failed_ = true;
      chars.add(class_item());
    }
    if (!take("]")) failed_ = true;
    return negated ? Chars::any(chars.ranges() + 1) : chars;
  }

  // One character, a range, or a class behind a backslash.
  Chars class_item() {
    Chars low = class_char();
    const bool range = next_is("-") && !next_is("-]") && low.members().size() == 1;
    if (!range) return low;
    ++at_;
    const Chars high = class_char();
    if (high.members().size() != 1) {
      failed_ = true;
      return low;
    }
    Chars chars;
    chars.add(low.members().front(), high.members().front());
    return chars;
  }
  Chars class_char() { return take("\\") ? escaped_chars() : Chars(take_code_point()); }

  PatternNode quantified(PatternNode node) {
    PatternNode repeat;
    repeat.kind = PatternNode::Kind::repeat;
    if (take("*")) {
      repeat.most = PatternNode::kUnbounded;
    } else if (take("+")) {
      repeat.least = 1;
      repeat.most = PatternNode::kUnbounded;
    } else if (take("?")) {
      repeat.most = 1;
    } else if (!take_counts(repeat.least, repeat.most)) {
      return node;
    }
    take("?");  // lazy: the same to a longest match
    repeat.kids.push_back(std::move(node));
    return repeat;
  }

  // {n}, {n,}, {n,m}; anything else that starts with a brace is that brace.
  bool take_counts(std::uint32_t& least, std::uint32_t& most) {
    const std::size_t start = at_;
    if (take("{") && take_number(least)) {
      most = least;
      if (take(",") && !take_number(most)) most = PatternNode::kUnbounded;
      if (take("}")) return true;
    }
    at_ = start;
    return false;
  }

  bool take_number(std::uint32_t& number) {
    constexpr std::uint32_t kMost = 1000;  // RE2's own bound
    const std::size_t start = at_;
    number = 0;
    while (more() && is_digit(static_cast<unsigned char>(pattern_[at_]))) {
      number = std::min(kMost, number * 10 + static_cast<std::uint32_t>(pattern_[at_] - '0'));
      ++at_;
    }
    return at_ > start;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

void Chars::add_ranges(std::uint32_t more) {
  constexpr std::uint32_t kTold = 1U << 20U;
  ranges_ = std::min(kTold, ranges_ + std::min(kTold, more));
}

void Chars::add(char32_t first, char32_t last) {
  add_ranges(1);
  if (wide_ || last < first) return;
  if (last - first >= kMostListed) {
    *this = any(ranges_);
    return;
  }
  for (char32_t c = first; c <= last; ++c) {
    const auto at = std::lower_bound(members_.begin(), members_.end(), c);
    if (at == members_.end() || *at != c) members_.insert(at, c);
  }
  if (members_.size() > kMostListed) *this = any(ranges_);
}

void Chars::add(const Chars& other) {
  const std::uint32_t ranges = other.ranges_;
  if (other.wide_) {
    *this = any(ranges_);
  } else if (!wide_) {
    std::vector<char32_t> both;
    both.reserve(members_.size() + other.members_.size());
    std::set_union(members_.begin(), members_.end(), other.members_.begin(), other.members_.end(),
                   std::back_inserter(both));
    members_ = std::move(both);
    if (members_.size() > kMostListed) *this = any(ranges_);
  }
  add_ranges(ranges);
}

Chars Chars::without_case() const {
  // The other case of a range is a range; beside them the Kelvin sign and the long s.
  const std::uint32_t most_ranges = 2 * ranges_ + 2;
  Chars out = *this;
  for (const char32_t c : members_) {
    if (is_letter(c)) {
      out.add(c ^ 0x20U, c ^ 0x20U);
      if (c == 'k' || c == 'K') out.add(kKelvin, kKelvin);
      if (c == 's' || c == 'S') out.add(kLongS, kLongS);
    } else if (!is_caseless(c)) {
      // Other scripts have more cases than two.
      return any(4 * most_ranges);
    }
  }
  out.ranges_ = wide_ ? 4 * most_ranges : most_ranges;
  return out;
}

bool Chars::all_digits() const {
  return !wide_ && !members_.empty() && std::all_of(members_.begin(), members_.end(), is_digit);
}

std::optional<PatternNode> read_pattern(std::string_view pattern) {
  return PatternReader(pattern).read();
}

}  // namespace mishen
