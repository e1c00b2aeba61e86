#include "plugins/formats/pdf/drawing_code.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <utility>

#include "plugins/formats/pdf/markup.h"
#include "plugins/formats/pdf/part_reader.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

constexpr std::string_view kBlanks("\0\t\n\f\r ", 6);
constexpr std::string_view kEnds("\0\t\n\f\r ()<>[]{}/%", 16);

bool is_number(std::string_view word) {
  return word.find_first_not_of("0123456789.+-") == std::string_view::npos;
}

enum class TokenKind : std::uint8_t { end, word, name, string, comment, bracket };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;  // of a string, its bytes; of a comment, what follows the mark
};

class Lexer {
 public:
  explicit Lexer(std::string_view code) : code_(code) {}

  Token next() {
    at_ = std::min(code_.find_first_not_of(kBlanks, at_), code_.size());
    if (at_ == code_.size()) return {};
    const std::size_t begin = at_++;
    switch (code_[begin]) {
      case '%':
        return comment(begin);
      case '(':
        return {TokenKind::string, literal()};
      case '<':
        return angle();
      case '/':
        return {TokenKind::name, rest_of_word(at_)};
      case '>':
      case '[':
      case ']':
      case '{':
      case '}':
      case ')':
        return {TokenKind::bracket, std::string(1, code_[begin])};
      default:
        return {TokenKind::word, rest_of_word(begin)};
    }
  }

  // What stands before `mark`, and goes on behind it; nothing when it comes no more.
  std::optional<std::string_view> skip_to(std::string_view mark) {
    const std::size_t begin = at_;
    const std::size_t found = code_.find(mark, begin);
    at_ = found == std::string_view::npos ? code_.size() : found + mark.size();
    if (found == std::string_view::npos) return std::nullopt;
    return code_.substr(begin, found - begin);
  }

 private:
  std::string rest_of_word(std::size_t begin) {
    at_ = std::min(code_.find_first_of(kEnds, at_), code_.size());
    return std::string(code_.substr(begin, at_ - begin));
  }

  // "%_" at the beginning of a line is code that older programs shall pass over.
  Token comment(std::size_t begin) {
    const bool at_line = begin == 0 || code_[begin - 1] == '\n' || code_[begin - 1] == '\r';
    if (at_line && at_ < code_.size() && code_[at_] == '_') {
      ++at_;
      return {TokenKind::bracket, "%_"};
    }
    const std::size_t end = std::min(code_.find_first_of("\r\n", at_), code_.size());
    Token token{TokenKind::comment, std::string(code_.substr(at_, end - at_))};
    at_ = end;
    return token;
  }

  std::string literal() {
    std::string out;
    for (int depth = 1; at_ < code_.size();) {
      const char c = code_[at_++];
      if (c == '\\') {
        escape(out);
        continue;
      }
      if (c == '(') ++depth;
      if (c == ')' && --depth == 0) break;
      out += c;
    }
    return out;
  }

  void escape(std::string& out) {
    if (at_ == code_.size()) return;
    const char c = code_[at_++];
    constexpr std::string_view kFrom = "nrtbf";
    constexpr std::string_view kTo = "\n\r\t\b\f";
    if (const std::size_t known = kFrom.find(c); known != std::string_view::npos) {
      out += kTo[known];
    } else if (c >= '0' && c <= '7') {
      int value = c - '0';
      for (int i = 0; i < 2 && at_ < code_.size() && code_[at_] >= '0' && code_[at_] <= '7'; ++i) {
        value = value * 8 + (code_[at_++] - '0');
      }
      out += static_cast<char>(value & 0xFF);
    } else if (c == '\r') {  // the line goes on
      if (at_ < code_.size() && code_[at_] == '\n') ++at_;
    } else if (c != '\n') {
      out += c;
    }
  }

