#include "scanner/gate/answers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/policy/waiver.h"

namespace mishen {
namespace {

constexpr std::size_t kIdDigits = 16;
constexpr std::size_t kLongest = 2000;  // code points of a reason or a name

struct Word {
  std::string_view word;
  AnswerKind kind;
};
// What people write, in either language whatever the language of the run: a comment has no locale.
constexpr std::array<Word, 9> kWords = {{{"误报", AnswerKind::false_positive},
                                         {"誤報", AnswerKind::false_positive},
                                         {"false positive", AnswerKind::false_positive},
                                         {"已改", AnswerKind::fixed},
                                         {"已修改", AnswerKind::fixed},
                                         {"fixed", AnswerKind::fixed},
                                         {"同意公开", AnswerKind::approved},
                                         {"同意公開", AnswerKind::approved},
                                         {"approved", AnswerKind::approved}}};

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_rule_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/';
}

bool is_letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// Spaces, line ends and punctuation at the beginning, ASCII and full width.
std::string_view without_leading_marks(std::string_view text) {
  constexpr std::u32string_view kMarks = U" \t\r\n:;,.-!　：；，。、！—–[]()【】（）";
  while (!text.empty()) {
    const utf8::Decoded d = utf8::decode(text, 0);
    if (kMarks.find(d.code_point) == kMarks.npos) break;
    text.remove_prefix(d.bytes);
  }
  return text;
}

bool begins_with(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  const bool same = std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
    return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
  });
  // "approvedly" and "fixedly" are other words; Chinese ones need no edge.
  const bool ascii = static_cast<unsigned char>(word.front()) < 0x80;
  return same && (!ascii || text.size() == word.size() || !is_letter_or_digit(text[word.size()]));
}

// One line of at most kLongest characters: whatever would break a line is a space.
std::string one_line(std::string_view text) {
  const std::string clean = utf8::sanitise(text);
  std::string out;
  std::size_t length = 0;
  for (std::size_t i = 0; i < clean.size() && length < kLongest; ++length) {
    const utf8::Decoded d = utf8::decode(clean, i);
    const char32_t c = d.code_point;
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
                         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2066 && c <= 0x2069);
    utf8::append(out, control ? U' ' : c);
    i += d.bytes;
  }
  const std::size_t begin = out.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return out.substr(begin, out.find_last_not_of(' ') - begin + 1);
}

// "2026-11-26T08:00:00Z" as Word has it, "D:20261126080000+08'00'" as PDF has it; nothing for
// anything else.
std::optional<std::string> day_of(std::string_view date) {
  if (date.starts_with("D:")) date.remove_prefix(2);
  std::string day(date.substr(0, 10));
  const std::string_view digits = date.substr(0, 8);
  const bool packed = digits.size() == 8 && std::all_of(digits.begin(), digits.end(), [](char c) {
                        return c >= '0' && c <= '9';
                      });
  if (packed) {
    day = std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4, 2)) + "-" +
          std::string(digits.substr(6, 2));
  }
  if (!day_number(day)) return std::nullopt;
  return day;
}

}  // namespace

std::string_view name(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::fixed:
      return "fixed";
    case AnswerKind::approved:
      return "approved";
    case AnswerKind::false_positive:
      break;
  }
  return "false-positive";
}

std::optional<std::string> finding_id_in(std::string_view text) {
  for (std::size_t at = text.find(':'); at != text.npos; at = text.find(':', at + 1)) {
    const std::string_view after = text.substr(at + 1, kIdDigits);
    if (after.size() < kIdDigits || !std::all_of(after.begin(), after.end(), is_hex)) continue;
    if (at + 1 + kIdDigits < text.size() && is_hex(text[at + 1 + kIdDigits])) continue;
    std::size_t begin = at;
    while (begin > 0 && is_rule_character(text[begin - 1])) --begin;
    const std::string_view rule = text.substr(begin, at - begin);
    const std::size_t slash = rule.find('/');
    if (slash == rule.npos || slash == 0 || slash + 1 == rule.size()) continue;
    return std::string(text.substr(begin, at + 1 + kIdDigits - begin));
  }
  return std::nullopt;
}

std::vector<Answer> answers_of(std::span<const Reply> replies) {
  std::vector<Answer> out;
  for (const Reply& reply : replies) {
    const std::string_view text = without_leading_marks(reply.text);
    const auto word = std::find_if(kWords.begin(), kWords.end(),
                                   [&](const Word& one) { return begins_with(text, one.word); });
    if (word == kWords.end()) continue;
    std::optional<std::string> finding = finding_id_in(reply.to);
    if (!finding) continue;
    Answer answer;
    answer.finding = *std::move(finding);
    answer.kind = word->kind;
    answer.reason = one_line(without_leading_marks(text.substr(word->word.size())));
    // Text added to a finding's own note stands under the tool's name: whose it is nobody knows.
    if (reply.answers_note) answer.author = one_line(reply.author);
    answer.date = one_line(reply.date);
    out.push_back(std::move(answer));
  }
  return out;
}

bool is_waiver(const Answer& answer) {
  return answer.kind != AnswerKind::fixed && !answer.author.empty() && !answer.reason.empty();
}

std::string waivers_toml(std::span<const Answer> answers, std::string_view sha256,
                         std::string_view today) {
  std::string out;
  for (const Answer& answer : answers) {
    if (!is_waiver(answer)) continue;
    Waiver waiver;
    waiver.finding = answer.finding;
    waiver.rule = answer.finding.substr(0, answer.finding.find(':'));
    waiver.answer = name(answer.kind);
    waiver.reason = answer.reason;
    waiver.who = answer.author;
    waiver.date = day_of(answer.date).value_or(std::string(today));
    waiver.draft = "sha256:" + std::string(sha256);
    out += waiver_toml(waiver);
  }
  return out;
}

}  // namespace mishen
