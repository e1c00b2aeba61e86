// JSON written value by value as the reporter says them: a report may hold a hundred thousand
// findings, and as a tree they would take several times the memory of their text, and more time
// than the reviews of small drafts.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace mishen {

template <class Number>
concept JsonInteger = std::integral<Number> && !std::same_as<Number, bool>;

// Keys and values come in the order of their calls; what is opened is closed when `body` returns.
// A member (with a key) belongs into an object, an element (without one) into an array; the root is
// the one element outside. Text may be any bytes: what is not UTF-8 becomes U+FFFD, what is not
// seen (is_unseen) is escaped. Integers are written in full, which RFC 8259 allows.
class JsonText {
 public:
  // Spaces of indentation for each level; negative: all in one line.
  explicit JsonText(int indent) : indent_(indent) {}

  template <class Body>
  void object(Body body) {
    begin_element();
    nest('{', '}', body);
  }
  template <class Body>
  void object(std::string_view key, Body body) {
    begin_member(key);
    nest('{', '}', body);
  }
  template <class Body>
  void array(Body body) {
    begin_element();
    nest('[', ']', body);
  }
  template <class Body>
  void array(std::string_view key, Body body) {
    begin_member(key);
    nest('[', ']', body);
  }

  void member(std::string_view key, std::string_view text);
  void member(std::string_view key, std::same_as<bool> auto truth) {
    begin_member(key);
    out_ += truth ? "true" : "false";
  }
  void member(std::string_view key, JsonInteger auto number) {
    begin_member(key);
    put_integer(number);
  }
  void null(std::string_view key);

  void element(std::string_view text);
  // A number that is not finite is null: JSON has none.
  void element(double number);

  // The text with a line feed behind it.
  [[nodiscard]] std::string take();

 private:
  template <class Body>
  void nest(char open, char close, Body& body) {
    out_ += open;
    ++depth_;
    first_ = true;
    body();
    --depth_;
    if (!first_) feed();
    out_ += close;
    first_ = false;
  }

  void put_integer(JsonInteger auto number) {
    constexpr std::size_t kMostDigits = 20;
    char digits[kMostDigits + 1];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  }

  void put_text(std::string_view text);
  void begin_element();
  void begin_member(std::string_view key);
  void feed();

  int indent_;
  std::size_t depth_ = 0;
  bool first_ = true;  // nothing stands in the innermost object or array yet
  std::string out_;
};

}  // namespace mishen
