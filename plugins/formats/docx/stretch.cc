#include "plugins/formats/docx/stretch.h"

#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

constexpr int kLongestNumber = 32;
constexpr int kLongestPeriod = 6;
constexpr int kLongestName = 8;

enum class Kind { digit, check_letter, separator, mark, colon, other };

Kind kind_of(char32_t c) {
  if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19)) return Kind::digit;
  if (c == 'X' || c == 'x' || c == 0xFF38 || c == 0xFF58) return Kind::check_letter;
  if (c == '-' || c == ' ' || c == '.' || c == 0xA0 || c == 0xAD || c == 0x2011 || c == 0x3000 ||
      c == 0xFF0D) {
    return Kind::separator;
  }
  if (c == 0x2605 || c == 0x2606 || c == 0x3007 || c == 0xF0AB || utf8::is_han(c)) {
    return Kind::mark;
  }
  if (c == ':' || c == 0xFF1A) return Kind::colon;
  return Kind::other;
}

// A place in a text that moves one way, one character at a time.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at, bool forward)
      : text_(text), at_(at), forward_(forward) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  // A check letter stands at the end of its number: going back it is a letter like any other.
  [[nodiscard]] Kind next() const {
    const Kind kind = kind_of(peek().code_point);
    return kind == Kind::check_letter && !forward_ ? Kind::other : kind;
  }
  void step() {
    const std::uint32_t bytes = peek().bytes;
    at_ = forward_ ? at_ + bytes : at_ - bytes;
  }
  [[nodiscard]] Cursor back() const { return {text_, at_, !forward_}; }

 private:
  // U+FFFD beyond the end: a kind that nothing reaches over.
  [[nodiscard]] utf8::Decoded peek() const {
    if (forward_) {
      return at_ < text_.size() ? utf8::decode(text_, at_) : utf8::Decoded{utf8::kReplacement, 0};
    }
    return at_ > 0 ? utf8::decode_before(text_, at_) : utf8::Decoded{utf8::kReplacement, 0};
  }

  std::string_view text_;
  std::size_t at_;
  bool forward_;
};

// Digits with single separators between them, and a check letter right after; returns how many
// digits, and stands after the last.
int pass_digits(Cursor& cursor, int most) {
  int digits = 0;
  Cursor ahead = cursor;
  for (int steps = 0; steps < kLongestNumber; ++steps) {
    const Kind kind = ahead.next();
    if (kind == Kind::check_letter) {
      ahead.step();
      cursor = ahead;
      break;
    }
    if (kind == Kind::digit) {
      ahead.step();
      if (++digits > most) return digits;
      cursor = ahead;
      continue;
    }
    if (kind != Kind::separator) break;
    ahead.step();
    if (ahead.next() != Kind::digit) break;
  }
  return digits;
}

bool starts_number(Cursor cursor) {
  if (cursor.next() == Kind::check_letter) return true;
  if (cursor.next() == Kind::separator) cursor.step();
  return cursor.next() == Kind::digit;
}

void pass_name(Cursor& cursor) {
  for (int i = 0; i < kLongestName; ++i) {
    const Kind kind = cursor.next();
    if (kind != Kind::mark && kind != Kind::colon) return;
    cursor.step();
  }
}

std::size_t reach(Cursor cursor) {
  const Cursor start = cursor;
  const Cursor inside = cursor.back();
  if (starts_number(inside) && starts_number(cursor)) {
    if (cursor.next() == Kind::separator) cursor.step();
    pass_digits(cursor, kLongestNumber);
    pass_name(cursor);
    return cursor.at();
  }
  const bool mark_outside = cursor.next() == Kind::mark;
  const bool mark_inside = inside.next() == Kind::mark;
  const bool touches = (mark_outside && (mark_inside || inside.next() == Kind::digit)) ||
                       (mark_inside && cursor.next() == Kind::digit);
  if (!touches) return start.at();
  if (pass_digits(cursor, kLongestPeriod) > kLongestPeriod) return start.at();
  pass_name(cursor);
  return cursor.at();
}

}  // namespace

std::size_t reach_before(std::string_view text, std::size_t edge) {
  return reach(Cursor(text, edge, false));
}

std::size_t reach_after(std::string_view text, std::size_t edge) {
  return reach(Cursor(text, edge, true));
}

}  // namespace mishen::docx
