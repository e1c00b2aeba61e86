#include "plugins/formats/pdf/content_program.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace mishen::pdf {
namespace {

constexpr std::string_view kRunName = "MishenRun";
constexpr std::size_t kMostOperands = 33;  // poppler's own limit
// Of a page's steps, and of its numbers; far more than any page has. A program is up to eight times
// as large as its content.
constexpr std::size_t kMostSteps = 1'000'000;

// As poppler's lexer has it: 1 blank, 2 ends a word as well.
constexpr std::array<char, 256> kSpecial = [] {
  std::array<char, 256> table{};
  for (const unsigned char c : {0, 9, 10, 12, 13, 32}) table[c] = 1;
  for (const unsigned char c : std::string_view("%()/<>[]{}")) table[c] = 2;
  return table;
}();

char special(char c) { return kSpecial[static_cast<unsigned char>(c)]; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_number(char c) { return is_digit(c) || c == '-' || c == '+' || c == '.'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string run_name(std::size_t number) { return std::string(kRunName) + std::to_string(number); }

long run_number(std::string_view name) {
  if (!name.starts_with(kRunName)) return -1;
  long number = -1;
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + kRunName.size(), end, number);
  return read.ec == std::errc() && read.ptr == end ? number : -1;
}

void ContentProgram::clear() {
  steps.clear();
  numbers.clear();
  text.clear();
  fonts.clear();
  ends.clear();
  sound = true;
}

void ContentCompiler::skip_blanks() {
  while (at_ != end_) {
    if (*at_ == '%') {
      while (at_ != end_ && *at_ != '\r' && *at_ != '\n') ++at_;
    } else if (special(*at_) == 1) {
      ++at_;
    } else {
      return;
    }
  }
}

// With poppler's arithmetic, so that places come out the same to the last bit. What poppler would
// read otherwise than as one number up to the next blank or bracket is not read here.
bool ContentCompiler::read_number(Operand& operand) {
  constexpr int kSafe = 9;  // digits of a whole number
  bool negative = false;
  if (*at_ == '-' || *at_ == '+') negative = *at_++ == '-';
  int whole = 0;
  int digits = 0;
  for (; at_ != end_ && is_digit(*at_); ++at_) {
    if (++digits > kSafe) return false;
    whole = whole * 10 + (*at_ - '0');
  }
  operand.kind = Kind::integer;
  operand.value = negative ? -whole : whole;
  if (at_ != end_ && *at_ == '.') {
    double value = whole;
    double scale = 0.1;
    for (++at_; at_ != end_ && is_digit(*at_); ++at_) {
      value = value + scale * (*at_ - '0');
      scale *= 0.1;
    }
    operand.kind = Kind::real;
    operand.value = negative ? -value : value;
  }
  return at_ == end_ || special(*at_) != 0;
}

std::string_view ContentCompiler::read_word() {
  const char* from = at_;
  while (at_ != end_ && special(*at_) == 0) ++at_;
  return {from, static_cast<std::size_t>(at_ - from)};
}

bool ContentCompiler::read_name(std::string_view& name) {
  ++at_;
  name = read_word();
  return name.size() < 100;
}

bool ContentCompiler::read_literal(Operand& operand) {
  std::string& text = program_->text;
  int open = 1;
  for (++at_; at_ != end_; ++at_) {
    char c = *at_;
    if (c == ')' && --open == 0) break;
    if (c == '(') ++open;
    if (c != '\\') {
      text += c;
      continue;
    }
    if (++at_ == end_) return false;
    c = *at_;
    constexpr std::string_view kLetters = "nrtbf";
    if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos) {
      text += "\n\r\t\b\f"[letter];
    } else if (c >= '0' && c <= '7') {
      int value = 0;
      const char* from = at_;
      for (; at_ != end_ && at_ < from + 3 && *at_ >= '0' && *at_ <= '7'; ++at_) {
        value = value * 8 + (*at_ - '0');
      }
      text += static_cast<char>(value);
      --at_;
    } else if (c == '\r') {
      if (at_ + 1 != end_ && at_[1] == '\n') ++at_;
    } else if (c != '\n') {
      text += c;
    }
  }
  if (at_ == end_) return false;
  ++at_;
  const std::string_view read(text.data() + operand.begin, text.size() - operand.begin);
  return !read.starts_with("\xEF\xBB\xBF");  // poppler may write it as UTF-16
}

bool ContentCompiler::read_hex(Operand&) {
  int value = 0;
  bool half = false;
  for (++at_; at_ != end_ && *at_ != '>'; ++at_) {
    const int digit = hex_value(*at_);
    if (digit < 0) {
      if (special(*at_) != 1) return false;
      continue;
    }
    value = (value << 4) + digit;
    if (half) program_->text += static_cast<char>(value);
    if (half) value = 0;
    half = !half;
  }
  if (half) program_->text += static_cast<char>(value << 4);
  if (at_ == end_) return false;
  ++at_;
  return true;
}

bool ContentCompiler::read_string(Operand& operand) {
  operand.kind = Kind::string;
  operand.begin = static_cast<std::uint32_t>(program_->text.size());
  if (!(*at_ == '(' ? read_literal(operand) : read_hex(operand))) return false;
  operand.size = static_cast<std::uint32_t>(program_->text.size()) - operand.begin;
  return true;
}

// Strings and numbers, as TJ takes them.
bool ContentCompiler::read_array(Operand& operand) {
  operand.kind = Kind::array;
  operand.begin = static_cast<std::uint32_t>(array_.size());
  ++at_;
  for (skip_blanks(); at_ != end_ && *at_ != ']'; skip_blanks()) {
    if (array_.size() >= kMostSteps) return false;
    Operand element;
    if (*at_ == '(' || *at_ == '<') {
      if (!read_string(element)) return false;
      array_.push_back({PageAct::show, 0, element.begin, element.size});
      continue;
    }
    if (!starts_number(*at_) || !read_number(element)) return false;
    array_.push_back({PageAct::shift, static_cast<std::uint32_t>(program_->numbers.size())});
    program_->numbers.push_back(element.value);
  }
  if (at_ == end_) return false;
  ++at_;
  operand.size = static_cast<std::uint32_t>(array_.size()) - operand.begin;
  return true;
}

// A dictionary of names, numbers and strings none of which is an ActualText.
bool ContentCompiler::read_entries(Operand& operand) {
  operand.kind = Kind::entries;
  at_ += 2;
  bool key = true;
  for (skip_blanks(); at_ != end_ && *at_ != '>'; skip_blanks(), key = !key) {
    Operand value;
    if (*at_ == '/') {
      if (!read_name(value.name) || value.name.find('#') != std::string_view::npos) return false;
      if (value.name.empty() || (key && value.name == "ActualText")) return false;
    } else if (key) {
      return false;
    } else if (*at_ == '(' || (*at_ == '<' && at_ + 1 != end_ && at_[1] != '<')) {
      if (!read_string(value)) return false;
    } else if (!starts_number(*at_) || !read_number(value)) {
      return false;
    }
  }
  if (!key || end_ - at_ < 2 || at_[1] != '>') return false;
  at_ += 2;
  return true;
}

// An array or a dictionary whatever is in it, for poppler to read.
bool ContentCompiler::skip_nested() {
  std::string open;
  do {
    skip_blanks();
    if (at_ == end_) return false;
    const bool twice = end_ - at_ > 1 && at_[1] == *at_;
    Operand ignored;
    if (*at_ == '[' || (*at_ == '<' && twice)) {
      open += *at_;
      at_ += *at_ == '[' ? 1 : 2;
    } else if (*at_ == ']' || (*at_ == '>' && twice)) {
      if (open.back() != (*at_ == ']' ? '[' : '<')) return false;
      open.pop_back();
      at_ += *at_ == ']' ? 1 : 2;
    } else if (*at_ == '(' || *at_ == '<') {
      if (!read_string(ignored)) return false;
    } else if (*at_ == '/') {
      if (!read_name(ignored.name)) return false;
    } else if (read_word().empty()) {
      return false;
    }
  } while (!open.empty());
  return true;
}

bool ContentCompiler::read_nested(Operand& operand) {
  const char* from = at_;
  if (*at_ == '[' ? read_array(operand) : read_entries(operand)) return true;
  at_ = from;
  operand.kind = Kind::other;
  return skip_nested();
}

bool ContentCompiler::read_operand() {
  if (operands_.size() >= kMostOperands) return false;
  Operand& operand = operands_.emplace_back();
  switch (*at_) {
    case '/':
      operand.kind = Kind::name;
      return read_name(operand.name);
    case '(':
      return read_string(operand);
    case '[':
      return read_nested(operand);
    case '<':
      return end_ - at_ > 1 && at_[1] == '<' ? read_nested(operand) : read_string(operand);
    default:
      return starts_number(*at_) && read_number(operand);
  }
}

void ContentCompiler::end_run() {
  const auto steps = static_cast<std::uint32_t>(program_->steps.size());
  const std::size_t runs = program_->ends.size();
  if (steps == program_->begin_of(runs)) return;
  rest_ += " /" + run_name(runs) + " MP\n";
  program_->ends.push_back(steps);
}

void ContentCompiler::pass_on(const char* from, const char* to) {
  end_run();
  rest_.append(from, static_cast<std::size_t>(to - from));
}

std::string ContentCompiler::add(std::string_view content) {
  rest_.clear();
  at_ = passed_ = content.data();
  end_ = at_ + content.size();
  operands_.clear();
  array_.clear();
  while (!stopped_) {
    skip_blanks();
    if (at_ == end_) break;
    const char c = *at_;
    if (special(c) != 0 || starts_number(c)) {
      stopped_ = !read_operand();
      continue;
    }
    const std::string_view word = read_word();
    if (word == "BI" || word == "ID" || word == "true" || word == "false" || word == "null") {
      stopped_ = true;
    } else if (!take(word)) {
      pass_on(passed_, at_);
    }
    if (program_->steps.size() > kMostSteps || program_->numbers.size() > 2 * kMostSteps) {
      program_->sound = false;
      stopped_ = true;
    }
    if (stopped_) break;
    passed_ = at_;
    operands_.clear();
    array_.clear();
  }
  pass_on(passed_, end_);
  if (stopped_ && std::find(marks_.begin(), marks_.end(), true) != marks_.end()) {
    program_->sound = false;  // their ends may be in what was not read
  }
  return std::move(rest_);
}

void ContentCompiler::finish() {
  if (std::find(marks_.begin(), marks_.end(), true) != marks_.end()) program_->sound = false;
}

}  // namespace mishen::pdf