  Token angle() {
    if (at_ < code_.size() && code_[at_] == '<') return {TokenKind::bracket, "<"};
    const std::size_t end = code_.find('>', at_);
    const std::string_view inside =
        code_.substr(at_, end == std::string_view::npos ? end : end - at_);
    if (end == std::string_view::npos ||
        inside.find_first_not_of("0123456789ABCDEFabcdef \t\r\n") != std::string_view::npos) {
      return {TokenKind::bracket, "<"};
    }
    at_ = end + 1;
    std::string bytes;
    int high = -1;
    for (const char c : inside) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      const std::size_t digit = kDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
      if (digit == std::string_view::npos) continue;
      const int value = static_cast<int>(digit);
      if (high >= 0) bytes += static_cast<char>(high * 16 + value);
      high = high >= 0 ? -1 : value;
    }
    if (high >= 0) bytes += static_cast<char>(high * 16);
    return {TokenKind::string, std::move(bytes)};
  }

  std::string_view code_;
  std::size_t at_ = 0;
};

// `lines` without the mark of a comment before each, from base 85; nothing when it is none.
std::optional<std::string> from_base_85(std::string_view lines) {
  std::string out;
  std::uint64_t value = 0;
  int count = 0;
  bool line_begins = true;
  for (const char c : lines) {
    if (kBlanks.find(c) != std::string_view::npos) {
      line_begins = true;
      continue;
    }
    if (std::exchange(line_begins, false) && c == '%') continue;
    if (c == 'z' && count == 0) {
      out.append(4, '\0');
      continue;
    }
    if (c < '!' || c > 'u') return std::nullopt;
    value = value * 85 + static_cast<std::uint64_t>(c - '!');
    if (++count < 5) continue;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFF);
    value = 0;
    count = 0;
  }
  if (count == 0) return out;
  for (int i = count; i < 5; ++i) value = value * 85 + 84;
  for (int i = 0; i + 1 < count; ++i) out += static_cast<char>((value >> (24 - 8 * i)) & 0xFF);
  return out;
}

class WordReader {
 public:
  WordReader(std::string_view code, int depth) : lexer_(code), depth_(depth) {}

  CodeWords read() {
    for (Token token = lexer_.next(); token.kind != TokenKind::end; token = lexer_.next()) {
      if (token.kind == TokenKind::string) add_string(token.text);
      if (token.kind == TokenKind::comment) add_comment(token.text);
      if (token.kind == TokenKind::name && token.text == "ASCII85Decode") add_encoded();
      if (token.kind == TokenKind::word) look_at(token.text);
    }
    return std::move(out_);
  }

 private:
  void add_line(const std::string& line) {
    if (line.find_first_not_of(kBlanks) == std::string::npos) return;
    out_.text += line;
    out_.text += '\n';
  }

  void add_string(const std::string& bytes) {
    const std::string said = text_of(QPDFObjectHandle::newString(bytes));
    if (utf8::is_valid(said) && is_readable(said)) return add_line(said);
    out_.has_other_data = true;
  }

  // "%For: (name) ()", "AI3_Cropmarks: 36 -756 576 -36", the lines of an encoded picture.
  void add_comment(std::string_view line) {
    if (line.substr(0, 1) == "!") return;  // which language it is
    if (line.substr(0, 10) == "%BeginData") {
      out_.has_other_data = true;
      lexer_.skip_to("%%EndData");
      return;
    }
    constexpr std::size_t kLongestWord = 48;
    const bool one_word = line.substr(0, 1) != "%" && line.find(' ') == std::string_view::npos;
    if (!utf8::is_valid(line) || !is_readable(line) || (one_word && line.size() > kLongestWord)) {
      out_.has_other_data = true;
      return;
    }
    const std::size_t colon = line.find(':');
    const std::string_view value = colon < 32 ? line.substr(colon + 1) : line;
    const bool says = std::any_of(value.begin(), value.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             static_cast<unsigned char>(c) >= 0x80;
    });
    const std::size_t first = value.find_first_not_of(' ');
    const bool one_number = first != std::string_view::npos &&
                            value.substr(first).find_first_of(" .") == std::string_view::npos;
    if (says || one_number) add_line(std::string(value.substr(first)));
  }

  void add_encoded() {
    constexpr int kDeepest = 3;
    const auto lines = lexer_.skip_to("~>");
    if (!lines) return;
    // What stands between the name and the data.
    const std::size_t begin = lines->find('%');
    const auto data =
        begin == std::string_view::npos ? std::nullopt : from_base_85(lines->substr(begin));
    const bool markup = data && data->find("<?x") < 8 && utf8::is_valid(*data);
    if (markup) {
      walk_markup(
          *data, [&](std::string_view, const std::string& value, MarkupPlace) { add_line(value); });
    } else if (data && depth_ < kDeepest && data->find("<<") < 64) {
      CodeWords inner = WordReader(*data, depth_ + 1).read();
      out_.text += inner.text;
      out_.has_other_data = out_.has_other_data || inner.has_other_data;
    } else {
      out_.has_other_data = true;
    }
  }

  void look_at(const std::string& word) {
    if (word == "ID") lexer_.skip_to("EI");
    const bool odd = !utf8::is_valid(word) || !is_readable(word);
    if (odd || word == "ID") out_.has_other_data = true;
  }

  Lexer lexer_;
  int depth_;
  CodeWords out_;
};

bool paints(std::string_view word) {
  static const std::set<std::string_view> kWords = {
      "f",  "F",  "f*", "S",  "s", "B", "b",      "B*",   "b*",   "n",      "N",
      "sh", "Do", "Tj", "TJ", "L", "C", "stroke", "fill", "show", "lineto", "curveto"};
  return kWords.count(word) != 0;
}

bool prepares(std::string_view word) {
  static const std::set<std::string_view> kWords = {
      "q",         "Q",     "cm",       "re",      "m",           "l",    "c",     "v",   "y",
      "h",         "W",     "W*",       "w",       "J",           "j",    "M",     "d",   "i",
      "ri",        "gs",    "g",        "G",       "rg",          "RG",   "k",     "K",   "cs",
      "CS",        "sc",    "SC",       "scn",     "SCN",         "BT",   "ET",    "Tf",  "Td",
      "TD",        "Tm",    "T*",       "Tc",      "Tw",          "Tz",   "TL",    "Tr",  "Ts",
      "'",         "\"",    "d0",       "d1",      "BI",          "ID",   "EI",    "MP",  "DP",
      "BMC",       "BDC",   "EMC",      "BX",      "EX",          "u",    "U",     "V",   "Y",
      "Xa",        "XA",    "Xd",       "Xh",      "XW",          "XR",   "Ap",    "D",   "R",
      "A",         "O",     "*u",       "*U",      "moveto",      "def",  "begin", "end", "newpath",
      "closepath", "gsave", "grestore", "setgray", "setrgbcolor", "bind", "exch"};
  return kWords.count(word) != 0;
}

}  // namespace

bool is_drawing_code(std::string_view data) {
  const std::size_t begin = data.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return false;
  const std::string_view head = data.substr(begin, 2);
  if (head == "%!" || head == "%%") return true;
  // Enough to tell, whatever its length.
  constexpr std::size_t kMostTokens = 20'000;
  std::size_t words = 0;
  std::size_t numbers = 0;
  std::size_t painting = 0;
  std::size_t preparing = 0;
  Lexer lexer(data);
  Token token = lexer.next();
  for (std::size_t i = 0; token.kind != TokenKind::end && i < kMostTokens; ++i) {
    if (token.kind == TokenKind::word) {
      ++words;
      numbers += is_number(token.text) ? 1U : 0U;
      painting += paints(token.text) ? 1U : 0U;
      preparing += prepares(token.text) ? 1U : 0U;
    }
    token = lexer.next();
  }
  const std::size_t known = numbers + painting + preparing;
  return painting > 0 && preparing > 0 && known * 10 >= words * 9;
}

bool is_without_text(std::string_view data) {
  if (!is_drawing_code(data)) return false;
  Lexer lexer(data);
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    const bool picture = token.kind == TokenKind::word && token.text == "ID";
    if (token.kind == TokenKind::string || picture) return false;
  }
  return true;
}

CodeWords words_of_code(std::string_view code) { return WordReader(code, 0).read(); }

}  // namespace mishen::pdf
